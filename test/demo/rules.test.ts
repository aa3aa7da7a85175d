import { expect, test } from "vitest";
import { readRules } from "../../src/access/rules-file.ts";
import { peopleFor, workspaceFor } from "./rules.ts";

const rules = readRules(
  `rules:
  - name: on call
    groups: [S0123ABCD]
    namespaces: ["*"]
    actions: all
  - name: "the shop team, in #shop"
    channels: [C0123ABCD]
    namespaces: [shop]
    actions: [ask]
  - name: mei and a guest
    users: [U0GUEST, U0456EFGH]
    channels: [C0ONCALL]
    namespaces: [shop]
    actions: [ask]
`,
  "access.yaml",
);

test("whoever and whatever the rules name is in the fake Slack, once, beside its own people", () => {
  const { users, channels, userGroups } = workspaceFor(rules);
  expect(users.map(({ id }) => id)).toEqual(expect.arrayContaining(["U0MEI", "U0123ABCD", "U0456EFGH"]));
  expect(users.filter(({ id }) => id === "U0GUEST")).toMatchObject([{ name: "guest", guest: true }]);
  expect(channels.filter(({ id }) => id === "C0ONCALL")).toMatchObject([{ name: "oncall" }]);
  const shop = channels.find(({ id }) => id === "C0123ABCD");
  expect(shop?.members).toEqual(users.map(({ id }) => id));
  expect(userGroups).toMatchObject({ S0123ABCD: ["U0123ABCD"] });
});

test("one whom each rule lets in asks, where it does, and one whom none names", () => {
  expect(peopleFor(rules)).toEqual([
    { user: "U0123ABCD", channel: "C0ONCALL", why: 'as the rule "on call" has it' },
    { user: "U0MEI", channel: "C0123ABCD", why: 'as the rule "the shop team, in #shop" has it' },
    { user: "U0GUEST", channel: "C0ONCALL", why: 'as the rule "mei and a guest" has it' },
    { user: "U0MEI", channel: "C0ONCALL", why: "named by no rule" },
  ]);
});
