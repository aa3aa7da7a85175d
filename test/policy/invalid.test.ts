import { describe, expect, test } from "vitest";
import { compile, explain } from "../../src/policy/index.ts";
import { cluster, db, dbIngress, flow, policy, verdict, web } from "./cluster.ts";

function problems(spec: object) {
  return compile([policy("shop/p", spec)]).problems;
}

const rule = (ingress: object) => ({ podSelector: {}, ingress: [ingress] });

describe("an object the API server would refuse is named, with the field, and left out", () => {
  test.each([
    [
      "a range that ends before it starts",
      rule({ ports: [{ port: 100, endPort: 99 }] }),
      "spec.ingress[0].ports[0].endPort",
    ],
    [
      "a range without a number",
      rule({ ports: [{ port: "http", endPort: 99 }] }),
      "spec.ingress[0].ports[0].endPort",
    ],
    ["a range without a port", rule({ ports: [{ endPort: 99 }] }), "spec.ingress[0].ports[0].endPort"],
    ["port 0", rule({ ports: [{ port: 0 }] }), "spec.ingress[0].ports[0].port"],
    ["port 65536", rule({ ports: [{ port: 65536 }] }), "spec.ingress[0].ports[0].port"],
    ["a number in quotes", rule({ ports: [{ port: "80" }] }), "spec.ingress[0].ports[0].port"],
    ["an unknown protocol", rule({ ports: [{ protocol: "tcp" }] }), "spec.ingress[0].ports[0].protocol"],
    ["ICMP as a protocol", rule({ ports: [{ protocol: "ICMP" }] }), "spec.ingress[0].ports[0].protocol"],
    ["an empty peer", rule({ from: [{}] }), "spec.ingress[0].from[0]"],
    [
      "a block beside a selector",
      rule({ from: [{ podSelector: {}, ipBlock: { cidr: "10.0.0.0/8" } }] }),
      "spec.ingress[0].from[0]",
    ],
    [
      "a block that is an address",
      rule({ from: [{ ipBlock: { cidr: "10.0.0.1" } }] }),
      "spec.ingress[0].from[0].ipBlock.cidr",
    ],
    [
      "a block too long",
      rule({ from: [{ ipBlock: { cidr: "10.0.0.1/33" } }] }),
      "spec.ingress[0].from[0].ipBlock.cidr",
    ],
    [
      "an except outside its block",
      rule({ from: [{ ipBlock: { cidr: "10.0.0.0/8", except: ["11.0.0.0/16"] } }] }),
      "spec.ingress[0].from[0].ipBlock.except[0]",
    ],
    [
      "an except as large as its block",
      rule({ from: [{ ipBlock: { cidr: "10.0.0.0/8", except: ["10.0.0.0/8"] } }] }),
      "spec.ingress[0].from[0].ipBlock.except[0]",
    ],
    [
      "an unknown operator",
      rule({ from: [{ podSelector: { matchExpressions: [{ key: "a", operator: "in", values: ["b"] }] } }] }),
      "spec.ingress[0].from[0].podSelector.matchExpressions[0].operator",
    ],
    [
      "In without values",
      { podSelector: { matchExpressions: [{ key: "a", operator: "In" }] } },
      "spec.podSelector.matchExpressions[0].values",
    ],
    [
      "Exists with values",
      { podSelector: { matchExpressions: [{ key: "a", operator: "Exists", values: ["b"] }] } },
      "spec.podSelector.matchExpressions[0].values",
    ],
    ["a label key with a space", { podSelector: { matchLabels: { "a b": "c" } } }, "spec.podSelector"],
    ["a label value too long", { podSelector: { matchLabels: { a: "x".repeat(64) } } }, "spec.podSelector"],
    ["labels right in the selector", { podSelector: { app: "web" } }, "spec.podSelector.app"],
    ["a slip in matchLabels", { podSelector: { matchLabel: { app: "web" } } }, "spec.podSelector.matchLabel"],
    ["an unknown policy type", { podSelector: {}, policyTypes: ["ingress"] }, "spec.policyTypes[0]"],
    [
      "a label that is a number",
      { podSelector: { matchLabels: { a: 1 } } },
      "spec.podSelector.matchLabels.a",
    ],
    ["rules that are no list", { podSelector: {}, ingress: {} }, "spec.ingress"],
  ])("%s", (_, spec, field) => {
    expect(problems(spec)).toContainEqual(
      expect.objectContaining({
        object: { kind: "NetworkPolicy", namespace: "shop", name: "p" },
        field,
        effect: "left-out",
      }),
    );
  });

  test("labels and annotations that are no text, of any API", () => {
    const odd = { ...dbIngress([]), metadata: { namespace: "shop", name: "db", labels: { a: 1 } } };
    expect(compile([odd]).problems).toMatchObject([{ field: "metadata.labels.a", effect: "left-out" }]);
    expect(verdict([odd], web, db)).toBe("allow");
  });

  test("the other policies still decide, and the walkthrough of their pods names the one left out", () => {
    const bad = policy("shop/bad", rule({ ports: [{ port: 0 }] }));
    const model = compile([...cluster, bad, dbIngress([])]);
    const { ingress } = explain(model, flow(web, db));
    expect(ingress.verdict).toBe("deny");
    expect(ingress.isolatedBy).toEqual([{ kind: "NetworkPolicy", namespace: "shop", name: "db" }]);
    expect(ingress.walkthrough.join("\n")).toContain(
      "NetworkPolicy shop/bad is invalid and left out: spec.ingress[0].ports[0].port",
    );
  });
});

describe("a pod with one bad field keeps its place", () => {
  const withField = (more: object) => ({ ...db, kind: "Pod", ...more });

  test("a label that is a number is the text that was meant, and is told", () => {
    const odd = withField({ metadata: { ...db.metadata, labels: { app: "db", zone: 5 } } });
    const model = compile([...cluster, odd, dbIngress([])]);
    expect(explain(model, flow(web, db)).verdict).toBe("deny");
    expect(model.inventory.pods.get("shop/db")?.metadata.labels).toEqual({ app: "db", zone: "5" });
    expect(model.problems).toEqual([
      {
        object: { kind: "Pod", namespace: "shop", name: "db" },
        field: "metadata.labels.zone",
        says: 'is 5, where a text is expected: write "5" in quotes, as it is read here',
        effect: "judged-without",
      },
    ]);
  });

  test.each([
    ["spec.hostNetwork", { spec: { ...db.spec, hostNetwork: "yes" } }],
    ["spec.containers", { spec: { ...db.spec, containers: "none" } }],
    ["spec.containers[0].name", { spec: { ...db.spec, containers: [{ ports: [] }] } }],
    ["status.podIP", { status: { podIP: 7 } }],
  ])("%s is done without, and told once", (field, more) => {
    const model = compile([...cluster, withField(more), dbIngress([])]);
    expect(model.problems).toMatchObject([{ field, effect: "judged-without" }]);
    expect(explain(model, flow(web, db)).verdict).toBe("deny");
  });

  test("a workload's pod, too", () => {
    const template = { metadata: { labels: { app: 7 } }, spec: { containers: [{ name: "c" }] } };
    const model = compile([
      { kind: "Deployment", metadata: { name: "api", namespace: "shop" }, spec: { template } },
    ]);
    expect(model.inventory.pods.get("shop/api")?.metadata.labels).toEqual({ app: "7" });
    expect(model.problems).toMatchObject([{ field: "metadata.labels.app" }]);
  });
});

describe("a field nobody here knows", () => {
  test("makes its peer match nobody, and is reported", () => {
    const unknown = dbIngress([{ from: [{ podSelector: {}, serviceAccount: "x" }] }]);
    expect(verdict([unknown], web, db)).toBe("deny");
    expect(compile([unknown]).problems).toMatchObject([
      { field: "spec.ingress[0].from[0].serviceAccount", effect: "fails-closed" },
    ]);
  });

  test("makes its rule, port entry or selector match nothing; known neighbours still allow", () => {
    expect(verdict([dbIngress([{ when: "night" }])], web, db)).toBe("deny");
    expect(verdict([dbIngress([{ ports: [{ port: 5432, icmpType: 8 }] }])], web, db)).toBe("deny");
    expect(
      verdict([dbIngress([{ from: [{ podSelector: { matchAnnotations: { a: "b" } } }] }])], web, db),
    ).toBe("deny");
    expect(verdict([dbIngress([{ from: [{ x: 1 }, { podSelector: {} }] }])], web, db)).toBe("allow");
  });

  test("in the spec is reported, and the rest of the policy is in force", () => {
    const unknown = policy("shop/p", { podSelector: {}, schedule: "night" });
    expect(verdict([unknown], web, db)).toBe("deny");
    expect(compile([unknown]).problems).toMatchObject([{ field: "spec.schedule", effect: "fails-closed" }]);
  });
});

describe("other objects", () => {
  test("policies of APIs not decided here are listed, and an allow they might overrule is undecidable", () => {
    const antrea = {
      apiVersion: "crd.antrea.io/v1beta1",
      kind: "NetworkPolicy",
      metadata: { namespace: "shop", name: "c" },
    };
    const model = compile([...cluster, antrea]);
    expect(model.notDecided).toEqual([
      { group: "crd.antrea.io", kind: "NetworkPolicy", namespace: "shop", name: "c" },
    ]);
    const explanation = explain(model, flow(web, db));
    expect(explanation.verdict).toBe("undecidable");
    expect(explanation.sentence).toContain("NetworkPolicy.crd.antrea.io shop/c");
    expect(verdict([antrea, dbIngress([])], web, db)).toBe("deny");
  });

  test("policies of one kind and name in different APIs are two objects", () => {
    const calico = {
      apiVersion: "projectcalico.org/v3",
      kind: "NetworkPolicy",
      metadata: { namespace: "shop", name: "db" },
      spec: { selector: "app == 'db'", types: ["Ingress"], ingress: [{ action: "Deny" }] },
    };
    const both = [dbIngress([{}]), calico];
    for (const objects of [both, both.toReversed()]) {
      const { ingress } = explain(compile([...cluster, ...objects]), flow(web, db));
      const refs = ingress.isolatedBy.map(({ group, name }) => `${group ?? "k8s"} ${name}`);
      expect(new Set(refs)).toEqual(new Set(["projectcalico.org db", "k8s db"]));
    }
    const changed = compile([...cluster, ...both, dbIngress([])]);
    expect(explain(changed, flow(web, db)).ingress.isolatedBy).toHaveLength(2);
  });

  test("kinds that decide nothing about traffic are passed over", () => {
    const model = compile([
      { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "x" } },
      { apiVersion: "v1", kind: "Service", metadata: { name: "x" } },
      { apiVersion: "policy/v1", kind: "PodDisruptionBudget", metadata: { name: "x" } },
    ]);
    expect(model.notDecided).toEqual([]);
    expect(model.problems).toEqual([]);
  });

  test("what has no name, or is no object, is a problem and nothing else", () => {
    const model = compile([{ kind: "NetworkPolicy", metadata: {} }, null as never, 5 as never, ...cluster]);
    expect(model.problems).toHaveLength(3);
    expect(explain(model, flow(web, db)).verdict).toBe("allow");
  });

  test("an unreadable pod is named", () => {
    expect(compile([{ kind: "Pod", metadata: { name: "x" } }]).problems).toMatchObject([
      { object: { kind: "Pod", name: "x" }, field: "spec", effect: "left-out" },
    ]);
  });

  test("an object without apiVersion is read as the built-in kind; without namespace it is in default", () => {
    const model = compile([{ kind: "NetworkPolicy", metadata: { name: "p" }, spec: {} }]);
    expect(model.byNamespace.has("default")).toBe(true);
  });
});

test.each([
  ["constructor/v1", "X"],
  ["__proto__/v1", "__proto__"],
  ["hasOwnProperty/v1", "valueOf"],
  ["projectcalico.org/v3", "constructor"],
  ["projectcalico.org/v3", "__proto__"],
  ["v1", "toString"],
])("names that every JavaScript object has are nobody's API or kind: %s %s", (apiVersion, kind) => {
  const model = compile([{ apiVersion, kind, metadata: { name: "constructor", namespace: "__proto__" } }]);
  expect(model).toMatchObject({ problems: [], notDecided: [] });
});
