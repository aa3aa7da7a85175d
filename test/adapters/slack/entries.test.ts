import { describe, expect, test } from "vitest";
import { QueueDown } from "../../../src/ports.ts";
import { ambiguous } from "../../report/endings.ts";
import { blocked } from "../../report/incident.ts";
import { conversation, said, stage, words } from "./harness.ts";

describe.each(["socket", "http"] as const)("over %s", (mode) => {
  test("a slash command is acknowledged within a second, shows a status message and queues the question", async () => {
    const { slack, dialogue, audited } = await stage({ mode });
    const { acked } = await slack.people.slash("U0MEI", "C0ONCALL", "ingress-nginx -> productpage");
    expect(acked).toBe(true);
    expect(slack.workspace.deliveries[0]).toMatchObject({ over: mode });
    expect(slack.workspace.deliveries[0]?.ackMs).toBeLessThan(1000);
    await slack.until("the question", () => dialogue.submitted.length === 1);
    const [status] = said(slack);
    expect(status?.threadTs).toBeUndefined();
    expect(words(status)).toContain("*ingress-nginx → productpage* · asked by <@U0MEI> · prod-1");
    expect(dialogue.submitted[0]).toMatchObject({
      question: { from: { name: "ingress-nginx" }, to: { name: "productpage" } },
      origin: { channel: "C0ONCALL", user: "U0MEI", statusTs: status?.ts },
    });
    expect(audited).toMatchObject([
      { event: "allowed", entry: "slash command", action: "ask", user: "U0MEI", channel: "C0ONCALL" },
      { event: "question", diagnosis: "d-1", user: "U0MEI", channel: "C0ONCALL" },
    ]);
  });

  test("a mention in a thread is answered in that thread", async () => {
    const { slack, dialogue } = await stage({ mode });
    const alert = slack.people.say("U0SAM", "C0ONCALL", "503s on productpage");
    await slack.people.mention("U0MEI", "C0ONCALL", alert.ts, "ingress-nginx -> productpage:9080");
    await slack.until("the question", () => dialogue.submitted.length === 1);
    expect(said(slack)).toHaveLength(1);
    expect(said(slack)[0]?.threadTs).toBe(alert.ts);
    expect(dialogue.submitted[0]?.origin).toMatchObject({ threadTs: alert.ts, statusTs: said(slack)[0]?.ts });
  });

  test("a mention outside of a thread starts one", async () => {
    const { slack, dialogue } = await stage({ mode });
    const { ts } = await slack.people.mention("U0MEI", "C0ONCALL", "", "ingress-nginx -> productpage");
    await slack.until("the question", () => dialogue.submitted.length === 1);
    expect(said(slack)[0]?.threadTs).toBe(ts);
  });

  test("Re-check, Stop, Show fix and Evidence do what they say", async () => {
    const { slack, dialogue, ledger } = await stage({ mode });
    await slack.people.slash("U0MEI", "C0ONCALL", "ingress-nginx -> productpage");
    await slack.until("the question", () => dialogue.submitted.length === 1);
    const place = { channel: "C0ONCALL", ts: said(slack)[0]?.ts ?? "" };
    const origin = dialogue.submitted[0]?.origin;
    if (!origin) throw new Error("nothing was submitted");
    const worker = conversation(slack, ledger, origin);
    await worker.progress({ stage: "resolving" });
    await slack.until("Stop", () => words(slack.workspace.message(place.channel, place.ts)).includes("Stop"));
    await slack.people.click("U0MEI", place, "netdiag_stop");
    await slack.until("the stop", () => dialogue.cancelled[0] === "d-1");

    await worker.verdict(blocked);
    await slack.people.click("U0MEI", place, "netdiag_show_fix");
    const fix = await slack.until("the fix", () => slack.workspace.ephemerals.at(-1));
    expect(fix).toMatchObject({ user: "U0MEI" });
    expect(words(fix)).toContain("kubectl apply -f -");

    await slack.people.click("U0MEI", place, "netdiag_evidence");
    const files = await slack.until("the evidence", () => {
      const message = said(slack).find((each) => each.fileIds.length === 2);
      return message?.fileIds.map((id) => slack.workspace.files.get(id));
    });
    expect(files.map((file) => file?.name)).toEqual(["netdiag-d-1-evidence.txt", "netdiag-d-1-bundle.json"]);
    const evidence = files[0]?.content.toString() ?? "";
    expect(evidence).toContain("$ ss -ltn\nLISTEN 0 128 0.0.0.0:9080");
    expect(evidence).not.toContain("session=42");
    await slack.until("the note", () => ledger.entries.has("slack:d-1:evidence"));
    await slack.people.click("U0MEI", place, "netdiag_evidence");
    await slack.until("a hint", () =>
      words(slack.workspace.ephemerals.at(-1)).includes("in the thread already"),
    );

    await slack.people.click("U0MEI", place, "netdiag_recheck");
    await slack.until("the second question", () => dialogue.submitted.length === 2);
    expect(dialogue.submitted[1]).toMatchObject({
      question: { from: { name: "ingress-nginx" }, to: { name: "productpage" } },
      origin: { threadTs: place.ts },
    });
  });
});

test("what cannot be read is answered to the asker alone, with an example that can be asked", async () => {
  const { slack, dialogue } = await stage();
  await slack.people.slash("U0MEI", "C0ONCALL", "it is broken again");
  const whisper = await slack.until("a whisper", () => slack.workspace.ephemerals[0]);
  expect(whisper.user).toBe("U0MEI");
  expect(words(whisper)).toMatch(/`\/netdiag .+ -&gt; .+`/);
  expect(said(slack)).toEqual([]);
  expect(dialogue.submitted).toEqual([]);
});

test.each(["help", "?", "Help!"])("the command with %j explains itself to the asker alone", async (text) => {
  const { slack } = await stage();
  await slack.people.slash("U0MEI", "C0ONCALL", text);
  const whisper = await slack.until("help", () => slack.workspace.ephemerals[0]);
  expect(words(whisper)).toContain("In a thread slash commands do not work");
});

test("the command alone opens a form, and what is written there is asked in the channel", async () => {
  const { slack, dialogue } = await stage();
  await slack.people.slash("U0MEI", "C0ONCALL", " ");
  await slack.until("the form", () => slack.workspace.views.size === 1);
  await slack.people.submit("U0MEI", { question: { text: "web -> db:5432" } });
  await slack.until("the question", () => dialogue.submitted.length === 1);
  expect(dialogue.submitted[0]).toMatchObject({ question: { port: 5432 }, origin: { channel: "C0ONCALL" } });
  expect(dialogue.submitted[0]?.origin).not.toHaveProperty("threadTs");
});

test.each(["C0ONCALL", "D0MEI"])(
  "the global shortcut asks also where to answer, and answers in %s",
  async (channel) => {
    const { slack, dialogue } = await stage();
    await slack.people.globalShortcut("U0MEI");
    await slack.until("the form", () => slack.workspace.views.size === 1);
    await slack.people.submit("U0MEI", {
      question: { text: "web -> db:5432" },
      place: { conversation: channel },
    });
    await slack.until("the question", () => dialogue.submitted.length === 1);
    expect(dialogue.submitted[0]).toMatchObject({
      question: { port: 5432 },
      origin: { channel, user: "U0MEI" },
    });
    expect(said(slack, channel)).toHaveLength(1);
  },
);

test("asked to answer in a channel that the bot is not in, it says so to the person directly", async () => {
  const { slack, dialogue } = await stage();
  await slack.people.globalShortcut("U0MEI");
  await slack.until("the form", () => slack.workspace.views.size === 1);
  await slack.people.submit("U0MEI", { question: { text: "a -> b" }, place: { conversation: "C0QUIET" } });
  const told = await slack.until("the words", () => said(slack, "D0MEI")[0]);
  expect(words(told)).toContain("/invite @netdiag");
  expect(dialogue.submitted).toEqual([]);
});

test("a direct message is answered there", async () => {
  const { slack, dialogue } = await stage();
  await slack.people.dm("U0MEI", "ingress-nginx -> productpage");
  await slack.until("the question", () => dialogue.submitted.length === 1);
  expect(dialogue.submitted[0]?.origin).toMatchObject({ channel: "D0MEI", user: "U0MEI" });
  expect(said(slack, "D0MEI")).toHaveLength(1);
});

const logLine =
  '10.1.2.3 - - [23/Nov/2026:03:00:00 +0000] "GET /productpage HTTP/1.1" 503 190 "-" "curl/8" 90 5.001 [test-productpage-9080] [] 10.233.75.9:9080 0 5.000 503 0a1b2c';

test("Diagnose this on a pasted log line answers in the thread of that message", async () => {
  const { slack, dialogue } = await stage();
  const pasted = slack.people.say("U0SAM", "C0ONCALL", logLine);
  await slack.people.messageShortcut("U0MEI", pasted);
  await slack.until("the question", () => dialogue.submitted.length === 1);
  expect(dialogue.submitted[0]).toMatchObject({
    question: { symptom: { status: 503, upstream: "test-productpage-9080" } },
    origin: { threadTs: pasted.ts },
  });
});

test("Diagnose this on other words opens a form, and what is written there is asked", async () => {
  const { slack, dialogue } = await stage();
  const message = slack.people.say("U0SAM", "C0ONCALL", "it is broken again");
  await slack.people.messageShortcut("U0MEI", message);
  await slack.until("the form", () => slack.workspace.views.size === 1);
  await slack.people.submit("U0MEI", { question: { text: "web -> db:5432" } });
  await slack.until("the question", () => dialogue.submitted.length === 1);
  expect(dialogue.submitted[0]).toMatchObject({ question: { port: 5432 }, origin: { threadTs: message.ts } });
});

test("a question that is being answered already keeps a message of its own for the second asker", async () => {
  const { slack, dialogue } = await stage();
  slack.workspace.post({ channel: "C0ONCALL", user: "U0NETDIAG", text: "⏳ running" });
  dialogue.answer = { joined: true };
  await slack.people.slash("U0MEI", "C0ONCALL", "ingress-nginx -> productpage");
  await slack.until("the question", () => dialogue.submitted.length === 1);
  expect(said(slack)).toHaveLength(2);
  expect(dialogue.submitted[0]?.origin.statusTs).toBe(said(slack)[1]?.ts);
});

test.each(["socket", "http"] as const)(
  "what could not be written down is acknowledged over %s with a sentence to the person alone that it may not have been taken",
  async (mode) => {
    const { slack, dialogue, inbox } = await stage({ mode });
    inbox.throws = new QueueDown("no Redis");
    expect(await slack.people.slash("U0MEI", "C0ONCALL", "ingress-nginx -> productpage")).toMatchObject({
      acked: true,
    });
    await slack.people.mention("U0MEI", "C0ONCALL", "", "ingress-nginx -> productpage");
    await slack.until("both sentences", () => slack.workspace.ephemerals.length === 2);
    for (const whisper of slack.workspace.ephemerals)
      expect(words(whisper)).toContain("may not have been taken");
    expect(said(slack)).toEqual([]);
    expect(dialogue.submitted).toEqual([]);
  },
);

test.each(["socket", "http"] as const)(
  "what could not be written down, and Slack takes no word of that, is not acknowledged over %s: a message is delivered again",
  async (mode) => {
    const { slack, dialogue, inbox } = await stage({ mode });
    inbox.throws = new QueueDown("no Redis");
    const heal = slack.limits.inject({ method: "chat.*", status: 503, times: Infinity });
    const mentioned = slack.people.mention("U0MEI", "C0ONCALL", "", "ingress-nginx -> productpage");
    await slack.until("that it is not acknowledged", () => slack.workspace.deliveries.length > 0);
    expect(slack.workspace.deliveries.map(({ acked }) => acked)).not.toContain(true);
    heal();
    inbox.throws = undefined;
    await mentioned;
    await slack.people.repeatLastEvent();
    await slack.until("the question", () => dialogue.submitted.length === 1);
  },
);

test("a question whose first words Slack does not take goes on without them", async () => {
  const { slack, dialogue } = await stage();
  slack.limits.inject({ method: "chat.postMessage", status: 429, retryAfter: 90, times: 99 });
  await slack.people.slash("U0MEI", "C0ONCALL", "ingress-nginx -> productpage");
  await slack.until("the question", () => dialogue.submitted.length === 1);
  expect(dialogue.submitted[0]?.origin).not.toHaveProperty("statusTs");
});

test("where the bot is not a member, it says how to invite it", async () => {
  const { slack, dialogue } = await stage();
  await slack.people.slash("U0MEI", "C0QUIET", "ingress-nginx -> productpage");
  const whisper = await slack.until("a whisper", () => slack.workspace.ephemerals[0]);
  expect(words(whisper)).toContain("/invite @netdiag");
  expect(dialogue.submitted).toEqual([]);
});

test("an event that Slack delivers twice is answered once", async () => {
  const { slack, dialogue } = await stage();
  await slack.people.mention("U0MEI", "C0ONCALL", "", "ingress-nginx -> productpage");
  await slack.until("the question", () => dialogue.submitted.length === 1);
  const { acked } = await slack.people.repeatLastEvent();
  expect(acked).toBe(true);
  await slack.people.slash("U0MEI", "C0ONCALL", "a -> b");
  await slack.until("the next question", () => dialogue.submitted.length === 2);
  expect(dialogue.submitted.map(({ question }) => question.text)).toEqual([
    "ingress-nginx -> productpage",
    "a -> b",
  ]);
});

test("after Slack refreshed the link, the bot comes back and answers", async () => {
  const { slack, dialogue } = await stage({ pingTimeoutMs: 300 });
  slack.sockets.disconnect();
  await slack.until(
    "a new link",
    () =>
      slack.sockets.count === 1 &&
      slack.workspace.calls.filter((call) => call.method === "apps.connections.open").length === 2,
  );
  await slack.people.slash("U0MEI", "C0ONCALL", "ingress-nginx -> productpage");
  await slack.until("the question", () => dialogue.submitted.length === 1);
});

test("of two people who choose a candidate the first decides, and the same message goes on", async () => {
  const { slack, dialogue, ledger } = await stage();
  await slack.people.slash("U0MEI", "C0ONCALL", "ingress-nginx -> productpage");
  await slack.until("the question", () => dialogue.submitted.length === 1);
  const origin = dialogue.submitted[0]?.origin;
  if (!origin) throw new Error("nothing was submitted");
  await conversation(slack, ledger, origin).askBack(ambiguous.sentence, ambiguous.choices);
  const place = { channel: "C0ONCALL", ts: origin.statusTs ?? "" };
  await Promise.all([
    slack.people.click("U0MEI", place, "netdiag_choose_2"),
    slack.people.click("U0SAM", place, "netdiag_choose_0"),
  ]);
  await slack.until("the choice", () => dialogue.submitted.length === 2);
  await slack.until("the status", () => words(said(slack)[0]).includes("Got your question"));
  expect(dialogue.submitted).toHaveLength(2);
  expect(dialogue.submitted[1]?.origin.statusTs).toBe(place.ts);
  expect(dialogue.submitted[1]?.question.to).toHaveProperty("kind");
  expect(said(slack)).toHaveLength(1);
});
