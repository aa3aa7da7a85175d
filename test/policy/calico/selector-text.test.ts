/** Selectors as Calico writes them back, and the sets it makes of a rule: the names of sets on a node are hashes of these texts. */
import { describe, expect, test } from "vitest";
import { setsOfEnd } from "../../../src/policy/adapters/calico/sets.ts";
import type { EntityShape } from "../../../src/policy/adapters/calico/schema.ts";
import { parseSelector } from "../../../src/policy/calico/selector.ts";
import { selectorText } from "../../../src/policy/calico/selector-text.ts";

function canonical(text: string): string {
  const read = parseSelector(text);
  return "expression" in read ? selectorText(read.expression) : read.error;
}

/** Pairs as in Calico's own tests (libcalico-go selector/parser_test.go). */
describe("one text for every way to write a selector", () => {
  test.each([
    ["", "all()"],
    [" (all() )", "all()"],
    ["global()", "global()"],
    ["! (has( b)||! has(a ))", "!(has(b) || !has(a))"],
    ['! (a == "b"&&! c != "d")', '!(a == "b" && !c != "d")'],
    [`a == 'b"'`, `a == 'b"'`],
    ["a in {'z', \"b\", 'b'}", 'a in {"b", "z"}'],
    ["a not in {}", "a not in {}"],
    [
      "a starts with 'x' || a ends with 'y' && a contains 'z'",
      '(a starts with "x" || (a ends with "y" && a contains "z"))',
    ],
    ["((a == 'b'))", 'a == "b"'],
  ])("%s", (written, text) => {
    expect(canonical(written)).toBe(text);
  });

  test("written back, it stays as it is", () => {
    for (const text of [
      "!(has(b) || !has(a))",
      '(a == "x" && b in {"y"})',
      "has(projectcalico.org/namespace)",
    ])
      expect(canonical(text)).toBe(text);
  });
});

/** Nesting as libcalico-go updateprocessors/rules_test.go and felix calc/rule_scanner_test.go expect it. */
describe("the sets of one end of a rule", () => {
  const of = (entity: EntityShape, namespace?: string, protocol?: string) =>
    setsOfEnd(
      { action: "Allow", destination: entity, ...(protocol ? { protocol } : {}) },
      "destination",
      namespace,
    ).map((set) => (set.of === "service" ? set : { ...set, selector: selectorText(set.selector) }));
  const selector = (text: string) => [{ of: "selector", selector: text }];
  const accounts = { names: ["sa2", "sa1"], selector: "key == 'value1'" };
  const bothAccounts = '(pcsa.key == "value1" && projectcalico.org/serviceaccount in {"sa1", "sa2"})';

  test.each<[string, EntityShape, string | undefined, string]>([
    [
      "a namespaced policy looks in its own namespace",
      { selector: "a == 'b'" },
      "shop",
      '(projectcalico.org/namespace == "shop" && a == "b")',
    ],
    ["a global one everywhere", { selector: "a == 'b'" }, undefined, 'a == "b"'],
    [
      "another namespace",
      { selector: "a == 'b'", namespaceSelector: "key == 'value'" },
      "shop",
      '(pcns.key == "value" && a == "b")',
    ],
    ["every namespace", { namespaceSelector: "all()" }, "shop", "has(projectcalico.org/namespace)"],
    [
      "what has no namespace",
      { namespaceSelector: "global()", selector: "feed == 'bad'" },
      "shop",
      '(!has(projectcalico.org/namespace) && feed == "bad")',
    ],
    [
      "accounts by labels and by name",
      { serviceAccounts: accounts },
      "shop",
      `(projectcalico.org/namespace == "shop" && ${bothAccounts})`,
    ],
    [
      "accounts and labels of the pod",
      { serviceAccounts: accounts, selector: "a == 'b'", namespaceSelector: "ns == 'x'" },
      undefined,
      `(pcns.ns == "x" && (${bothAccounts} && a == "b"))`,
    ],
    [
      "what is left out of a selection is part of it",
      { selector: "a == 'b'", notSelector: "has(x) || has(y)" },
      undefined,
      '(a == "b" && !(has(x) || has(y)))',
    ],
    [
      "left out of the own namespace",
      { notSelector: "has(x)" },
      "shop",
      '(projectcalico.org/namespace == "shop" && !has(x))',
    ],
    ["left out of everything has a set of its own", { notSelector: "has(x)" }, undefined, "has(x)"],
  ])("%s", (_what, entity, namespace, text) => {
    expect(of(entity, namespace)).toEqual(selector(text));
  });

  test("nothing but blocks and numbers has none", () => {
    expect(of({ nets: ["10.0.0.0/8"], ports: [80, "443", "8000:8010"] }, "shop", "TCP")).toEqual([]);
  });

  test("names of ports are looked for among what is selected; without a protocol of any", () => {
    expect(of({ ports: ["http", 80], notPorts: ["admin"], selector: "a == 'b'" }, undefined, "TCP")).toEqual([
      ...selector('a == "b"'),
      { of: "port", selector: 'a == "b"', protocol: "tcp", name: "http" },
      { of: "port", selector: 'a == "b"', protocol: "tcp", name: "admin" },
    ]);
    expect(of({ ports: ["http"] })).toEqual([
      { of: "port", selector: "all()", protocol: undefined, name: "http" },
    ]);
  });

  test("a Service is its endpoints, with their ports as a destination", () => {
    expect(of({ services: { name: "web", namespace: "shop" } })).toEqual([
      { of: "service", namespace: "shop", name: "web", withPorts: true },
    ]);
    expect(setsOfEnd({ action: "Allow", source: { services: { name: "web" } } }, "source", "shop")).toEqual([
      { of: "service", namespace: "shop", name: "web", withPorts: false },
    ]);
  });
});
