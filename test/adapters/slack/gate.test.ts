import { expect, test } from "vitest";
import { entries } from "../../../src/adapters/slack/entries.ts";
import { lookups } from "../../../src/adapters/slack/lookups.ts";
import { actions, isAction, permits, rulesOfLists, type Rule, type Rules } from "../../../src/access/rule.ts";
import { decide, type Facts } from "../../../src/adapters/slack/authorize.ts";
import { NotAudited } from "../../../src/ports.ts";
import type { FakeSlack } from "../../fake-slack/fake-slack.ts";
import { listOf } from "../../fake-slack/types.ts";
import { attempts, typings } from "./uninvited.ts";
import { everyone, said, stage, words } from "./harness.ts";

const lists = (some: Partial<Parameters<typeof rulesOfLists>[0]>): Rules =>
  rulesOfLists({ channels: [], users: [], userGroups: [], ...some });
const byChannel = lists({ channels: ["C0ONCALL"] });
const byGroup = lists({ userGroups: ["S0ONCALL"] });
const member: Facts = {
  person: { foreign: false, guest: false, bot: false },
  place: { external: false },
  groups: [],
};
const deed = {
  entry: "slash command",
  action: "ask",
  user: "U0MEI",
  channel: "C0ONCALL",
  about: [],
} as const;
const person = (facts: Partial<Extract<Facts["person"], { guest: boolean }>>): Facts => ({
  ...member,
  person: { foreign: false, guest: false, bot: false, ...facts },
});

test.each<[string, Rules, Facts, string]>([
  ["nothing is configured", [], member, "nobody-allowed"],
  ["somebody else is allowed", lists({ users: ["U0SAM"] }), member, "not-listed"],
  ["another channel is allowed", lists({ channels: ["C0OTHER"] }), member, "not-listed"],
  ["the person is in no allowed group", byGroup, member, "not-listed"],
  ["groups cannot be read", byGroup, { ...member, groups: { unknown: "x" } }, "unknown"],
  ["the channel is shared outside", everyone, { ...member, place: { external: true } }, "external-channel"],
  ["the channel cannot be checked", everyone, { ...member, place: { unknown: "x" } }, "unknown"],
  ["the person cannot be checked", everyone, { ...member, person: { unknown: "x" } }, "unknown"],
  ["a stranger asks, even when listed", everyone, person({ foreign: true }), "stranger"],
  ["a guest asks in an allowed channel", byChannel, person({ guest: true }), "guest"],
  ["a bot asks in an allowed channel", byChannel, person({ bot: true }), "bot"],
])("refused when %s", (_when, rules, facts, reason) => {
  expect(decide(rules, "prod-1", deed, facts)).toMatchObject({ allowed: false, reason });
});

test.each<[string, Rules, Facts, readonly string[]]>([
  ["the channel is listed", byChannel, member, []],
  ["the person is listed", lists({ users: ["U0MEI"] }), member, []],
  ["a listed guest", lists({ users: ["U0MEI"] }), person({ guest: true }), []],
  ["the person is in an allowed group", byGroup, { ...member, groups: ["S0ONCALL"] }, ["S0ONCALL"]],
  [
    "groups cannot be read but the person is listed",
    lists({ users: ["U0MEI"], userGroups: ["S0"] }),
    { ...member, groups: { unknown: "x" } },
    [],
  ],
])("let in when %s, with what whoever goes on decides by", (_when, rules, facts, groups) => {
  expect(decide(rules, "prod-1", deed, facts)).toMatchObject({
    allowed: true,
    grant: { action: "ask", groups },
  });
});

test("a refusal names the variables to set", () => {
  const closed = decide([], "prod-1", deed, member);
  const unlisted = decide(lists({ users: ["U0SAM"] }), "prod-1", deed, member);
  for (const decision of [closed, unlisted])
    expect(decision.allowed ? "" : decision.sentence).toMatch(
      /NETDIAG_ALLOWED_CHANNELS.*NETDIAG_ALLOWED_USERS.*NETDIAG_ACCESS_FILE/,
    );
});

test("every handler registered with Slack's library is an entry or looks names up, and each is tried below", async () => {
  const { bot } = await stage();
  const listeners: unknown = Reflect.get(bot.app, "listeners");
  // Events are heard before Slack's library hands them to anybody.
  const heard = entries.filter(({ on }) => !("event" in on));
  expect(Array.isArray(listeners) ? listeners.length : -1).toBe(heard.length + lookups.length);
  expect(Object.keys(attempts)).toEqual(entries.map((entry) => entry.name));
  expect(Object.keys(typings)).toEqual(lookups.map(({ name }) => name));
});

/** Where everybody in a channel may ask, anybody may begin where the channel is still to be chosen. */
const fromAnywhere: ReadonlySet<string> = new Set([
  "shortcut Ask netdiag",
  "home tab",
  "button Ask of the home tab",
]);

/** What the person who tried was told, and nobody else. */
const toldAt = (slack: FakeSlack, name: string) => () => {
  const home = slack.workspace.homes.get("U0INTERN");
  if (name === "home tab") return home && { text: "", blocks: listOf(home, "blocks") };
  return name === "direct message" || fromAnywhere.has(name)
    ? said(slack, "D0INTERN")[0]
    : slack.workspace.ephemerals.find((ephemeral) => ephemeral.user === "U0INTERN");
};

test.each(entries.map((entry) => entry.name))("whoever is not allowed is refused at: %s", async (name) => {
  const rules = fromAnywhere.has(name) ? lists({ users: ["U0MEI"] }) : everyone;
  const { slack, dialogue, audited } = await stage({ rules });
  await attempts[name]?.(slack);
  await slack.until("the refusal", () => audited.length > 0);
  expect(audited).toMatchObject([{ event: "denied", entry: name, user: "U0INTERN", reason: "not-listed" }]);
  const told = await slack.until("the words", toldAt(slack, name));
  expect(words(told)).toContain("NETDIAG_ALLOWED_USERS (U0INTERN)");
  expect(dialogue.submitted).toEqual([]);
  expect(dialogue.cancelled).toEqual([]);
  expect(slack.workspace.files.size).toBe(0);
});

const every = Object.keys(actions).filter(isAction);
const intern: Rule = {
  name: "the intern",
  users: ["U0INTERN"],
  groups: [],
  channels: [],
  clusters: ["*"],
  namespaces: ["*"],
  nodes: [],
  outside: [],
  actions: every,
};

test.each(entries.map(({ name, action }) => [name, action] as const))(
  "whoever may do everything but what %s does (%s) is refused there",
  async (name, action) => {
    const rules = [{ ...intern, actions: every.filter((each) => !permits({ actions: [each] }, action)) }];
    const { slack, dialogue, audited } = await stage({ rules });
    await attempts[name]?.(slack);
    await slack.until("the refusal", () => audited.length > 0);
    expect(audited).toMatchObject([{ event: "denied", entry: name, action, reason: "action" }]);
    expect(words(await slack.until("the words", toldAt(slack, name)))).toContain(
      `You may not ${actions[action]} here.`,
    );
    expect(dialogue.submitted).toEqual([]);
    expect(dialogue.cancelled).toEqual([]);
    expect(slack.workspace.files.size).toBe(0);
    expect(slack.workspace.views.size).toBe(name === "modal" ? 1 : 0);
  },
);

test.each(entries.map(({ name, action }) => [name, action] as const))(
  "whoever may do nothing but what %s does (%s) is let in there, which is written down before",
  async (name, action) => {
    const { slack, audited } = await stage({ rules: [{ ...intern, actions: [action] }] });
    await attempts[name]?.(slack);
    await slack.until("the line", () => audited.length > 0);
    expect(audited[0]).toMatchObject({ event: "allowed", entry: name, action, user: "U0INTERN" });
  },
);

test.each([
  "button Stop",
  "button Show fix",
  "button Evidence",
  "button Apply fix",
  "button Approve",
  "button Reject",
])("%s is refused for a diagnosis of a namespace that the person may not ask about", async (name) => {
  const { slack, dialogue, audited } = await stage({ rules: [{ ...intern, namespaces: ["*", "!test"] }] });
  await attempts[name]?.(slack);
  await slack.until("the refusal", () => audited.length > 0);
  expect(audited).toMatchObject([{ event: "denied", entry: name, reason: "namespace" }]);
  expect(dialogue.cancelled).toEqual([]);
  expect(slack.workspace.files.size).toBe(0);
});

test("a question about a namespace that the person may not ask about is refused before it is queued, and so is a metadata address", async () => {
  const { slack, dialogue, audited } = await stage({ rules: [{ ...intern, namespaces: ["shop"] }] });
  await slack.people.slash("U0INTERN", "C0RANDOM", "shop/web -> payments/db:5432");
  await slack.until("the refusal", () => audited.length === 1);
  await slack.people.slash("U0INTERN", "C0RANDOM", "shop/web -> 169.254.169.254:80");
  await slack.until("the other", () => audited.length === 2);
  expect(audited).toMatchObject([{ reason: "namespace" }, { reason: "never-probed" }]);
  await slack.people.slash("U0INTERN", "C0RANDOM", "shop/web -> shop/db:5432");
  await slack.until("the question", () => dialogue.submitted.length === 1);
  expect(dialogue.submitted).toMatchObject([
    {
      origin: { grant: { action: "ask", groups: [] } },
      question: { text: "shop/web -> shop/db:5432" },
      rights: "0",
    },
  ]);
});

test("whoever may do everything but stop is refused at the word stop, and whoever may only stop is let in there", async () => {
  const { slack, audited } = await stage({
    rules: [{ ...intern, actions: every.filter((a) => a !== "stop") }],
  });
  await slack.people.slash("U0INTERN", "C0RANDOM", "stop");
  await slack.until("the refusal", () => audited.length > 0);
  expect(audited).toMatchObject([
    { event: "denied", entry: "slash command", action: "stop", reason: "action" },
  ]);
  const other = await stage({ rules: [{ ...intern, actions: ["stop"] }] });
  await other.slack.people.slash("U0INTERN", "C0RANDOM", "stop");
  await other.slack.until("the line", () => other.audited.length > 0);
  expect(other.audited[0]).toMatchObject({ event: "allowed", action: "stop" });
});

test.each(entries.map((entry) => entry.name))(
  "what cannot be audited is not done, and that is told: %s",
  async (name) => {
    const { slack, dialogue } = await stage({
      rules: [intern],
      audit: {
        write: () => {
          throw new NotAudited("ENOSPC: no space left on device, write", "/var/log/netdiag/audit.jsonl");
        },
      },
    });
    await attempts[name]?.(slack);
    const told = await slack.until("the words", toldAt(slack, name));
    expect(words(told)).toMatch(/cannot write down: the audit log cannot be written \(ENOSPC.*audit\.jsonl/s);
    expect(dialogue.submitted).toEqual([]);
    expect(dialogue.cancelled).toEqual([]);
    expect(slack.workspace.files.size).toBe(0);
  },
);

test("rules of a channel open the global form, and count where the answer is to go", async () => {
  const rules = [{ ...intern, channels: ["C0ONCALL"] }];
  const { slack, dialogue, audited } = await stage({ rules });
  for (const [nth, conversation] of ["C0RANDOM", "C0ONCALL"].entries()) {
    await slack.people.globalShortcut("U0INTERN");
    await slack.until("the form", () => slack.workspace.views.size === nth + 1);
    await slack.people.submit("U0INTERN", { question: { text: "a -> b" }, place: { conversation } });
    await slack.until("the line", () =>
      audited.some(({ entry, channel }) => entry === "modal" && channel === conversation),
    );
  }
  await slack.until("the question", () => dialogue.submitted.length === 1);
  expect(audited.filter(({ entry }) => entry === "modal")).toMatchObject([
    { event: "denied", channel: "C0RANDOM", reason: "not-listed" },
    { event: "allowed", channel: "C0ONCALL" },
  ]);
});

test("a member of an allowed user group is let in, and the group is read once", async () => {
  const { slack, dialogue } = await stage({ rules: byGroup });
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

test("of a delivery that is not believed its person hears so, alone, at no address that it names", async () => {
  const { slack, bot, dialogue, audited } = await stage();
  await bot.doorkeeper.refuse({
    key: "forged-000001",
    entry: "mention",
    from: {
      user: "U0MEI",
      channel: "C0ONCALL",
      value: "",
      responseUrl: "http://127.0.0.1:1/anywhere",
      deliveryKey: "forged-000001",
      external: false,
    },
  });
  const [told] = slack.workspace.ephemerals;
  expect(told).toMatchObject({ user: "U0MEI" });
  expect(words(told)).toContain("is not believed");
  expect([dialogue.submitted, audited]).toEqual([[], []]);
});
