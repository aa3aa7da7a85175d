/** Subjects, peers and ports of the cluster-wide policies, both sides of each point. */
import { describe, expect, test } from "vitest";
import { compile, explain } from "../../../src/policy/index.ts";
import { db, flow, namespace, node, other, outside, plain, pod, verdict, web } from "../cluster.ts";
import { admin, anyPod, baseline, clusterPolicy, denyAll } from "./objects.ts";

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
    expect(verdict(deny({ sameLabels: ["constructor"] }), inTwin, db)).toBe("allow");
    const pods = { namespaces: { namespaceSelector: { matchLabels: { team: "b" } } }, podSelector: {} };
    const older = admin({ ingress: [{ action: "Deny", from: [{ pods }] }] });
    expect(verdict([older], other, db)).toBe("deny");
    expect(verdict([older], web, db)).toBe("allow");
  });

  test("a baseline of v1alpha1 has no domain names: a Deny of them denies everything", () => {
    const to = [{ domainNames: ["example.org"] }];
    expect(verdict([baseline({ egress: [{ action: "Deny", to }] })], web, db)).toBe("deny");
    expect(verdict([baseline({ egress: [{ action: "Allow", to }] })], web, db)).toBe("allow");
  });

  test("networks match ICMP and IPv6 of their family too", () => {
    const deny = (network: string) =>
      clusterPolicy({ egress: [{ action: "Deny", to: [{ networks: [network] }] }] });
    expect(verdict([deny("203.0.113.0/24")], web, outside, "0/ICMP")).toBe("deny");
    const six = pod("shop/six", { ips: ["10.0.0.6", "fd00::6"], node: "node4" });
    const from6 = { pod: six, ip: "fd00::6" };
    expect(verdict([six, deny("2001:db8::/32")], from6, { ip: "2001:db8::1" })).toBe("deny");
    expect(verdict([six, deny("0.0.0.0/0")], from6, { ip: "2001:db8::1" })).toBe("allow");
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
