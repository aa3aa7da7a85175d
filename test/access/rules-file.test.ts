import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { rulesOfLists } from "../../src/access/rule.ts";
import { readAccess, readRules, RulesError } from "../../src/access/rules-file.ts";
import { accessOf, loadRules } from "../../src/adapters/access-file/access-file.ts";

function problems(text: string): string {
  try {
    readRules(text, "access.yaml");
  } catch (error) {
    if (error instanceof RulesError) return error.message;
    throw error;
  }
  return "";
}

test("what changes a cluster is in no `all` and no list of the settings: it is named, alone or beside all", () => {
  const actionsOf = (written: string): readonly string[] =>
    readRules(
      `rules:\n  - name: a\n    users: [U01]\n    namespaces: [shop]\n    actions: ${written}\n`,
      "access.yaml",
    ).flatMap(({ actions }) => actions);
  expect(actionsOf("all")).not.toContain("apply");
  expect(actionsOf("all")).not.toContain("approve");
  expect(actionsOf("all")).not.toContain("capture");
  expect(actionsOf("[all, apply]")).toEqual([...actionsOf("all"), "apply"]);
  expect(actionsOf("[approve]")).toEqual(["approve"]);
  const listed = rulesOfLists({ channels: ["C01"], users: ["U01"], userGroups: ["S01"] });
  expect(listed.flatMap(({ actions }) => actions)).toEqual([
    ...actionsOf("all"),
    ...actionsOf("all"),
    ...actionsOf("all"),
  ]);
});

test("a rule names people and places, what about, and what may be done; the rest has defaults", () => {
  const rules = readRules(
    `rules:
  - name: "the shop team, in #shop"
    channels: [C0SHOP]
    namespaces: [shop, shop-*]
    actions: [ask, recheck]
  - name: on call
    groups: [S0ONCALL]
    clusters: [prod-*]
    namespaces: ["*", "!payments"]
    nodes: ["*"]
    outside: ["*.example.com", 203.0.113.0/24]
    actions: all
`,
    "access.yaml",
  );
  expect(rules).toEqual([
    {
      name: "the shop team, in #shop",
      users: [],
      groups: [],
      channels: ["C0SHOP"],
      clusters: ["*"],
      namespaces: ["shop", "shop-*"],
      nodes: [],
      outside: [],
      actions: ["ask", "recheck"],
    },
    {
      name: "on call",
      users: [],
      groups: ["S0ONCALL"],
      channels: [],
      clusters: ["prod-*"],
      namespaces: ["*", "!payments"],
      nodes: ["*"],
      outside: ["*.example.com", "203.0.113.0/24"],
      actions: ["ask", "choose", "recheck", "watch", "stop", "evidence", "fix", "feedback", "explain"],
    },
  ]);
});

test.each([
  ["an empty file", "", /access.yaml line 1: the file must be a map that begins with rules:/],
  ["no rule", "rules: []\n", /line 1: rules is empty: then nobody may ask/],
  ["YAML that does not parse", "rules:\n  - name: [a\n", /access.yaml line 3: Flow sequence/],
  [
    "a field that there is none of",
    "rules:\n  - name: a\n    users: [U01]\n    namespace: [shop]\n    actions: all\n",
    /line 4: rules\[1\] knows no "namespace"; it has name, users, .*namespaces/,
  ],
  [
    "a channel's name in the place of its id",
    'rules:\n  - name: a\n    channels: ["#shop"]\n    namespaces: [shop]\n    actions: all\n',
    /line 3: rules\[1\].channels\[1\] is not the id of a channel: C0123ABCD, not its name/,
  ],
  [
    "an action that there is none of",
    "rules:\n  - name: a\n    users: [U01]\n    namespaces: [shop]\n    actions: [ask, drain]\n",
    /line 5: rules\[1\].actions.* is no action; there are ask, choose, recheck, watch, stop, evidence, fix, feedback, explain/,
  ],
  [
    "no actions",
    "rules:\n  - name: a\n    users: [U01]\n    namespaces: [shop]\n",
    /line 2: rules\[1\].actions is missing; write actions: \[ask/,
  ],
  [
    "a rule for nobody in particular",
    "rules:\n  - name: a\n    namespaces: [shop]\n    actions: all\n",
    /line 2: rules\[1\] is for nobody: name users, groups or channels/,
  ],
  [
    "a rule about nothing",
    "rules:\n  - name: a\n    users: [U01]\n    actions: all\n",
    /line 2: rules\[1\] is about nothing: name namespaces, nodes or outside/,
  ],
  [
    "a list that was left empty",
    "rules:\n  - name: a\n    users: []\n    channels: [C01]\n    namespaces: [shop]\n    actions: all\n",
    /line 3: rules\[1\].users is empty: leave it out, or name a person/,
  ],
  [
    "one value in the place of a list",
    "rules:\n  - name: a\n    users: U01\n    namespaces: [shop]\n    actions: all\n",
    /line 3: rules\[1\].users must be a list, users: \[U0123ABCD\]/,
  ],
  [
    "a number in the place of a name",
    "rules:\n  - name: 7\n    users: [U01]\n    namespaces: [shop]\n    actions: all\n",
    /line 2: rules\[1\].name must be text: in quotes it is/,
  ],
  [
    "a word in the place of a rule",
    "rules:\n  - everybody\n",
    /line 2: rules\[1\] must be a rule, which begins with - name:/,
  ],
  [
    "an address without its length",
    "rules:\n  - name: a\n    users: [U01]\n    outside: [203.0.113.7]\n    actions: all\n",
    /line 4: rules\[1\].outside\[1\] is no host, pattern of hosts or block of addresses/,
  ],
  [
    "two rules of one name",
    "rules:\n  - &a\n    name: a\n    users: [U01]\n    namespaces: [shop]\n    actions: all\n  - *a\n",
    /line 7: rules\[1\] and rules\[2\] are both called "a": give each a name of its own/,
  ],
])("%s is told by its line and the way out", (_what, text, words) => {
  expect(problems(text)).toMatch(words);
});

test("every problem is told at once, in the order of the lines", () => {
  const text = `rules:
  - actions: [drain]
    nodes: [n1]
    foo: 1
    namespaces: [Shop!]
    bar: 2
    users: [mei]
    name: a
  - name: b
    users: U01
extra: []
`;
  expect(
    problems(text)
      .split("\n")
      .slice(1)
      .map((line) => /line (\d+): \S+/.exec(line)?.[0]),
  ).toEqual([
    "line 2: rules[1].actions[1]",
    "line 4: rules[1]",
    "line 5: rules[1].namespaces[1]",
    "line 6: rules[1]",
    "line 7: rules[1].users[1]",
    "line 9: rules[2].actions",
    "line 10: rules[2].users",
    "line 11: the",
  ]);
});

test("aliases of aliases are not unfolded, and the message names the file", () => {
  const levels = Array.from("bcdefghi").map((name, index) => {
    const below = "abcdefghi"[index] ?? "a";
    return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${below}`).join(",")}]`;
  });
  const bomb = ["a: &a [x]", ...levels].join("\n");
  expect(() => readRules(bomb, "access.yaml")).toThrow(RulesError);
  expect(() => readRules(bomb, "access.yaml")).toThrow("access.yaml: Excessive alias count");
});

test("a file of 10 MB is refused before it is read", () => {
  const folder = mkdtempSync(join(tmpdir(), "netdiag-rules-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const file = join(folder, "access.yaml");
  writeFileSync(file, "#".repeat(10_000_000));
  const lists = { NETDIAG_ALLOWED_CHANNELS: [], NETDIAG_ALLOWED_USERS: [], NETDIAG_ALLOWED_USER_GROUPS: [] };
  expect(() => loadRules({ NETDIAG_ACCESS_FILE: file, ...lists })).toThrow("10000000 bytes are no rules");
});

const oneRule = [
  "rules:",
  "  - name: all",
  "    users: [U0MEI]",
  '    namespaces: ["*"]',
  "    actions: all",
];

test("a channel may have a cluster and a namespace of its own, and what else stands there is told with its line", () => {
  const text = [
    ...oneRule,
    "channels:",
    "  C0SHOP: { cluster: prod-2, namespace: shop }",
    "  D0MEI: { cluster: prod-1 }",
  ];
  expect(readAccess(text.join("\n"), "access.yaml").channels).toEqual({
    C0SHOP: { cluster: "prod-2", namespace: "shop" },
    D0MEI: { cluster: "prod-1" },
  });
  expect(readAccess(oneRule.join("\n"), "access.yaml").channels).toEqual({});
  const wrong = [
    ...oneRule,
    "channels:",
    "  C0SHOP: { clustr: prod-2 }",
    "  C0BANK: {}",
    "  shop: { namespace: shop }",
  ];
  expect(problems(wrong.join("\n"))).toMatch(
    /line 7: channels\.C0SHOP knows no "clustr"; it has cluster, namespace[^]*line 8: channels\.C0BANK says nothing/,
  );
  expect(problems(wrong.join("\n"))).toMatch(/is not the id of a channel/);
});

test("a channel of a cluster that the bot knows nothing of keeps it from starting", () => {
  const directory = mkdtempSync(join(tmpdir(), "netdiag-access-"));
  onTestFinished(() => {
    rmSync(directory, { recursive: true });
  });
  const file = join(directory, "access.yaml");
  writeFileSync(file, [...oneRule, "channels:", "  C0SHOP: { cluster: prod-9 }"].join("\n"));
  const lists = { NETDIAG_ALLOWED_CHANNELS: [], NETDIAG_ALLOWED_USERS: [], NETDIAG_ALLOWED_USER_GROUPS: [] };
  const bot = { NETDIAG_ACCESS_FILE: file, ...lists, NETDIAG_CLUSTER_NAME: "prod-1" };
  expect(() => accessOf({ ...bot, NETDIAG_CLUSTERS: ["prod-2"] })).toThrow(
    "channels.C0SHOP.cluster: there is no cluster prod-9; there are prod-1, prod-2",
  );
  expect(accessOf({ ...bot, NETDIAG_CLUSTERS: ["prod-9"] }).channels).toHaveProperty("C0SHOP");
});
