import { expect, test } from "vitest";
import type { Rule } from "../../../src/access/rule.ts";
import { parseKeeping } from "../../../src/question/index.ts";
import { actionIds } from "../../../src/report/slack/action-ids.ts";
import type { FakeSlack } from "../../fake-slack/fake-slack.ts";
import { said, stage, words, type Stage } from "./harness.ts";

/** The message that asks for the other end. */
async function asking(slack: FakeSlack): Promise<{ channel: string; ts: string }> {
  const message = await slack.until("the menu", () => said(slack)[0]);
  return { channel: message.channel, ts: message.ts };
}

const onlyShop: Rule = {
  name: "mei",
  users: ["U0MEI"],
  groups: [],
  channels: [],
  clusters: ["*"],
  namespaces: ["shop"],
  nodes: [],
  outside: [],
  actions: ["ask", "choose"],
};

const refused = "dial tcp 10.0.0.7:5432: connect: connection refused";

async function oneEnd(
  more: Parameters<typeof stage>[0] = {},
): Promise<Stage & { place: { channel: string; ts: string } }> {
  const staged = await stage(more);
  await staged.slack.people.slash("U0MEI", "C0ONCALL", refused);
  return { ...staged, place: await asking(staged.slack) };
}

test.each(["socket", "http"] as const)(
  "where one end was named, only the other is asked for, and the message becomes the answer, over %s",
  async (mode) => {
    const { slack, dialogue, place, audited } = await oneEnd({ mode });
    expect(words(said(slack)[0])).toContain("I understood that 10.0.0.7:5432 is not reached");
    expect(dialogue.submitted).toEqual([]);
    await slack.people.pick("U0MEI", place, actionIds.otherEnd, "ingress-nginx");
    await slack.until("the question", () => dialogue.submitted.length === 1);
    expect(dialogue.submitted[0]).toMatchObject({
      question: {
        text: "ingress-nginx -> 10.0.0.7:5432",
        from: { name: "ingress-nginx" },
        to: { ip: "10.0.0.7" },
        symptom: { kind: "refused" },
      },
      origin: { statusTs: place.ts },
    });
    expect(said(slack)).toHaveLength(1);
    expect(audited.find(({ action }) => action === "choose")).toMatchObject({
      event: "allowed",
      entry: "menu of the other end",
    });
  },
);

test("the other end can be typed, and what is no end is told with an example, and leaves the menu to others", async () => {
  const { slack, dialogue, place } = await oneEnd();
  await slack.people.click("U0MEI", place, actionIds.typeOtherEnd);
  await slack.until("the form", () => slack.workspace.views.size === 1);
  await slack.people.submit("U0MEI", { question: { text: "???" } });
  const told = await slack.until("the words", () => slack.workspace.ephemerals[0]);
  expect(words(told)).toContain("That is no end");
  await slack.people.click("U0SAM", place, actionIds.typeOtherEnd);
  await slack.until("the other form", () => slack.workspace.views.size === 2);
  await slack.people.submit("U0SAM", { question: { text: "shop/web" } });
  await slack.until("the question", () => dialogue.submitted.length === 1);
  expect(dialogue.submitted[0]).toMatchObject({
    question: { text: "shop/web -> 10.0.0.7:5432" },
    origin: { user: "U0SAM", statusTs: place.ts },
  });
});

function answered(dialogue: Stage["dialogue"], text: string, by: { user: string; channel: string }): void {
  const read = parseKeeping(text);
  if (!("question" in read)) throw new Error(`${text} is no question`);
  const nth = dialogue.answered.length;
  const origin = { key: `key-${nth}`, ...by };
  const told = { origin, at: 0, line: "✅", verdict: true, about: [] };
  dialogue.answered.push({ id: `nd-${nth}`, question: read.question, ...told });
}

test("offers who was asked about before, as far as the person may ask about it", async () => {
  const { slack, dialogue } = await stage({ rules: [onlyShop] });
  const sam = { user: "U0SAM", channel: "C0ONCALL" };
  answered(dialogue, "shop/web -> 10.0.0.7:5432", sam);
  answered(dialogue, "payments/web -> 10.0.0.7:5432", sam);
  await slack.people.slash("U0MEI", "C0ONCALL", refused);
  const place = await asking(slack);
  expect(words(said(slack)[0])).not.toContain("payments");
  await slack.people.pick("U0MEI", place, actionIds.otherEnd, "shop/web");
  await slack.until("the question", () => dialogue.submitted.length === 1);
  expect(dialogue.submitted[0]?.question.text).toBe("shop/web -> 10.0.0.7:5432");
});

test("offers nothing in a channel that the person asked elsewhere: everybody there sees the menu", async () => {
  const { slack, dialogue } = await stage();
  answered(dialogue, "payments/ledger -> 10.0.0.7:5432", { user: "U0MEI", channel: "D0MEI" });
  answered(dialogue, "shop/web -> 10.0.0.7:5432", { user: "U0MEI", channel: "C0ONCALL" });
  await slack.people.slash("U0MEI", "C0ONCALL", refused);
  await asking(slack);
  expect(words(said(slack)[0])).toContain("shop/web");
  expect(words(said(slack)[0])).not.toContain("payments");
});

test("of two who pick the first decides", async () => {
  const { slack, dialogue, place } = await oneEnd();
  await slack.people.pick("U0MEI", place, actionIds.otherEnd, "ingress-nginx");
  await slack.until("the question", () => dialogue.submitted.length === 1);
  await slack.people.click("U0SAM", place, actionIds.typeOtherEnd).catch(() => undefined);
  expect(dialogue.submitted).toHaveLength(1);
});

test("a namespace that the person may not ask about is refused when it is typed, and not before", async () => {
  const { slack, dialogue, place } = await oneEnd({ rules: [onlyShop] });
  await slack.people.click("U0MEI", place, actionIds.typeOtherEnd);
  await slack.until("the form", () => slack.workspace.views.size === 1);
  await slack.people.submit("U0MEI", { question: { text: "payments/web" } });
  const told = await slack.until("the words", () => slack.workspace.ephemerals[0]);
  expect(words(told)).toContain("You may not ask about namespace payments here.");
  expect(dialogue.submitted).toEqual([]);
});

test("what is not kept any more is asked for again", async () => {
  const { slack, dialogue, ledger, place } = await oneEnd();
  for (const key of ledger.entries.keys()) if (key.startsWith("slack:one-end:")) ledger.entries.delete(key);
  await slack.people.pick("U0MEI", place, actionIds.otherEnd, "ingress-nginx");
  const told = await slack.until("the words", () => slack.workspace.ephemerals[0]);
  expect(words(told)).toContain("too old; please ask again");
  expect(dialogue.submitted).toEqual([]);
});

test("where the bot is not a member, the asker is told what is missing, with an example", async () => {
  const { slack } = await stage();
  await slack.people.slash("U0MEI", "C0QUIET", refused);
  const told = await slack.until("the words", () => slack.workspace.ephemerals[0]);
  expect(words(told)).toContain("/netdiag ingress-nginx -&gt; 10.0.0.7:5432");
});

test("Diagnose this on a message with one end asks in the thread of that message", async () => {
  const { slack } = await stage();
  const pasted = slack.people.say("U0SAM", "C0ONCALL", refused);
  await slack.people.messageShortcut("U0MEI", pasted);
  const message = await slack.until("the menu", () => said(slack)[0]);
  expect(message.threadTs).toBe(pasted.ts);
});

test("no secret of what was pasted is kept", async () => {
  const { ledger } = await stage().then(async (staged) => {
    await staged.slack.people.slash(
      "U0MEI",
      "C0ONCALL",
      `Authorization: Bearer abcdefghijklmnopqrstuvwxyz0123 ${refused}`,
    );
    await asking(staged.slack);
    return staged;
  });
  expect([...ledger.entries.values()].join("\n")).not.toContain("abcdefghijklmnop");
});
