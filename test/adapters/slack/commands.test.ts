import { inTongue } from "../../../src/adapters/slack/spoken.ts";
import { english } from "../../../src/language/tongue.ts";
import { describe, expect, test } from "vitest";
import type { Rule } from "../../../src/access/rule.ts";
import { readCommand, stopInWords } from "../../../src/adapters/slack/commands.ts";
import { NotNow, type OpenQuestion, type Past } from "../../../src/ports.ts";
import { parseQuestion } from "../../../src/question/index.ts";
import { memoryCaptures } from "./memory-captures.ts";
import { MemoryInbox, said, stage, words } from "./harness.ts";

test.each([
  ["", { kind: "nothing" }],
  ["  ", { kind: "nothing" }],
  ["help", { kind: "help" }],
  ["?", { kind: "help" }],
  ["history", { kind: "command", command: "history" }],
  [" Status. ", { kind: "command", command: "status" }],
  ["stop", { kind: "command", command: "stop" }],
  ["Stop watching", { kind: "command", command: "stop" }],
  ["停止持续检查", { kind: "command", command: "stop" }],
  ["状态", { kind: "command", command: "status" }],
  ["历史。", { kind: "command", command: "history" }],
  ["停止 全部", { kind: "command", command: "stop", of: "all" }],
  ["帮助", { kind: "help" }],
  ["stop ALL", { kind: "command", command: "stop", of: "all" }],
  ["stop nd-0a1b2c3d4e5f", { kind: "command", command: "stop", of: "nd-0a1b2c3d4e5f" }],
])("%j is read as a word of its own", (typed, read) => {
  expect(readCommand(typed)).toEqual(read);
});

test.each([
  "status -> web",
  "history -> web",
  "stop -> db:5432",
  "help -> web",
  "why can't status reach stop",
])("%j is a question", (typed) => {
  expect(readCommand(typed)).toBeUndefined();
  expect(parseQuestion(typed)).toHaveProperty("question");
});

function open(
  text: string,
  about: { id: string; user?: string; channel?: string; place?: number },
): OpenQuestion {
  const parsed = parseQuestion(text);
  if (!("question" in parsed)) throw new Error(`${text} is no question`);
  const { id, user = "U0MEI", channel = "C0ONCALL", place } = about;
  const origin = { key: `key-${id}`, user, channel };
  return { id, question: parsed.question, origin, ...(place === undefined ? {} : { place }) };
}

const mei: Rule = {
  name: "mei",
  users: ["U0MEI"],
  groups: [],
  channels: [],
  clusters: ["*"],
  namespaces: ["*", "!payments"],
  nodes: [],
  outside: [],
  actions: ["ask", "stop"],
};

describe("status", () => {
  test("tells one's own questions anywhere, others of this channel, who works and how long the line is", async () => {
    const { slack, dialogue } = await stage();
    dialogue.opened.push(
      open("shop/web -> shop/db:5432", { id: "nd-1", place: 3 }),
      open("shop/web -> shop/cache", { id: "nd-2", channel: "C0RANDOM" }),
      open("shop/a -> shop/b", { id: "nd-3", user: "U0SAM" }),
      open("shop/y -> shop/z", { id: "nd-4", user: "U0SAM", channel: "C0RANDOM" }),
    );
    await slack.people.slash("U0MEI", "C0ONCALL", "status");
    const told = words(await slack.until("the words", () => slack.workspace.ephemerals[0]));
    expect(told).toContain(
      "2 workers run, 8 questions at once. 1 question waits in the line. You have 2 open.",
    );
    expect(told).toContain("• `shop/web -&gt; shop/db:5432` · place 3 in the line");
    expect(told).toContain("• `shop/web -&gt; shop/cache` · being looked at or answered · in <#C0RANDOM>");
    expect(told).toContain("• `shop/a -&gt; shop/b` · being looked at or answered · asked by <@U0SAM>");
    expect(told).not.toContain("shop/y");
    expect([said(slack), dialogue.submitted]).toEqual([[], []]);
  });

  test("says nothing of what the person may not ask about, and that no worker is running", async () => {
    const { slack, dialogue } = await stage({ rules: [mei] });
    dialogue.workers = { workers: 0, places: 0 };
    dialogue.opened.push(open("shop/web -> payments/db:5432", { id: "nd-1", user: "U0SAM" }));
    await slack.people.mention("U0MEI", "C0ONCALL", "", "status");
    const told = words(await slack.until("the words", () => slack.workspace.ephemerals[0]));
    expect(told).toContain("No worker is running");
    expect(told).toContain("You have no open question");
    expect(told).not.toContain("payments");
  });

  test("fits into a message, however much is open and however long it is", async () => {
    const { slack, dialogue } = await stage();
    for (let count = 0; count < 60; count += 1)
      dialogue.opened.push(
        open(`${"a".repeat(63)}/${"w".repeat(63)} -> ${"b".repeat(63)}/db`, {
          id: `nd-${count}`,
          place: count + 1,
        }),
        open(`shop/a -> shop/b${count}`, { id: `nd-x${count}`, user: "U0SAM" }),
      );
    await slack.people.dm("U0MEI", "status");
    const told = words(await slack.until("the words", () => said(slack, "D0MEI")[0]));
    expect(told).toContain("… and 50 more.");
  });
});

describe("history", () => {
  const past = (
    text: string,
    line: string,
    about: Past["about"],
    where: { user?: string; channel?: string } = {},
  ): Past => {
    const { question, origin, id } = open(text, { id: `nd-${text.length}`, ...where });
    return { id, question, origin, at: Date.UTC(2026, 10, 28, 14, 5), line, verdict: true, about };
  };

  test("tells what the person and the channel asked lately, how it ended, and where the answer stands", async () => {
    const { slack, dialogue, ledger } = await stage();
    dialogue.answered.push(
      past("shop/web -> shop/db:5432", "⛔ NetworkPolicy shop/deny stops it.", [{ namespace: "shop" }]),
      past("shop/a -> shop/b", "✅ shop/b answers.", [{ namespace: "shop" }], { user: "U0SAM" }),
      past("shop/y -> shop/z", "✅ shop/z answers.", [{ namespace: "shop" }], {
        user: "U0SAM",
        channel: "C0RANDOM",
      }),
    );
    const [first] = dialogue.answered;
    ledger.entries.set(`slack:${first?.origin.key ?? ""}:ending`, "1700000000.000100");
    await slack.people.slash("U0MEI", "C0ONCALL", "history");
    const told = words(await slack.until("the words", () => slack.workspace.ephemerals[0]));
    expect(told).toContain("|2026-11-28 14:05 UTC> `shop/web -&gt; shop/db:5432` · <");
    expect(told).toContain("/archives/C0ONCALL/p1700000000000100|answer>");
    expect(told).toContain("⛔ NetworkPolicy shop/deny stops it.");
    expect(told).toContain("`shop/a -&gt; shop/b` · asked by <@U0SAM>");
    expect(told).not.toContain("shop/z");
    expect(said(slack)).toEqual([]);
  });

  test("tells no verdict about what the person may not ask about, whatever the words named, and none that is not kept", async () => {
    const { slack, dialogue } = await stage({ rules: [mei] });
    dialogue.answered.push(
      past("web -> db", "⛔ NetworkPolicy payments/deny stops it.", [
        { namespace: "shop" },
        { namespace: "payments" },
      ]),
      past("shop/web -> shop/db", "⛔ NetworkPolicy x stops it.", undefined),
    );
    await slack.people.slash("U0MEI", "C0ONCALL", "history");
    const told = words(await slack.until("the words", () => slack.workspace.ephemerals[0]));
    expect(told).not.toContain("payments");
    expect(told).toContain("What was seen is not kept any more.");
    expect(told).not.toContain("NetworkPolicy x");
  });

  test("why there was no verdict is told to who asked, and not to others", async () => {
    const { slack, dialogue } = await stage();
    const unknown = "I know no db. Did you mean payments/db?";
    const failed = (user: string): Past => ({ ...past("web -> db", unknown, [], { user }), verdict: false });
    dialogue.answered.push(failed("U0SAM"));
    await slack.people.slash("U0MEI", "C0ONCALL", "history");
    const others = words(await slack.until("the words", () => slack.workspace.ephemerals[0]));
    expect(others).toContain("It ended without a verdict.");
    expect(others).not.toContain("payments");
    await slack.people.slash("U0SAM", "C0ONCALL", "history");
    const own = words(await slack.until("the other words", () => slack.workspace.ephemerals[1]));
    expect(own).toContain(unknown);
  });

  test("says so where there is nothing", async () => {
    const { slack } = await stage();
    await slack.people.dm("U0MEI", "history");
    const told = await slack.until("the words", () => said(slack, "D0MEI")[0]);
    expect(words(told)).toContain("Nothing is kept of what you asked.");
  });
});

describe("stop", () => {
  test("ends the person's own open question in this channel, and nobody else's", async () => {
    const { slack, dialogue, audited } = await stage();
    await slack.people.slash("U0MEI", "C0ONCALL", "ingress-nginx -> productpage");
    await slack.until("the question", () => dialogue.submitted.length === 1);
    dialogue.opened.push(
      open("ingress-nginx -> productpage", { id: "d-1" }),
      open("shop/a -> shop/b", { id: "nd-2", channel: "C0RANDOM" }),
      open("shop/c -> shop/d", { id: "nd-3", user: "U0SAM" }),
    );
    await slack.people.slash("U0MEI", "C0ONCALL", "stop");
    const told = await slack.until("the words", () => slack.workspace.ephemerals[0]);
    expect(words(told)).toContain("Stopped: ingress-nginx -&gt; productpage");
    expect(dialogue.cancelled).toEqual(["d-1"]);
    expect(dialogue.told).toMatchObject([{ id: "d-1", ending: { kind: "failed" } }]);
    expect(audited.at(-1)).toMatchObject({ event: "stop", diagnosis: "d-1", user: "U0MEI", stopped: true });
  });

  test("asks which one where there are several, and then ends that one or all", async () => {
    const { slack, dialogue } = await stage();
    dialogue.opened.push(open("shop/a -> shop/b", { id: "nd-1" }), open("shop/c -> shop/d", { id: "nd-2" }));
    await slack.people.slash("U0MEI", "C0ONCALL", "stop");
    const told = words(await slack.until("the words", () => slack.workspace.ephemerals[0]));
    expect(told).toContain("• `shop/c -&gt; shop/d`: `/netdiag stop nd-2`");
    expect(dialogue.cancelled).toEqual([]);
    await slack.people.mention("U0MEI", "C0ONCALL", "", "stop nd-2");
    await slack.until("the stop", () => slack.workspace.ephemerals.length === 2);
    expect(dialogue.cancelled).toEqual(["nd-2"]);
    expect(words(slack.workspace.ephemerals[1])).toContain("it has ended: shop/c -&gt; shop/d");
    await slack.people.slash("U0MEI", "C0ONCALL", "stop all");
    await slack.until("the others", () => slack.workspace.ephemerals.length === 3);
    expect(dialogue.cancelled).toEqual(["nd-2", "nd-1", "nd-2"]);
  });

  test("does not end another person's, whose id was named, and says where one's own are", async () => {
    const { slack, dialogue } = await stage();
    dialogue.opened.push(
      open("shop/c -> shop/d", { id: "nd-3", user: "U0SAM" }),
      open("shop/a -> shop/b", { id: "nd-2", channel: "C0RANDOM" }),
    );
    await slack.people.slash("U0MEI", "C0ONCALL", "stop nd-3");
    const told = await slack.until("the words", () => slack.workspace.ephemerals[0]);
    expect(words(told)).toContain("no open question nd-3 in this channel. You have 1 elsewhere");
    expect(dialogue.cancelled).toEqual([]);
  });

  test("dealt with again because Slack could not be told, it says the same and stops nothing twice", async () => {
    const { bot, dialogue, ledger } = await stage();
    dialogue.opened.push(open("shop/a -> shop/b", { id: "nd-1" }));
    const parts = {
      captures: memoryCaptures(),
      outbox: bot.outbox,
      ledger,
      dialogue,
      inbox: new MemoryInbox(),
      audit: { write: () => undefined },
      cluster: "prod-1",
      otherClusters: [],
      channels: {},
      workspaceUrl: "https://example.slack.com/",
      onTrouble: () => undefined,
    };
    const from = {
      user: "U0MEI",
      channel: "C0ONCALL",
      value: "",
      deliveryKey: "delivery-1",
      external: false,
      words: { kind: "command", command: "stop" },
      grant: {
        action: "stop",
        groups: [],
        ofAll: true,
        rights: "0",
        rules: [],
        cluster: "prod-1",
        clusters: ["prod-1"],
        covers: () => true,
      },
    } as const;
    const away = () => Promise.reject(new NotNow(1000, "Slack is away"));
    await expect(stopInWords(parts, from, away, "/netdiag ")).rejects.toThrow("Slack is away");
    dialogue.opened.length = 0;
    const heard: string[] = [];
    await stopInWords(
      parts,
      from,
      (spoken) => Promise.resolve(void heard.push(inTongue(spoken, english).text)),
      "/netdiag ",
    );
    expect(heard).toEqual(["Nothing to stop any more, it has ended: shop/a -&gt; shop/b"]);
    expect(dialogue.cancelled).toEqual(["nd-1"]);
  });
});
