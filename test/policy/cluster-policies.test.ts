/** Each point of the semantics of AdminNetworkPolicy, BaselineAdminNetworkPolicy and ClusterNetworkPolicy, both sides of it. */
import { describe, expect, test } from "vitest";
import { compile, explain, suggest } from "../../src/policy/index.ts";
import {
  cluster,
  db,
  dbIngress,
  flow,
  namespace,
  node,
  other,
  outside,
  plain,
  pod,
  verdict,
  web,
} from "./cluster.ts";
import { admin, baseline, clusterPolicy } from "./cluster-policies.ts";

const anyPod = [{ namespaces: {} }];
const shop = [{ namespaces: { matchLabels: { team: "a" } } }];
const denyAll = { action: "Deny", from: anyPod };
const allowAll = { action: "Allow", from: anyPod };
const passAll = { action: "Pass", from: anyPod };
const fromWeb = { podSelector: { matchLabels: { app: "web" } } };

describe("priorities and actions", () => {
  test("the lower number goes first, and in one policy the first matching rule", () => {
    const first = admin({ priority: 1, ingress: [denyAll] }, "a");
    const second = admin({ priority: 2, ingress: [allowAll] }, "b");
    expect(verdict([second, first], web, db)).toBe("deny");
    expect(verdict([admin({ priority: 3, ingress: [denyAll] }, "a"), second], web, db)).toBe("allow");
    expect(verdict([admin({ ingress: [allowAll, denyAll] })], web, db)).toBe("allow");
    expect(verdict([admin({ ingress: [denyAll, allowAll] })], web, db)).toBe("deny");
  });

  test("Allow and Deny are final: no NetworkPolicy is asked", () => {
    expect(verdict([admin({ ingress: [allowAll] }), dbIngress([])], web, db)).toBe("allow");
    expect(verdict([admin({ ingress: [denyAll] }), dbIngress([{}])], web, db)).toBe("deny");
  });

  test("Pass skips the other admin policies; then NetworkPolicies decide for pods they select, else the baseline", () => {
    const pass = admin({ priority: 1, ingress: [passAll] }, "pass");
    const deny = admin({ priority: 2, ingress: [denyAll] }, "deny");
    const base = baseline({ ingress: [denyAll] });
    expect(verdict([pass, deny], web, db)).toBe("allow");
    expect(verdict([pass, dbIngress([])], web, db)).toBe("deny");
    expect(verdict([pass, base], web, db)).toBe("deny");
    expect(verdict([pass, base, dbIngress([{ from: [fromWeb] }])], web, db)).toBe("allow");
    expect(verdict([pass, baseline({ ingress: [allowAll] }), dbIngress([])], web, db)).toBe("deny");
  });

  test("a NetworkPolicy for the other direction leaves the baseline in force", () => {
    const egressOnly = { ...dbIngress([]), spec: { podSelector: {}, policyTypes: ["Egress"], egress: [{}] } };
    expect(verdict([baseline({ ingress: [denyAll] }), egressOnly], web, db)).toBe("deny");
  });

  test("none of them isolates: what no rule matches goes on, in the end to allow", () => {
    const elsewhere = { action: "Allow", from: [{ namespaces: { matchLabels: { team: "z" } } }] };
    expect(verdict([admin({ ingress: [elsewhere] })], web, db)).toBe("allow");
    expect(verdict([admin({ ingress: [elsewhere] }), dbIngress([])], web, db)).toBe("deny");
    expect(verdict([baseline({ ingress: [elsewhere] })], web, db)).toBe("allow");
  });

  test("an egress Allow does not open the peer's ingress", () => {
    const egress = admin({ egress: [{ action: "Allow", to: anyPod }] });
    expect(verdict([egress, dbIngress([])], web, db)).toBe("deny");
    expect(verdict([egress], web, db)).toBe("allow");
  });

  test("a baseline has no Pass in v1alpha1 and is named default; in v1alpha2 Pass ends the tier", () => {
    expect(compile([baseline({ ingress: [passAll] })]).problems).toMatchObject([
      { field: "spec.ingress[0].action", effect: "left-out" },
    ]);
    expect(compile([baseline({ ingress: [denyAll] }, "other")]).problems).toMatchObject([
      { field: "metadata.name" },
    ]);
    const deny = clusterPolicy({ tier: "Baseline", priority: 20, ingress: [denyAll] }, "deny");
    const pass = clusterPolicy({ tier: "Baseline", priority: 10, ingress: [passAll] }, "pass");
    expect(verdict([deny], web, db)).toBe("deny");
    expect(verdict([deny, pass], web, db)).toBe("allow");
  });

  test("of two with one priority the implementation picks: undecidable when it matters, and said so", () => {
    const one = admin({ ingress: [allowAll] }, "one");
    const two = admin({ ingress: [denyAll] }, "two");
    const { verdict: undecided, sentence } = explain(compile([...cluster, one, two]), flow(web, db));
    expect(undecided).toBe("undecidable");
    expect(sentence).toContain("same priority as AdminNetworkPolicy one");
    expect(verdict([one, admin({ ingress: [allowAll] }, "two")], web, db)).toBe("allow");
    expect(verdict([one, admin({ priority: 11, ingress: [denyAll] }, "two")], web, db)).toBe("allow");
  });
});

describe("subjects", () => {
  test("namespaces: {} is every namespace, kube-system too; a selector narrows", () => {
    const dns = pod("kube-system/dns", { ip: "10.0.9.9", node: "node9" });
    expect(verdict([admin({ ingress: [denyAll] })], web, dns)).toBe("deny");
    const teamB = admin({ subject: { namespaces: { matchLabels: { team: "b" } } }, ingress: [denyAll] });
    expect(verdict([teamB], web, other)).toBe("deny");
    expect(verdict([teamB], other, db)).toBe("allow");
  });

  test("pods: both selectors must hold", () => {
    const subject = {
      pods: {
        namespaceSelector: { matchLabels: { team: "a" } },
        podSelector: { matchLabels: { app: "db" } },
      },
    };
    expect(verdict([admin({ subject, ingress: [denyAll] })], web, db)).toBe("deny");
    expect(verdict([admin({ subject, ingress: [denyAll] })], db, web)).toBe("allow");
  });

  test("hostNetwork pods are neither subjects nor pod peers", () => {
    const host = pod("shop/agent", { ip: "192.168.0.3", node: "node3", hostNetwork: true });
    const toAndFrom = admin({ ingress: [denyAll], egress: [{ action: "Deny", to: anyPod }] });
    expect(verdict([admin({ ingress: [denyAll] })], host, db)).toBe("allow");
    expect(verdict([admin({ egress: [{ action: "Deny", to: anyPod }] })], web, host)).toBe("allow");
    expect(verdict([toAndFrom], web, db)).toBe("deny");
  });

  test("a namespace that was not read makes it undecidable, unless its name decides", () => {
    const model = compile([
      web,
      db,
      admin({ subject: { namespaces: { matchLabels: { team: "a" } } }, ingress: [denyAll] }),
    ]);
    expect(explain(model, flow(web, db)).verdict).toBe("undecidable");
    const byName = { namespaces: { matchLabels: { "kubernetes.io/metadata.name": "shop" } } };
    expect(
      explain(compile([web, db, admin({ subject: byName, ingress: [denyAll] })]), flow(web, db)).verdict,
    ).toBe("deny");
  });
});

describe("peers", () => {
  test("nodes match the addresses of nodes by their labels, not the pods on them", () => {
    const edge = { ...node("node2", "192.168.0.2"), metadata: { name: "node2", labels: { role: "edge" } } };
    const to = (nodes: object) => admin({ egress: [{ action: "Deny", to: [{ nodes }] }] });
    const nodeEnd = { ip: "192.168.0.2" };
    expect(verdict([edge, to({ matchLabels: { role: "edge" } })], web, nodeEnd)).toBe("deny");
    expect(verdict([edge, to({ matchLabels: { role: "core" } })], web, nodeEnd)).toBe("allow");
    expect(verdict([edge, to({})], web, db)).toBe("allow");
    const agent = pod("other/agent", { ip: "192.168.0.2", node: "node2", hostNetwork: true });
    expect(verdict([edge, to({})], web, agent)).toBe("deny");
  });

  test("networks match cluster-internal addresses too, of their family", () => {
    const deny = (network: string) =>
      clusterPolicy({ egress: [{ action: "Deny", to: [{ networks: [network] }] }] });
    expect(verdict([deny("0.0.0.0/0")], web, db)).toBe("deny");
    expect(verdict([deny("0.0.0.0/0")], web, outside)).toBe("deny");
    expect(verdict([deny("::/0")], web, db)).toBe("allow");
    expect(verdict([deny("10.0.0.2/32")], web, db)).toBe("deny");
    expect(verdict([deny("10.0.0.3/32")], web, db)).toBe("allow");
  });

  test("nodes, networks and domain names stand in egress rules alone", () => {
    const rule = { action: "Deny", from: [{ networks: ["10.0.0.0/8"] }] };
    // Read as a peer nobody knows: the Deny denies everything.
    expect(verdict([clusterPolicy({ ingress: [rule] })], outside, db)).toBe("deny");
  });

  test("domain names need an address map: unknown for outside addresses, never for pods, only in rules that allow", () => {
    const to = [{ domainNames: ["*.example.org"] }];
    const accept = { action: "Accept", to };
    const denyRest = { action: "Deny", to: [{ networks: ["0.0.0.0/0"] }] };
    expect(verdict([clusterPolicy({ egress: [accept, denyRest] })], web, outside)).toBe("undecidable");
    expect(verdict([clusterPolicy({ egress: [accept] })], web, outside)).toBe("allow");
    expect(verdict([clusterPolicy({ egress: [accept, denyRest] })], web, db)).toBe("deny");
    expect(compile([clusterPolicy({ egress: [{ action: "Deny", to }] })]).problems).toMatchObject([
      { field: "spec.egress[0].to[0].domainNames", effect: "left-out" },
    ]);
  });

  test.each([
    ["Accept matches nothing", "Accept", "allow", "deny"],
    ["Deny denies everything", "Deny", "deny", "deny"],
    ["Pass denies everything", "Pass", "deny", "deny"],
  ])("a peer without a known field fails closed: %s", (_, action, alone, beforeDeny) => {
    for (const peer of [{}, { serviceAccounts: {} }]) {
      const rule = { action, from: [peer, ...anyPod] };
      expect(verdict([clusterPolicy({ ingress: [rule] })], web, db)).toBe(alone);
      expect(verdict([clusterPolicy({ ingress: [rule, denyAll] })], web, db)).toBe(beforeDeny);
      expect(compile([clusterPolicy({ ingress: [rule] })]).problems).toMatchObject([
        { field: "spec.ingress[0].from[0]", effect: "fails-closed" },
      ]);
    }
  });

  test("the older sameLabels and notSameLabels compare with the subject's namespace", () => {
    const twin = namespace("twin", { team: "a" });
    const bare = namespace("bare");
    const inTwin = pod("twin/p", { ip: "10.0.5.1", node: "node5" });
    const inBare = pod("bare/p", { ip: "10.0.6.1", node: "node6" });
    const deny = (namespaces: object) => [
      twin,
      bare,
      admin({ ingress: [{ action: "Deny", from: [{ namespaces }] }] }),
    ];
    const same = deny({ sameLabels: ["team"] });
    expect(verdict(same, inTwin, db)).toBe("deny");
    expect(verdict(same, other, db)).toBe("allow");
    const differing = deny({ notSameLabels: ["team"] });
    expect(verdict(differing, other, db)).toBe("deny");
    expect(verdict(differing, inTwin, db)).toBe("allow");
    expect(verdict(differing, inBare, db)).toBe("allow");
    expect(verdict(deny({ sameLabels: [] }), inTwin, db)).toBe("allow");
    const pods = { namespaces: { namespaceSelector: { matchLabels: { team: "b" } } }, podSelector: {} };
    const older = admin({ ingress: [{ action: "Deny", from: [{ pods }] }] });
    expect(verdict([older], other, db)).toBe("deny");
    expect(verdict([older], web, db)).toBe("allow");
  });
});

describe("ports", () => {
  const deny = (protocols: object[]) => [clusterPolicy({ ingress: [{ ...denyAll, protocols }] })];
  test("a number, a range, or all of the protocol", () => {
    expect(verdict(deny([{ tcp: { destinationPort: { number: 5432 } } }]), web, db)).toBe("deny");
    expect(verdict(deny([{ tcp: { destinationPort: { number: 5433 } } }]), web, db)).toBe("allow");
    const range = deny([{ udp: { destinationPort: { range: { start: 50, end: 60 } } } }]);
    expect(verdict(range, web, db, "60/UDP")).toBe("deny");
    expect(verdict(range, web, db, "61/UDP")).toBe("allow");
    expect(verdict(range, web, db, 60)).toBe("allow");
    expect(verdict(deny([{ sctp: {} }]), web, db, "7/SCTP")).toBe("deny");
    expect(verdict(deny([{ sctp: {} }]), web, db, 7)).toBe("allow");
  });

  test("a named port is the destination pod's, of whatever protocol", () => {
    expect(verdict(deny([{ destinationNamedPort: "sql" }]), web, db)).toBe("deny");
    expect(verdict(deny([{ destinationNamedPort: "dns" }]), web, db, "53/UDP")).toBe("deny");
    expect(verdict(deny([{ destinationNamedPort: "dns" }]), web, db, 53)).toBe("allow");
  });

  test("a rule with ports is not about ICMP, one without is", () => {
    expect(verdict(deny([{ tcp: {} }]), web, db, "0/ICMP")).toBe("allow");
    expect(verdict([clusterPolicy({ ingress: [denyAll] })], web, db, "0/ICMP")).toBe("deny");
  });

  test("v1alpha1 says portNumber, portRange and namedPort", () => {
    const old = (ports: object[]) => [admin({ ingress: [{ ...denyAll, ports }] })];
    expect(verdict(old([{ portNumber: { protocol: "TCP", port: 5432 } }]), web, db)).toBe("deny");
    expect(verdict(old([{ portNumber: { protocol: "UDP", port: 5432 } }]), web, db)).toBe("allow");
    expect(verdict(old([{ portRange: { start: 5000, end: 6000 } }]), web, db)).toBe("deny");
    expect(verdict(old([{ namedPort: "sql" }]), web, db)).toBe("deny");
    expect(verdict(old([{ namedPort: "sql" }]), web, plain)).toBe("allow");
  });
});

describe("objects an API server would refuse", () => {
  const rule = { ...denyAll };
  test.each([
    ["a priority over 1000", clusterPolicy({ priority: 1001, ingress: [rule] }), "spec.priority"],
    ["no tier", clusterPolicy({ tier: "admin", ingress: [rule] }), "spec.tier"],
    ["26 rules", clusterPolicy({ ingress: Array.from({ length: 26 }, () => rule) }), "spec.ingress"],
    [
      "Allow in v1alpha2",
      clusterPolicy({ ingress: [{ ...rule, action: "Allow" }] }),
      "spec.ingress[0].action",
    ],
    ["Accept in v1alpha1", admin({ ingress: [{ ...rule, action: "Accept" }] }), "spec.ingress[0].action"],
    ["no peer", admin({ ingress: [{ action: "Deny", from: [] }] }), "spec.ingress[0].from"],
    ["two subjects", admin({ subject: { namespaces: {}, pods: {} }, ingress: [rule] }), "spec.subject"],
  ])("%s", (_, object, field) => {
    expect(compile([object]).problems).toContainEqual(expect.objectContaining({ field, effect: "left-out" }));
    expect(verdict([object], web, db)).toBe("allow");
  });

  test("25 rules are taken", () => {
    expect(compile([clusterPolicy({ ingress: Array.from({ length: 25 }, () => rule) })]).problems).toEqual(
      [],
    );
  });
});

describe("in words", () => {
  test("the walkthrough asks each tier in order and says what came of it", () => {
    const model = compile([
      ...cluster,
      admin({
        ingress: [
          { action: "Deny", from: shop },
          { action: "Pass", from: anyPod },
        ],
      }),
      baseline({ ingress: [denyAll] }),
    ]);
    const { ingress } = explain(model, flow(other, db));
    expect(ingress.walkthrough).toEqual([
      "Admin tier: AdminNetworkPolicy admin ingress rule 1 denies pods of namespaces labelled team=a on any port: no, namespaceSelector wants team=a; namespace other has b",
      "Admin tier: AdminNetworkPolicy admin ingress rule 2 passes on pods of every namespace on any port: matches",
      "Admin tier: AdminNetworkPolicy admin passes it on to the next tier",
      "NetworkPolicy tier: no policy selects db for ingress",
      "Baseline tier: BaselineAdminNetworkPolicy default ingress rule 1 denies pods of every namespace on any port: matches",
      "Baseline tier: BaselineAdminNetworkPolicy default denies, which is final",
      "denied by BaselineAdminNetworkPolicy default",
    ]);
    expect(ingress.sentence).toBe(
      "BaselineAdminNetworkPolicy default denies it: its ingress rule 1 denies pods of every namespace on any port",
    );
  });

  test("a default deny below an admin policy names every isolating policy", () => {
    const model = compile([
      ...cluster,
      admin({ ingress: [passAll] }),
      dbIngress([]),
      dbIngress([], "shop/db2"),
    ]);
    expect(explain(model, flow(web, db)).ingress.walkthrough).toContain(
      "NetworkPolicy tier: no rule matches and NetworkPolicy shop/db, NetworkPolicy shop/db2 isolate it: denied by default",
    );
  });

  test("no change is suggested against a Deny of a higher tier", () => {
    const model = compile([...cluster, admin({ ingress: [denyAll] }), dbIngress([])]);
    expect(suggest(model, flow(web, db))).toMatchObject({
      result: "refused",
      object: { kind: "AdminNetworkPolicy", name: "admin" },
      sentence: expect.stringContaining("above every NetworkPolicy") as string,
    });
  });

  test("below a Pass the NetworkPolicy that isolates is changed, and only what opens is listed", () => {
    const model = compile([...cluster, admin({ ingress: [passAll] }), dbIngress([])]);
    expect(suggest(model, flow(web, db))).toMatchObject({ result: "change", alsoOpens: [] });
  });
});
