import { expect, test } from "vitest";
import { entries } from "../../../src/adapters/slack/entries.ts";
import { decide, type Allowed, type Facts } from "../../../src/adapters/slack/authorize.ts";
import type { FakeSlack } from "../../fake-slack/fake-slack.ts";
import { renderAskBack } from "../../../src/report/slack/ask.ts";
import { renderVerdict } from "../../../src/report/slack/verdict.ts";
import { renderStatus, queued } from "../../../src/report/slack/status.ts";
import { ambiguous } from "../../report/endings.ts";
import { blocked, question } from "../../report/incident.ts";
import { isJson } from "../../fake-slack/types.ts";
import { everyone, said, stage, words } from "./harness.ts";

const none: Allowed = { channels: [], users: [], userGroups: [] };
const member: Facts = {
  person: { foreign: false, guest: false, bot: false },
  place: { external: false },
  members: new Set(["U0SAM"]),
};
const actor = { user: "U0MEI", channel: "C0ONCALL" };
const person = (facts: Partial<Extract<Facts["person"], { guest: boolean }>>): Facts => ({
  ...member,
  person: { foreign: false, guest: false, bot: false, ...facts },
});

test.each<[string, Allowed, Facts, string]>([
  ["nothing is configured", none, member, "nobody-allowed"],
  ["somebody else is allowed", { ...none, users: ["U0SAM"] }, member, "not-listed"],
  ["another channel is allowed", { ...none, channels: ["C0OTHER"] }, member, "not-listed"],
  ["the person is in no allowed group", { ...none, userGroups: ["S0ONCALL"] }, member, "not-listed"],
  [
    "groups cannot be read",
    { ...none, userGroups: ["S0"] },
    { ...member, members: { unknown: "x" } },
    "unknown",
  ],
  ["the channel is shared outside", everyone, { ...member, place: { external: true } }, "external-channel"],
  ["the channel cannot be checked", everyone, { ...member, place: { unknown: "x" } }, "unknown"],
  ["the person cannot be checked", everyone, { ...member, person: { unknown: "x" } }, "unknown"],
  ["a stranger asks, even when listed", everyone, person({ foreign: true }), "stranger"],
  ["a guest asks in an allowed channel", { ...everyone, users: [] }, person({ guest: true }), "guest"],
  ["a bot asks in an allowed channel", { ...everyone, users: [] }, person({ bot: true }), "bot"],
])("refused when %s", (_when, allowed, facts, reason) => {
  expect(decide(allowed, actor, facts)).toMatchObject({ allowed: false, reason });
});

test.each<[string, Allowed, Facts]>([
  ["the channel is listed", { ...none, channels: ["C0ONCALL"] }, member],
  ["the person is listed", { ...none, users: ["U0MEI"] }, member],
  ["a listed guest", { ...none, users: ["U0MEI"] }, person({ guest: true })],
  [
    "the person is in an allowed group",
    { ...none, userGroups: ["S0ONCALL"] },
    { ...member, members: new Set(["U0MEI"]) },
  ],
  [
    "groups cannot be read but the person is listed",
    { ...none, users: ["U0MEI"], userGroups: ["S0"] },
    { ...member, members: { unknown: "x" } },
  ],
])("let in when %s", (_when, allowed, facts) => {
  expect(decide(allowed, actor, facts)).toEqual({ allowed: true });
});

test("a refusal names the variables to set", () => {
  const closed = decide(none, actor, member);
  const unlisted = decide({ ...none, users: ["U0SAM"] }, actor, member);
  for (const decision of [closed, unlisted])
    expect(decision.allowed ? "" : decision.sentence).toMatch(
      /NETDIAG_ALLOWED_CHANNELS.*NETDIAG_ALLOWED_USERS/,
    );
});

/** How an uninvited person would use each entry. A new entry without a line here fails the test below. */
const attempts: Readonly<Record<string, (slack: FakeSlack) => Promise<unknown>>> = {
  "slash command": (slack) => slack.people.slash("U0INTERN", "C0RANDOM", "a -> b"),
  mention: (slack) => slack.people.mention("U0INTERN", "C0RANDOM", "", "a -> b"),
  "direct message": (slack) => slack.people.dm("U0INTERN", "a -> b"),
  "shortcut Diagnose this": (slack) =>
    slack.people.messageShortcut("U0INTERN", slack.people.say("U0INTERN", "C0RANDOM", "a -> b")),
  modal: (slack) => {
    const view = {
      callback_id: "netdiag_ask",
      private_metadata: JSON.stringify({ channel: "C0RANDOM", threadTs: "1.1" }),
    };
    slack.workspace.views.set("V1", { id: "V1", user: "U0INTERN", view, open: true });
    return slack.people.submit("U0INTERN", { question: { text: "a -> b" } });
  },
  "button Re-check": (slack) => press(slack, "netdiag_recheck"),
  "button of a candidate": (slack) => press(slack, "netdiag_choose_0"),
  "button Stop": (slack) => press(slack, "netdiag_stop"),
  "button Show fix": (slack) => press(slack, "netdiag_show_fix"),
  "button Evidence": (slack) => press(slack, "netdiag_evidence"),
};

/** A message with every button of ours on it. */
function press(slack: FakeSlack, actionId: string): Promise<unknown> {
  const asked = { question, by: "U0MEI", cluster: "prod-1", id: "d-1" };
  const blocks = [
    ...renderVerdict(asked, blocked).blocks,
    ...renderStatus(asked, queued).blocks,
    ...renderAskBack(asked, ambiguous.sentence, ambiguous.choices).blocks,
  ];
  const plain: unknown = JSON.parse(JSON.stringify(blocks));
  const message = slack.workspace.post({
    channel: "C0RANDOM",
    user: "U0NETDIAG",
    text: "a verdict",
    blocks: Array.isArray(plain) ? plain.filter(isJson) : [],
  });
  return slack.people.click("U0INTERN", message, actionId);
}

test("every handler registered with Slack's library is an entry, and every entry is tried below", async () => {
  const { bot } = await stage();
  const listeners: unknown = Reflect.get(bot.app, "listeners");
  // Events are heard before Slack's library hands them to anybody.
  const heard = entries.filter(({ on }) => !("event" in on));
  expect(Array.isArray(listeners) ? listeners.length : -1).toBe(heard.length);
  expect(Object.keys(attempts)).toEqual(entries.map((entry) => entry.name));
});

test.each(entries.map((entry) => entry.name))("whoever is not allowed is refused at: %s", async (name) => {
  const { slack, dialogue, audited } = await stage();
  await attempts[name]?.(slack);
  await slack.until("the refusal", () => audited.length > 0);
  expect(audited).toMatchObject([{ event: "denied", entry: name, user: "U0INTERN", reason: "not-listed" }]);
  const told = await slack.until("the words", () =>
    name === "direct message"
      ? said(slack, "D0INTERN")[0]
      : slack.workspace.ephemerals.find((ephemeral) => ephemeral.user === "U0INTERN"),
  );
  expect(words(told)).toContain("NETDIAG_ALLOWED_USERS (U0INTERN)");
  expect(dialogue.submitted).toEqual([]);
  expect(dialogue.cancelled).toEqual([]);
  expect(slack.workspace.files.size).toBe(0);
});

test("a member of an allowed user group is let in, and the group is read once", async () => {
  const { slack, dialogue } = await stage({ allowed: { ...none, userGroups: ["S0ONCALL"] } });
  await slack.people.slash("U0SAM", "C0RANDOM", "a -> b");
  await slack.people.slash("U0SAM", "C0RANDOM", "c -> d");
  await slack.until("both questions", () => dialogue.submitted.length === 2);
  const reads = slack.workspace.calls.filter((call) => call.method === "usergroups.users.list");
  expect(reads).toHaveLength(1);
});

test.each([
  ["a channel shared with another organisation", "U0MEI", "C0PARTNER", "shared with another organisation"],
  ["a stranger", "U0STRANGER", "C0ONCALL", "not a member of this workspace"],
  ["a guest", "U0GUEST", "C0ONCALL", "do not answer guests"],
])("%s is refused", async (_who, user, channel, sentence) => {
  const { slack, dialogue } = await stage();
  await slack.people.mention(user, channel, "", "a -> b");
  const whisper = await slack.until("the refusal", () => slack.workspace.ephemerals[0]);
  expect(words(whisper)).toContain(sentence);
  expect(dialogue.submitted).toEqual([]);
});

test.each(["users.info", "conversations.info"])(
  "when %s fails, nobody is let in, until it works",
  async (method) => {
    const { slack, dialogue } = await stage();
    slack.limits.inject({ method, error: "missing_scope" });
    await slack.people.slash("U0MEI", "C0ONCALL", "a -> b");
    const whisper = await slack.until("the refusal", () => slack.workspace.ephemerals[0]);
    expect(words(whisper)).toContain(`${method} needs the scope`);
    expect(dialogue.submitted).toEqual([]);
    await slack.people.slash("U0MEI", "C0ONCALL", "a -> b");
    await slack.until("the question", () => dialogue.submitted.length === 1);
  },
);

test("while Slack does not say who somebody is, the question waits, and is let in when it does", async () => {
  const { slack, dialogue, audited } = await stage();
  slack.limits.inject({ method: "users.info", status: 503, times: 2 });
  await slack.people.slash("U0MEI", "C0ONCALL", "a -> b");
  await slack.until("the question", () => dialogue.submitted.length === 1);
  expect(audited.filter(({ event }) => event === "denied")).toEqual([]);
  expect(slack.workspace.ephemerals).toEqual([]);
});
