/** Each point of the NetworkPolicy semantics, both sides of it. */
import { describe, expect, test } from "vitest";
import { Pod } from "../../src/model/kubernetes.ts";
import {
  db,
  dbIngress,
  namespace,
  other,
  outside,
  plain,
  pod,
  policy,
  verdict,
  web,
  webEgress,
} from "./cluster.ts";

const fromWeb = { podSelector: { matchLabels: { app: "web" } } };

describe("policyTypes and isolation", () => {
  test("without policyTypes a policy isolates ingress, and egress only when it has egress rules", () => {
    const ingressOnly = policy("shop/p", { podSelector: {} });
    expect(verdict([ingressOnly], other, db)).toBe("deny");
    expect(verdict([ingressOnly], web, outside)).toBe("allow");
    const both = policy("shop/p", {
      podSelector: {},
      egress: [{ to: [{ ipBlock: { cidr: "10.0.0.0/8" } }] }],
    });
    expect(verdict([both], web, outside)).toBe("deny");
    expect(verdict([both], other, db)).toBe("deny");
    const noRules = policy("shop/p", { podSelector: {}, egress: [] });
    expect(verdict([noRules], web, outside)).toBe("allow");
  });

  test("with policyTypes [Egress] the ingress rules do nothing and ingress is not isolated", () => {
    const egress = policy("shop/p", {
      podSelector: {},
      policyTypes: ["Egress"],
      ingress: [{ from: [fromWeb] }],
    });
    expect(verdict([egress], other, db)).toBe("allow");
    expect(verdict([egress], web, outside)).toBe("deny");
  });

  test("an empty list of rules denies all, an empty rule allows all, outside included", () => {
    expect(verdict([dbIngress([])], web, db)).toBe("deny");
    expect(verdict([dbIngress([{}])], web, db)).toBe("allow");
    expect(verdict([dbIngress([{}])], outside, db)).toBe("allow");
    expect(
      verdict([policy("shop/p", { podSelector: {}, policyTypes: ["Ingress"], ingress: null })], web, db),
    ).toBe("deny");
    expect(verdict([policy("shop/p", { podSelector: {}, ingress: [null] })], outside, db)).toBe("allow");
  });

  test("only pods the policy selects are isolated, and only in its own namespace", () => {
    expect(verdict([dbIngress([])], db, web)).toBe("allow");
    expect(verdict([policy("other/p", { podSelector: {} })], web, db)).toBe("allow");
  });

  test("a missing podSelector selects every pod of the namespace", () => {
    expect(verdict([policy("shop/p", { policyTypes: ["Ingress"] })], web, db)).toBe("deny");
  });
});

describe("peers", () => {
  test("empty or absent peers are any source, empty or absent ports any port", () => {
    for (const rule of [{ from: [] }, { ports: [] }, { from: null, ports: null }]) {
      expect(verdict([dbIngress([rule])], outside, db, "9/SCTP")).toBe("allow");
    }
    expect(verdict([dbIngress([{ from: [], ports: [{ port: 80 }] }])], outside, db, 80)).toBe("allow");
    expect(verdict([dbIngress([{ from: [], ports: [{ port: 80 }] }])], outside, db, 81)).toBe("deny");
  });

  test("podSelector alone looks in the policy's own namespace", () => {
    const twin = pod("other/web", { ip: "10.0.1.9", labels: { app: "web" } });
    expect(verdict([dbIngress([{ from: [fromWeb] }])], web, db)).toBe("allow");
    expect(verdict([dbIngress([{ from: [fromWeb] }])], twin, db)).toBe("deny");
    expect(verdict([dbIngress([{ from: [{ podSelector: {} }] }])], twin, db)).toBe("deny");
  });

  test("namespaceSelector alone is all pods of the namespaces", () => {
    const rule = [{ from: [{ namespaceSelector: { matchLabels: { team: "b" } } }] }];
    expect(verdict([dbIngress(rule)], other, db)).toBe("allow");
    expect(verdict([dbIngress(rule)], plain, db)).toBe("allow");
    expect(verdict([dbIngress(rule)], web, db)).toBe("deny");
  });

  test("both in one item must hold, two items are alternatives", () => {
    const namespaceSelector = { matchLabels: { team: "b" } };
    const podSelector = { matchLabels: { app: "client" } };
    const both = [{ from: [{ namespaceSelector, podSelector }] }];
    expect(verdict([dbIngress(both)], other, db)).toBe("allow");
    expect(verdict([dbIngress(both)], plain, db)).toBe("deny");
    const either = [{ from: [{ namespaceSelector }, { podSelector }] }];
    expect(verdict([dbIngress(either)], plain, db)).toBe("allow");
  });

  test("every namespace's pods are not outside addresses", () => {
    const rule = [{ from: [{ namespaceSelector: {} }] }];
    expect(verdict([dbIngress(rule)], other, db)).toBe("allow");
    expect(verdict([dbIngress(rule)], outside, db)).toBe("deny");
  });

  test("NotIn and DoesNotExist match what lacks the key; In and Exists need it; the empty string is a value", () => {
    const by = (expression: object) => [
      dbIngress([
        {
          from: [
            { namespaceSelector: {}, podSelector: { matchExpressions: [{ key: "app", ...expression }] } },
          ],
        },
      ]),
    ];
    expect(verdict(by({ operator: "NotIn", values: ["client"] }), plain, db)).toBe("allow");
    expect(verdict(by({ operator: "NotIn", values: ["client"] }), other, db)).toBe("deny");
    expect(verdict(by({ operator: "DoesNotExist" }), plain, db)).toBe("allow");
    expect(verdict(by({ operator: "DoesNotExist" }), other, db)).toBe("deny");
    expect(verdict(by({ operator: "In", values: ["client", "x"] }), other, db)).toBe("allow");
    expect(verdict(by({ operator: "In", values: ["client"] }), plain, db)).toBe("deny");
    expect(verdict(by({ operator: "Exists" }), other, db)).toBe("allow");
    expect(verdict(by({ operator: "Exists" }), plain, db)).toBe("deny");
    const empty = pod("other/empty", { ip: "10.0.1.7", labels: { app: "" } });
    expect(verdict(by({ operator: "In", values: [""] }), empty, db)).toBe("allow");
    expect(verdict(by({ operator: "In", values: [""] }), plain, db)).toBe("deny");
    expect(verdict(by({ operator: "Exists" }), empty, db)).toBe("allow");
  });

  test("so it is with the labels of namespaces, one without any included", () => {
    const bare = [namespace("bare"), pod("bare/x", { ip: "10.0.2.1" })] as const;
    const from = (expression: object) => [
      ...bare,
      dbIngress([{ from: [{ namespaceSelector: { matchExpressions: [{ key: "team", ...expression }] } }] }]),
    ];
    for (const expression of [{ operator: "NotIn", values: ["b"] }, { operator: "DoesNotExist" }]) {
      expect(verdict(from(expression), bare[1], db)).toBe("allow");
      expect(verdict(from(expression), other, db)).toBe("deny");
    }
    for (const expression of [{ operator: "In", values: ["b"] }, { operator: "Exists" }]) {
      expect(verdict(from(expression), bare[1], db)).toBe("deny");
      expect(verdict(from(expression), other, db)).toBe("allow");
    }
  });

  test("a label may be called like something that every object has", () => {
    const key = "constructor";
    const by = (operator: string) => [
      dbIngress([{ from: [{ podSelector: { matchExpressions: [{ key, operator }] } }] }]),
    ];
    expect(verdict(by("Exists"), web, db)).toBe("deny");
    expect(verdict(by("DoesNotExist"), web, db)).toBe("allow");
    const named = pod("shop/named", { ip: "10.0.0.9", labels: { constructor: "x" } });
    expect(verdict(by("Exists"), named, db)).toBe("allow");
  });

  test("matchLabels and matchExpressions must both hold", () => {
    const selector = (values: string[]) => ({
      matchLabels: { app: "web" },
      matchExpressions: [{ key: "app", operator: "NotIn", values }],
    });
    expect(verdict([dbIngress([{ from: [{ podSelector: selector(["x"]) }] }])], web, db)).toBe("allow");
    expect(verdict([dbIngress([{ from: [{ podSelector: selector(["web"]) }] }])], web, db)).toBe("deny");
  });

  test("kubernetes.io/metadata.name is there even when the Namespace omits it or was not read", () => {
    const rule = (name: string) => [
      dbIngress([
        { from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } } }] },
      ]),
    ];
    const stranger = pod("unread/x", { ip: "10.0.9.9" });
    expect(verdict(rule("other"), other, db)).toBe("allow");
    expect(verdict(rule("unread"), stranger, db)).toBe("allow");
    expect(verdict(rule("other"), stranger, db)).toBe("deny");
  });

  test("other labels of a namespace that was not read are unknown, and so is the verdict they decide", () => {
    const stranger = pod("unread/x", { ip: "10.0.9.9" });
    const team = dbIngress([{ from: [{ namespaceSelector: { matchLabels: { team: "c" } } }] }]);
    expect(verdict([team], stranger, db)).toBe("undecidable");
    expect(verdict([team, dbIngress([{}], "shop/all")], stranger, db)).toBe("allow");
  });
});

describe("ports", () => {
  const port = (...ports: object[]) => [dbIngress([{ ports }])];

  test("protocol defaults to TCP; allowing one protocol denies the other two", () => {
    expect(verdict(port({ port: 53 }), web, db, "53/TCP")).toBe("allow");
    expect(verdict(port({ port: 53 }), web, db, "53/UDP")).toBe("deny");
    expect(verdict(port({ port: 53 }), web, db, "53/SCTP")).toBe("deny");
    expect(verdict(port({ port: 53, protocol: "UDP" }), web, db, "53/TCP")).toBe("deny");
  });

  test("a protocol without a port is all its ports", () => {
    expect(verdict(port({ protocol: "SCTP" }), web, db, "1/SCTP")).toBe("allow");
    expect(verdict(port({ protocol: "SCTP" }), web, db, "65535/SCTP")).toBe("allow");
    expect(verdict(port({ protocol: "SCTP" }), web, db, "1/TCP")).toBe("deny");
    expect(verdict(port({}), web, db, "1/TCP")).toBe("allow");
  });

  test("endPort is included, and bound to its protocol", () => {
    const range = port({ port: 100, endPort: 200 });
    for (const [number, expected] of [
      [99, "deny"],
      [100, "allow"],
      [200, "allow"],
      [201, "deny"],
    ] as const)
      expect(verdict(range, web, db, number)).toBe(expected);
    expect(verdict(range, web, db, "150/UDP")).toBe("deny");
  });

  test("a named port is looked up on the destination pod, in egress rules too", () => {
    expect(verdict(port({ port: "sql" }), web, db, 5432)).toBe("allow");
    expect(verdict(port({ port: "sql" }), web, db, 5433)).toBe("deny");
    expect(verdict([webEgress([{ ports: [{ port: "sql" }] }])], web, db, 5432)).toBe("allow");
    expect(verdict([webEgress([{ ports: [{ port: "sql" }] }])], web, other, 5432)).toBe("deny");
  });

  test("a named port is another number on another pod", () => {
    const second = pod("shop/db2", {
      ip: "10.0.0.7",
      labels: { app: "db" },
      node: "node2",
      ports: [{ name: "sql", containerPort: 3306 }],
    });
    for (const rules of [port({ port: "sql" }), [webEgress([{ ports: [{ port: "sql" }] }])]]) {
      expect(verdict([...rules, second], web, second, 3306)).toBe("allow");
      expect(verdict([...rules, second], web, second, 5432)).toBe("deny");
      expect(verdict([...rules, second], web, db, 3306)).toBe("deny");
    }
  });

  test("a named port never matches an outside address", () => {
    expect(verdict([webEgress([{ ports: [{ port: "sql" }] }])], web, outside, 5432)).toBe("deny");
  });

  test("the named port's protocol must match the container port's", () => {
    expect(verdict(port({ port: "dns", protocol: "UDP" }), web, db, "53/UDP")).toBe("allow");
    expect(verdict(port({ port: "dns" }), web, db, "53/TCP")).toBe("deny");
    expect(verdict(port({ port: "dns" }), web, db, "53/UDP")).toBe("deny");
  });

  test("a name that two containers give to different numbers stands for both", () => {
    const twice = pod("shop/twice", {
      ip: "10.0.0.8",
      labels: { app: "db" },
      node: "node2",
      ports: [
        { name: "sql", containerPort: 1 },
        { name: "sql", containerPort: 2 },
      ],
    });
    expect(verdict(port({ port: "sql" }), web, twice, 1)).toBe("allow");
    expect(verdict(port({ port: "sql" }), web, twice, 2)).toBe("allow");
  });

  test("a port of a native sidecar counts, one of an init container that ends does not", () => {
    const init = (restartPolicy?: string) =>
      Pod.parse({
        ...db,
        spec: {
          ...db.spec,
          initContainers: [
            {
              name: "proxy",
              ...(restartPolicy ? { restartPolicy } : {}),
              ports: [{ name: "admin", containerPort: 9000 }],
            },
          ],
        },
      });
    expect(verdict([...port({ port: "admin" }), init("Always")], web, init("Always"), 9000)).toBe("allow");
    expect(verdict([...port({ port: "admin" }), init()], web, init(), 9000)).toBe("deny");
  });

  test("ICMP passes rules without ports, is denied without a rule, and undecided by rules with ports", () => {
    expect(verdict([dbIngress([{ from: [fromWeb] }])], web, db, "0/ICMP")).toBe("allow");
    expect(verdict([dbIngress([])], web, db, "0/ICMP")).toBe("deny");
    expect(verdict([dbIngress([{ from: [fromWeb], ports: [{ port: 80 }] }])], web, db, "0/ICMP")).toBe(
      "undecidable",
    );
    expect(verdict([dbIngress([{ from: [fromWeb], ports: [{ port: 80 }] }])], other, db, "0/ICMP")).toBe(
      "deny",
    );
  });
});

describe("several policies and both directions", () => {
  test("policies add up, whatever their order and names", () => {
    const allow = dbIngress([{ from: [fromWeb] }], "shop/a");
    const deny = dbIngress([], "shop/b");
    expect(verdict([allow, deny], web, db)).toBe("allow");
    expect(verdict([deny, allow], web, db)).toBe("allow");
    expect(verdict([deny, allow], other, db)).toBe("deny");
  });

  test("the source's egress and the target's ingress must both allow", () => {
    const out = webEgress([{ to: [{ podSelector: { matchLabels: { app: "db" } } }] }]);
    expect(verdict([out, dbIngress([{ from: [fromWeb] }])], web, db)).toBe("allow");
    expect(verdict([out, dbIngress([])], web, db)).toBe("deny");
    expect(verdict([webEgress([]), dbIngress([{}])], web, db)).toBe("deny");
  });

  test("replies are free: a pod that may not open connections still answers", () => {
    expect(verdict([webEgress([])], other, web)).toBe("allow");
    expect(verdict([webEgress([])], web, other)).toBe("deny");
  });

  test("ports are the pod's, after Service translation", () => {
    const rule = [dbIngress([{ ports: [{ port: 5432 }] }])];
    expect(verdict(rule, web, db, 5432)).toBe("allow");
    expect(verdict(rule, web, db, 80)).toBe("deny");
  });
});
