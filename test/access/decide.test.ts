import { expect, test } from "vitest";
import { decide, mayAskOfAll } from "../../src/access/decide.ts";
import { fits, fitsAny } from "../../src/access/glob.ts";
import { readRules } from "../../src/access/rules-file.ts";
import { orTheBots, rulesOfLists, type Asker } from "../../src/access/rule.ts";
import type { Subject } from "../../src/access/subject.ts";

const rules = readRules(
  `rules:
  - name: "the shop team, in #shop"
    channels: [C0SHOP]
    namespaces: [shop, "shop-*", "!shop-secret"]
    actions: [ask, choose, recheck, stop]
  - name: everyone about DNS
    channels: [C0SHOP, C0PAY]
    clusters: [prod-*]
    namespaces: [kube-system]
    actions: [ask]
  - name: on call
    groups: [S0ONCALL]
    namespaces: ["*"]
    nodes: ["*"]
    outside: ["*.example.com", 203.0.113.0/24, 2001:db8::/32]
    actions: all
  - name: Mei
    users: [U0MEI]
    namespaces: [payments]
    actions: [evidence]
`,
  "access.yaml",
);
const anyone: Asker = { user: "U0ANY", channel: "C0SHOP", groups: [] };
const onCall: Asker = { user: "U0SAM", channel: "D0SAM", groups: ["S0ONCALL"] };
const asks = (asker: Asker, about: readonly Subject[], more: Partial<Parameters<typeof decide>[2]> = {}) =>
  decide(rules, asker, { action: "ask", cluster: "prod-1", about, ...more });

test.each<[string, Asker, readonly Subject[]]>([
  ["nothing is known yet of what it is about", anyone, []],
  ["both ends are in namespaces of one rule", anyone, [{ namespace: "shop" }, { namespace: "shop-2" }]],
  [
    "each end is in a namespace of another rule",
    anyone,
    [{ namespace: "shop" }, { namespace: "kube-system" }],
  ],
  ["a group is for everything, everywhere", onCall, [{ namespace: "payments" }, { node: "node3" }]],
  ["a host outside is opened", onCall, [{ outside: "api.example.com." }]],
  [
    "an address outside is of an opened block",
    onCall,
    [{ outside: "203.0.113.9" }, { outside: "2001:db8::1" }],
  ],
  ["an address inside another one is of an opened block", onCall, [{ outside: "::ffff:203.0.113.9" }]],
])("allowed where %s", (_when, asker, about) => {
  expect(asks(asker, about)).toEqual({ allowed: true });
});

test.each<[string, Asker, readonly Subject[], string]>([
  ["no rule is for the person there", { ...anyone, channel: "C0ELSE" }, [], "not-listed"],
  [
    "one end is in a namespace of no rule",
    anyone,
    [{ namespace: "shop" }, { namespace: "payments" }],
    "namespace",
  ],
  ["the namespace is the exception", anyone, [{ namespace: "shop-secret" }], "namespace"],
  ["nodes are of no rule", anyone, [{ node: "node3" }], "node"],
  ["an address is of no block", onCall, [{ outside: "198.51.100.1" }], "outside"],
  ["a host ends like an opened one, in another domain", onCall, [{ outside: "badexample.com" }], "outside"],
  ["outside is of no rule", anyone, [{ outside: "api.example.com" }], "outside"],
])("refused where %s", (_when, asker, about, reason) => {
  expect(asks(asker, about)).toMatchObject({ allowed: false, reason });
});

test("an action that the rule does not have is refused, though asking is allowed", () => {
  expect(asks(anyone, [], { action: "evidence" })).toMatchObject({ allowed: false, reason: "action" });
  const mei = { ...anyone, user: "U0MEI" };
  expect(asks(mei, [{ namespace: "payments" }], { action: "evidence" })).toEqual({ allowed: true });
  expect(asks(mei, [{ namespace: "payments" }])).toMatchObject({ reason: "namespace" });
});

test("a rule of other clusters counts for nothing", () => {
  expect(asks(anyone, [{ namespace: "kube-system" }], { cluster: "test" })).toMatchObject({
    reason: "namespace",
  });
});

test("a refusal says who may", () => {
  const words = (verdict: ReturnType<typeof decide>) => (verdict.allowed ? "" : verdict.sentence);
  expect(words(asks(anyone, [{ namespace: "payments" }]))).toBe(
    "You may not ask about namespace payments here. Who may: on call.",
  );
  expect(words(asks(anyone, [], { action: "evidence" }))).toBe(
    "You may not see the evidence of a diagnosis here. Who may: on call or Mei.",
  );
  expect(words(asks({ ...anyone, channel: "C0ELSE" }, []))).toBe(
    "You may not ask here. Who may: the shop team, in #shop, everyone about DNS or on call.",
  );
  expect(words(asks(onCall, [{ outside: "10.9.9.9" }]))).toBe(
    "You may not ask about 10.9.9.9, which is outside of the cluster, here. Whoever runs netdiag can say who may.",
  );
});

test("the three lists allow everything in the cluster, and nothing outside", () => {
  const listed = rulesOfLists({ channels: ["C0SHOP"], users: [], userGroups: [] });
  const all = { action: "evidence", cluster: "any", about: [{ namespace: "x" }, { node: "n" }] } as const;
  expect(decide(listed, anyone, all)).toEqual({ allowed: true });
  expect(decide(listed, { ...anyone, channel: "C0PAY" }, all)).toMatchObject({ reason: "not-listed" });
  expect(decide(listed, anyone, { ...all, about: [{ outside: "example.com" }] })).toMatchObject({
    reason: "outside",
  });
  expect(rulesOfLists({ channels: [], users: [], userGroups: [] })).toEqual([]);
});

test("without a rule nobody may", () => {
  expect(decide([], onCall, { action: "ask", cluster: "x", about: [] })).toMatchObject({
    reason: "not-listed",
  });
});

test.each([
  ["*", "", true],
  ["shop-*", "shop-2", true],
  ["shop-*", "shop", false],
  ["*-db", "shop-db", true],
  ["a*a", "a", false],
  ["a*b*c", "axbxc", true],
  ["a*b*c", "acb", false],
  ["*.example.com", "API.Example.com", true],
  ["shop", "shop-2", false],
])("the pattern %s and the name %s: %s", (pattern, name, fit) => {
  expect(fits(pattern, name)).toBe(fit);
});

test("a pattern of many stars is no work", () => {
  const began = performance.now();
  expect(fits("*a".repeat(60), `${"a".repeat(5000)}b`)).toBe(false);
  expect(performance.now() - began).toBeLessThan(1000);
});

test("an exception holds whatever else fits", () => {
  expect(fitsAny(["*", "!pay*"], "payments")).toBe(false);
  expect(fitsAny(["!pay*"], "shop")).toBe(false);
});

test("a worker without rules takes the bot's word for whom it lets ask about everything, and for nobody else", () => {
  const wish = { action: "ask", cluster: "prod-1" } as const;
  expect(mayAskOfAll(rulesOfLists({ channels: ["C0SHOP"] }), anyone, wish)).toBe(true);
  expect(mayAskOfAll(rules, onCall, wish)).toBe(true);
  expect(mayAskOfAll(rules, anyone, wish)).toBe(false);
  const about = [{ namespace: "payments" }];
  const allowedBy = (own: typeof rules, ofAll: boolean): boolean =>
    decide(orTheBots(own, anyone.user, ofAll), anyone, { ...wish, about }).allowed;
  expect(allowedBy([], true)).toBe(true);
  expect(allowedBy([], false)).toBe(false);
  expect(allowedBy(rules, true)).toBe(false);
});
