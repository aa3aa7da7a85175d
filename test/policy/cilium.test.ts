/** What Cilium's policies mean up to layer 4, both sides of each point. */
import { describe, expect, test } from "vitest";
import { compile, explain, suggest, type KubernetesObject } from "../../src/policy/index.ts";
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

function cilium(spec: object, name = "shop/c"): KubernetesObject {
  const [inNamespace, policyName] = name.split("/");
  return {
    apiVersion: "cilium.io/v2",
    kind: "CiliumNetworkPolicy",
    metadata: { namespace: inNamespace, name: policyName },
    spec: { endpointSelector: { matchLabels: { app: "db" } }, ...spec },
  };
}

function clusterwide(spec: object): KubernetesObject {
  return {
    apiVersion: "cilium.io/v2",
    kind: "CiliumClusterwideNetworkPolicy",
    metadata: { name: "wide" },
    spec: { endpointSelector: {}, ...spec },
  };
}

const fromWeb = { fromEndpoints: [{ matchLabels: { app: "web" } }] };
const inTeamB = { matchLabels: { "k8s:io.cilium.k8s.namespace.labels.team": "b" } };

describe("isolation", () => {
  test("a direction with rules is isolated, one without is not", () => {
    expect(verdict([cilium({ ingress: [fromWeb] })], web, db)).toBe("allow");
    expect(verdict([cilium({ ingress: [fromWeb] })], other, db)).toBe("deny");
    expect(verdict([cilium({ ingress: [fromWeb] })], db, web)).toBe("allow");
    expect(verdict([cilium({ ingress: [] })], other, db)).toBe("allow");
    expect(verdict([cilium({ egress: [{}] })], db, web)).toBe("deny");
  });

  test("an empty rule matches nothing, a rule with ports alone anyone", () => {
    expect(verdict([cilium({ ingress: [{}] })], web, db)).toBe("deny");
    expect(verdict([cilium({ ingress: [null] })], web, db)).toBe("deny");
    const ports = [{ ports: [{ port: "5432", protocol: "TCP" }] }];
    expect(verdict([cilium({ ingress: [{ toPorts: ports }] })], outside, db)).toBe("allow");
    expect(verdict([cilium({ ingress: [{ toPorts: ports }] })], outside, db, 5433)).toBe("deny");
  });

  test("fromEndpoints: [] is nobody, [{}] every pod of the policy's namespace", () => {
    expect(verdict([cilium({ ingress: [{ fromEndpoints: [] }] })], web, db)).toBe("deny");
    expect(verdict([cilium({ ingress: [{ fromEndpoints: [{}] }] })], web, db)).toBe("allow");
    expect(verdict([cilium({ ingress: [{ fromEndpoints: [{}] }] })], other, db)).toBe("deny");
  });

  test("enableDefaultDeny: false allows without isolating", () => {
    const open = cilium({ enableDefaultDeny: { ingress: false }, ingress: [fromWeb] });
    expect(verdict([open], other, db)).toBe("allow");
    expect(verdict([open, dbIngress([])], other, db)).toBe("deny");
    expect(verdict([cilium({ enableDefaultDeny: { ingress: true } })], web, db)).toBe("deny");
  });

  test("adds up with NetworkPolicies; a deny rule wins over every allow", () => {
    expect(verdict([cilium({ ingress: [fromWeb] }), dbIngress([])], web, db)).toBe("allow");
    const inOther = { namespaceSelector: { matchLabels: { team: "b" } } };
    expect(verdict([cilium({ ingress: [fromWeb] }), dbIngress([{ from: [inOther] }])], other, db)).toBe(
      "allow",
    );
    const deny = cilium({ ingressDeny: [fromWeb] }, "shop/deny");
    expect(verdict([deny, cilium({ ingress: [fromWeb] })], web, db)).toBe("deny");
    expect(verdict([deny, dbIngress([{}])], web, db)).toBe("deny");
    expect(verdict([deny, dbIngress([{}])], other, db)).toBe("allow");
    // Deny rules isolate like allow rules do.
    expect(verdict([deny], other, db)).toBe("deny");
  });

  test("several specs in one object each count", () => {
    const two = {
      ...cilium({}),
      spec: undefined,
      specs: [
        { endpointSelector: { matchLabels: { app: "db" } }, ingress: [fromWeb] },
        { endpointSelector: { matchLabels: { app: "web" } }, ingress: [{}] },
      ],
    };
    expect(verdict([two], web, db)).toBe("allow");
    expect(verdict([two], db, web)).toBe("deny");
  });
});

describe("selectors", () => {
  test("keys may name their source; the namespace and its labels are labels too", () => {
    const by = (selector: object) => [cilium({ ingress: [{ fromEndpoints: [selector] }] })];
    expect(verdict(by({ matchLabels: { "k8s:app": "web" } }), web, db)).toBe("allow");
    expect(verdict(by({ matchLabels: { "any:app": "web" } }), web, db)).toBe("allow");
    expect(verdict(by({ matchLabels: { "io.kubernetes.pod.namespace": "other" } }), plain, db)).toBe("allow");
    expect(verdict(by({ matchLabels: { "io.kubernetes.pod.namespace": "other" } }), web, db)).toBe("deny");
    expect(verdict(by(inTeamB), other, db)).toBe("allow");
    expect(verdict(by(inTeamB), web, db)).toBe("deny");
    const anywhere = { matchExpressions: [{ key: "k8s:io.kubernetes.pod.namespace", operator: "Exists" }] };
    expect(verdict(by(anywhere), other, db)).toBe("allow");
  });

  test("the service account is a label", () => {
    const by = (account: string) => [
      cilium({
        ingress: [{ fromEndpoints: [{ matchLabels: { "io.cilium.k8s.policy.serviceaccount": account } }] }],
      }),
    ];
    expect(verdict(by("default"), web, db)).toBe("allow");
    expect(verdict(by("robot"), web, db)).toBe("deny");
  });

  test("a label of another source, such as the cluster's name, is not decided here", () => {
    const by = [
      cilium({ ingress: [{ fromEndpoints: [{ matchLabels: { "io.cilium.k8s.policy.cluster": "west" } }] }] }),
    ];
    expect(verdict(by, web, db)).toBe("undecidable");
  });

  test("cluster-wide policies select and admit pods of every namespace", () => {
    expect(verdict([clusterwide({ ingress: [{ fromEndpoints: [{}] }] })], other, db)).toBe("allow");
    expect(verdict([clusterwide({ ingress: [{ fromEndpoints: [{}] }] })], outside, db)).toBe("deny");
    const teamB = clusterwide({ endpointSelector: inTeamB, ingress: [{}] });
    expect(verdict([teamB], web, other)).toBe("deny");
    expect(verdict([teamB], other, db)).toBe("allow");
  });
});

describe("addresses and entities", () => {
  test("a block never matches a pod or node, only what is outside", () => {
    const wide = [cilium({ ingress: [{ fromCIDR: ["0.0.0.0/0"] }] })];
    expect(verdict(wide, outside, db)).toBe("allow");
    expect(verdict(wide, web, db)).toBe("deny");
    expect(verdict(wide, { ip: "192.168.0.3" }, db)).toBe("deny");
    expect(explain(compile([...cluster, ...wide]), flow(web, db)).sentence).toContain(
      "web is part of the cluster, which Cilium never matches by address",
    );
  });

  test("an ipBlock of a NetworkPolicy does not match pods either where Cilium enforces it", () => {
    const block = dbIngress([{ from: [{ ipBlock: { cidr: "10.0.0.0/8" } }] }]);
    const agent = pod("kube-system/cilium-x", {
      ip: "192.168.0.1",
      hostNetwork: true,
      labels: { "k8s-app": "cilium" },
    });
    expect(verdict([block], web, db)).toBe("allow");
    expect(verdict([block, agent], web, db)).toBe("deny");
  });

  test("except takes out of its own block alone; a bare address is a block", () => {
    const set = (...sets: object[]) => [cilium({ ingress: [{ fromCIDRSet: sets }] })];
    const holed = { cidr: "203.0.113.0/24", except: ["203.0.113.0/29"] };
    expect(verdict(set(holed), outside, db)).toBe("deny");
    expect(verdict(set(holed), { ip: "203.0.113.9" }, db)).toBe("allow");
    expect(verdict(set(holed, { cidr: "203.0.113.5/32" }), outside, db)).toBe("allow");
    expect(verdict([cilium({ ingress: [{ fromCIDR: ["203.0.113.5"] }] })], outside, db)).toBe("allow");
  });

  test.each([
    ["all", "allow", "allow", "allow"],
    ["cluster", "allow", "allow", "deny"],
    ["world", "deny", "deny", "allow"],
    ["world-ipv4", "deny", "deny", "allow"],
    ["world-ipv6", "deny", "deny", "deny"],
    ["remote-node", "deny", "allow", "deny"],
    ["none", "deny", "deny", "deny"],
    ["kube-apiserver", "deny", "undecidable", "undecidable"],
  ])("entity %s", (entity, fromPod, fromNode, fromOutside) => {
    const by = [cilium({ ingress: [{ fromEntities: [entity] }] })];
    expect(verdict(by, web, db)).toBe(fromPod);
    expect(verdict(by, { ip: "192.168.0.3" }, db)).toBe(fromNode);
    expect(verdict(by, outside, db)).toBe(fromOutside);
  });

  test("host is the pod's own node, which is let in anyway; another node is not host", () => {
    const by = [cilium({ ingress: [{ fromEntities: ["host"] }] })];
    expect(verdict(by, { ip: "192.168.0.2" }, db)).toBe("allow");
    expect(verdict(by, { ip: "192.168.0.3" }, db)).toBe("deny");
  });

  test("reserved labels are entities, nodes have labels", () => {
    const world = [cilium({ ingress: [{ fromEndpoints: [{ matchLabels: { "reserved:world": "" } }] }] })];
    expect(verdict(world, outside, db)).toBe("allow");
    expect(verdict(world, web, db)).toBe("deny");
    const edge = { ...node("node3", "192.168.0.3"), metadata: { name: "node3", labels: { role: "edge" } } };
    const nodes = (role: string) => [edge, cilium({ ingress: [{ fromNodes: [{ matchLabels: { role } }] }] })];
    expect(verdict(nodes("edge"), { ip: "192.168.0.3" }, db)).toBe("allow");
    expect(verdict(nodes("core"), { ip: "192.168.0.3" }, db)).toBe("deny");
  });
});

describe("ports", () => {
  const on = (port: object) => [cilium({ ingress: [{ ...fromWeb, toPorts: [{ ports: [port] }] }] })];
  test("a port is text, of any protocol unless one is named; 0 is all; endPort is inclusive", () => {
    expect(verdict(on({ port: "5432" }), web, db, "5432/UDP")).toBe("allow");
    expect(verdict(on({ port: "5432", protocol: "TCP" }), web, db, "5432/UDP")).toBe("deny");
    expect(verdict(on({ port: "0", protocol: "UDP" }), web, db, "9/UDP")).toBe("allow");
    expect(verdict(on({ port: "0", protocol: "UDP" }), web, db, 9)).toBe("deny");
    expect(verdict(on({ port: "5000", endPort: 5432 }), web, db)).toBe("allow");
    expect(verdict(on({ port: "5000", endPort: 5431 }), web, db)).toBe("deny");
    expect(verdict(on({ port: "sql" }), web, db)).toBe("allow");
    expect(verdict(on({ port: "sql", protocol: "UDP" }), web, db)).toBe("deny");
  });

  test("ICMP needs a rule without ports, or one of its own", () => {
    expect(verdict(on({ port: "5432" }), web, db, "0/ICMP")).toBe("deny");
    expect(verdict([cilium({ ingress: [fromWeb] })], web, db, "0/ICMP")).toBe("allow");
    const icmp = (type: number | string) => [
      cilium({ ingress: [{ ...fromWeb, icmps: [{ fields: [{ type, family: "IPv4" }] }] }] }),
    ];
    expect(verdict(icmp(8), web, db, "0/ICMP")).toBe("allow");
    expect(verdict(icmp("EchoRequest"), web, db, "0/ICMP")).toBe("allow");
    expect(verdict(icmp(3), web, db, "0/ICMP")).toBe("deny");
    expect(verdict(icmp(8), web, db)).toBe("deny");
  });
});

describe("what is not decided here", () => {
  const ports = [{ port: "5432", protocol: "TCP" }];
  const needing = (rule: object) =>
    explain(compile([...cluster, cilium({ ingress: [{ ...fromWeb, ...rule }] })]), flow(web, db));

  test("HTTP rules need the request, for whom the rule admits; others are denied", () => {
    const rule = { toPorts: [{ ports, rules: { http: [{ method: "GET" }] } }] };
    expect(needing(rule).verdict).toBe("undecidable");
    expect(needing(rule).sentence).toContain("HTTP rules, which need the request");
    expect(verdict([cilium({ ingress: [{ ...fromWeb, ...rule }] })], other, db)).toBe("deny");
  });

  test("mutual authentication is named; DNS rules that only look on are allowed", () => {
    expect(needing({ authentication: { mode: "required" } }).sentence).toContain("mutual authentication");
    expect(needing({ authentication: { mode: "disabled" } }).verdict).toBe("allow");
    expect(needing({ toPorts: [{ ports, rules: { dns: [{ matchPattern: "*" }] } }] }).verdict).toBe("allow");
    expect(needing({ toPorts: [{ ports, rules: { dns: [{ matchName: "a.example" }] } }] }).verdict).toBe(
      "undecidable",
    );
  });

  test("names stand for addresses nobody here knows, never for pods", () => {
    const names = [
      cilium({
        endpointSelector: { matchLabels: { app: "web" } },
        egress: [{ toFQDNs: [{ matchName: "example.org" }] }],
      }),
    ];
    expect(verdict(names, web, outside)).toBe("undecidable");
    expect(verdict(names, web, db)).toBe("deny");
  });

  test("a policy about nodes is named, an unknown field allows nobody and denies everybody", () => {
    const hosts = clusterwide({ endpointSelector: undefined, nodeSelector: {}, ingress: [{}] });
    expect(compile([hosts]).problems).toMatchObject([{ effect: "not-decided" }]);
    expect(verdict([hosts], web, db)).toBe("allow");
    expect(verdict([cilium({ ingress: [{ ...fromWeb, fromMoon: [] }] })], web, db)).toBe("deny");
    expect(verdict([cilium({ ingressDeny: [{ fromMoon: [] }] }), dbIngress([{}])], web, db)).toBe("deny");
  });

  test("two kinds of peers in one rule are refused by Cilium", () => {
    const both = cilium({ ingress: [{ ...fromWeb, fromCIDR: ["10.0.0.0/8"] }] });
    expect(compile([both]).problems).toMatchObject([{ field: "spec.ingress[0]", effect: "left-out" }]);
  });
});

describe("in words", () => {
  test("a default deny names the Cilium policy; a NetworkPolicy beside it is suggested", () => {
    const model = compile([...cluster, namespace("x"), cilium({ ingress: [fromWeb] })]);
    expect(explain(model, flow(other, db)).sentence).toBe(
      "db accepts only pods labelled app=web in shop; client has app=client",
    );
    expect(suggest(model, flow(other, db))).toMatchObject({
      result: "change",
      changes: [{ action: "new-policy", object: { kind: "NetworkPolicy" } }],
      alsoOpens: [],
    });
  });

  test("against a deny rule nothing is suggested", () => {
    const model = compile([...cluster, cilium({ ingressDeny: [fromWeb] })]);
    expect(suggest(model, flow(web, db))).toMatchObject({
      result: "refused",
      sentence: expect.stringContaining("above every NetworkPolicy") as string,
    });
  });
});
