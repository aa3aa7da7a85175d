/** Capture in Slack, at the bot: who may press, who is second, who stops it. */
import { describe, expect, test } from "vitest";
import { somebodyMay } from "../../../src/access/decide.ts";
import { rulesOfLists } from "../../../src/access/rule.ts";
import { capturing } from "../../../src/adapters/slack/offer.ts";
import { NotAudited } from "../../../src/ports.ts";
import { renderCapturing } from "../../../src/report/slack/capture.ts";
import type { SlackMessage } from "../../../src/report/slack/blocks.ts";
import { renderVerdict } from "../../../src/report/slack/verdict.ts";
import { asked, rules } from "../../captures/asked.ts";
import { isJson, type Json, type Message } from "../../fake-slack/types.ts";
import { blocked, question } from "../../report/incident.ts";
import { stage, words, type Stage } from "./harness.ts";

const channel = "C0ONCALL";
const capturable = { seconds: 30, minutes: 60 };

function posted({ slack }: Stage, { text, blocks }: SlackMessage): Message {
  const plain: unknown = JSON.parse(JSON.stringify(blocks));
  const list: Json[] = Array.isArray(plain) ? plain.filter(isJson) : [];
  return slack.workspace.post({ channel, user: "U0NETDIAG", text, blocks: list });
}

function verdict(staged: Stage): Message {
  const frame = { question, by: "U0MEI", cluster: "prod-1", id: "d-1", capturing: capturable };
  return posted(staged, renderVerdict(frame, blocked));
}

const whispered =
  ({ slack }: Stage, user: string, text: RegExp) =>
  () =>
    slack.workspace.ephemerals.find((each) => each.user === user && text.test(words(each)));

describe.each(["socket", "http"] as const)("over %s", (mode) => {
  test("whom a rule names for it may have packets captured, and nobody else", async () => {
    const staged = await stage({ mode, rules });
    const { slack, captures, audited } = staged;
    const root = verdict(staged);
    await slack.people.click("U0SAM", root, "netdiag_capture");
    await slack.until("the refusal", whispered(staged, "U0SAM", /You may not have packets captured here/));
    expect(captures.asked).toEqual([]);
    await slack.people.click("U0MEI", root, "netdiag_capture");
    await slack.until("the words", whispered(staged, "U0MEI", /Packets are captured now/));
    expect(captures.asked).toMatchObject([
      {
        diagnosis: "d-1",
        cluster: "prod-1",
        by: { user: "U0MEI", channel },
        threadTs: root.ts,
        question,
        seconds: 30,
      },
    ]);
    expect(audited.map(({ event, user }) => [event, user])).toEqual([
      ["denied", "U0SAM"],
      ["allowed", "U0MEI"],
      ["capture-asked", "U0MEI"],
    ]);
  });
});

test("what the button does is said before it does it: how long, what is kept, who may fetch it", () => {
  const frame = { question, by: "U0MEI", cluster: "prod-1", id: "d-1" };
  const drawn = words(renderVerdict({ ...frame, capturing: capturable }, blocked));
  expect(drawn).toMatch(
    /For 30 s, packets between the two ends.*Headers alone are kept.*fetch the file for 60 min/s,
  );
  const chinese = { ...frame, question: { ...question, language: "zh" as const }, capturing: capturable };
  expect(words(renderVerdict(chinese, blocked))).toMatch(/30 s.*只保留报文头.*60 min/s);
  expect(words(renderVerdict(frame, blocked))).not.toContain("netdiag_capture");
});

test("a button stands there only where a rule lets somebody capture", () => {
  const offered = (some: typeof rules, of = question, there = channel) =>
    "capturing" in capturing(of, "prod-1", there, { ...capturable, rules: some });
  const [may] = rules;
  if (!may) throw new Error("there is a rule");
  const secret = { ...question, to: { type: "object", name: "db", namespace: "secret" } } as const;
  expect(offered(rules)).toBe(true);
  expect(offered(rulesOfLists({ channels: [channel], users: ["U0MEI"] }))).toBe(false);
  expect(offered([])).toBe(false);
  expect(offered([{ ...may, channels: ["C0OTHER"] }])).toBe(false);
  expect(offered([{ ...may, clusters: ["prod-2"] }])).toBe(false);
  expect(offered([{ ...may, namespaces: ["shop"] }], secret)).toBe(false);
  expect(offered([{ ...may, namespaces: ["shop", "secret"] }], secret)).toBe(true);
  const wish = {
    action: "capture",
    cluster: "prod-1",
    channel,
    about: [{ outside: "203.0.113.1" }],
  } as const;
  expect(somebodyMay(rules, wish)).toBe(false);
});

test("both ends count: a namespace that a rule leaves out is not captured from", async () => {
  const [may, ...others] = rules;
  if (!may) throw new Error("there is a rule");
  const staged = await stage({ rules: [{ ...may, namespaces: ["*", "!payments"] }, ...others] });
  const { dialogue, slack } = staged;
  dialogue.about = () => Promise.resolve({ subjects: [{ namespace: "shop" }, { namespace: "payments" }] });
  await slack.people.click("U0MEI", verdict(staged), "netdiag_capture");
  await slack.until(
    "the refusal",
    whispered(staged, "U0MEI", /may not have packets captured to or from namespace payments here/),
  );
  expect(staged.captures.asked).toEqual([]);
});

test("who presses second is told where it is told; the same press again is none", async () => {
  const both = rules.map((rule) => ({ ...rule, users: ["U0MEI", "U0SAM"] }));
  const staged = await stage({ rules: both });
  const { slack, captures } = staged;
  const root = verdict(staged);
  await slack.people.click("U0MEI", root, "netdiag_capture");
  await slack.until("the first", whispered(staged, "U0MEI", /captured now/));
  await slack.people.click("U0SAM", verdict(staged), "netdiag_capture");
  const second = await slack.until(
    "the second",
    whispered(staged, "U0SAM", /Somebody has it captured already/),
  );
  expect(words(second)).toContain(`/archives/${channel}/p${root.ts.replace(".", "")}|its thread`);
  expect(captures.asked).toHaveLength(1);
});

test("where no worker runs that is said, and nothing waits for one", async () => {
  const staged = await stage({ rules });
  staged.dialogue.workers = { workers: 0, places: 0 };
  await staged.slack.people.click("U0MEI", verdict(staged), "netdiag_capture");
  await staged.slack.until("the words", whispered(staged, "U0MEI", /No worker of cluster prod-1 is running/));
  expect(staged.captures.asked).toEqual([]);
});

test("what cannot be written down is not asked for, and may be pressed again", async () => {
  let full = true;
  const staged = await stage({
    rules,
    audit: {
      write: ({ event }) => {
        if (full && event === "capture-asked") throw new NotAudited("ENOSPC", "/var/log/audit.jsonl");
      },
    },
  });
  await staged.slack.people.click("U0MEI", verdict(staged), "netdiag_capture");
  await staged.slack.until("the words", whispered(staged, "U0MEI", /cannot write down/));
  expect(staged.captures.asked).toEqual([]);
  full = false;
  await staged.slack.people.click("U0MEI", verdict(staged), "netdiag_capture");
  await staged.slack.until("the words", whispered(staged, "U0MEI", /captured now/));
});

test("whoever may stop diagnoses may stop a capture; one that is over cannot be stopped", async () => {
  const staged = await stage({ rules });
  const { slack, captures } = staged;
  const running = posted(staged, renderCapturing(asked, { stage: "resolving" }));
  await slack.people.click("U0SAM", running, "netdiag_stop_capture");
  await slack.until("the words", whispered(staged, "U0SAM", /is over/));
  captures.asked.push(asked);
  await slack.people.click("U0SAM", running, "netdiag_stop_capture");
  await slack.until("the words", whispered(staged, "U0SAM", /I stop it/));
  expect(captures.stopped).toEqual([{ id: asked.id, by: "U0SAM" }]);
});

test("status tells the captures of this channel and one's own, and the word stop ends one's own, or another's by its name", async () => {
  const staged = await stage({ rules });
  const { slack, captures, audited } = staged;
  const sams = { ...asked, id: "nc-000000000002", by: { user: "U0SAM", channel, groups: [] } };
  const elsewhere = {
    ...sams,
    id: "nc-000000000003",
    by: { user: "U0SAM", channel: "C0RANDOM", groups: [] },
  };
  captures.asked.push(asked, sams, elsewhere);
  const ask = async (user: string, word: string): Promise<string> => {
    const before = slack.workspace.ephemerals.length;
    await slack.people.slash(user, channel, word);
    return words(await slack.until(word, () => slack.workspace.ephemerals[before]));
  };
  const status = await ask("U0MEI", "status");
  expect(status).toMatch(/Captured now.*for 30 s, asked for at .* by <@U0MEI> · `nc-0a1b2c3d4e5f`/s);
  expect(status).toContain("by <@U0SAM> · `nc-000000000002`");
  expect(status).not.toContain("nc-000000000003");
  expect(await ask("U0MEI", "stop")).toContain(
    `Not captured any more: ${question.text.replace(">", "&gt;")}`,
  );
  expect(await ask("U0MEI", "stop nc-000000000002")).toContain(
    "Not captured any more, asked for by <@U0SAM>: ",
  );
  expect(await ask("U0MEI", "stop nc-000000000003")).toContain("no open question nc-000000000003");
  captures.asked.push({ ...asked, id: "nc-000000000004" });
  expect(await ask("U0MEI", "stop")).toMatch(/You have 2 captures in this channel.*stop nc-000000000004/s);
  expect(captures.stopped).toEqual([
    { id: asked.id, by: "U0MEI" },
    { id: sams.id, by: "U0MEI" },
  ]);
  expect(audited.filter(({ event }) => event === "capture-stop")).toMatchObject([
    { capture: asked.id, user: "U0MEI", stopped: true },
    { capture: sams.id, user: "U0MEI", stopped: true },
  ]);
});

test("what a rule leaves out of a person's sight is neither told nor stopped", async () => {
  const staged = await stage({ rules: rules.map((rule) => ({ ...rule, namespaces: ["shop"] })) });
  const { slack, captures } = staged;
  const secret = { ...question, to: { type: "object", name: "db", namespace: "payments" } } as const;
  captures.asked.push({ ...asked, question: secret, by: { ...asked.by, user: "U0SAM" } });
  await slack.people.slash("U0MEI", channel, "status");
  expect(words(await slack.until("status", () => slack.workspace.ephemerals[0]))).not.toContain("nc-");
  await slack.people.slash("U0MEI", channel, `stop ${asked.id}`);
  await slack.until("stop", () => slack.workspace.ephemerals[1]);
  expect(captures.stopped).toEqual([]);
});
