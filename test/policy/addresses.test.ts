/** What addresses mean to a NetworkPolicy: blocks, families, nodes, a pod itself; both sides of each point. */
import { describe, expect, test } from "vitest";
import { Pod } from "../../src/model/kubernetes.ts";
import { compile, explain } from "../../src/policy/index.ts";
import { cluster, db, dbIngress, flow, node, outside, pod, policy, verdict, web } from "./cluster.ts";

const fromWeb = { podSelector: { matchLabels: { app: "web" } } };

describe("ipBlock", () => {
  const block = (cidr: string, ...except: string[]) => [
    dbIngress([{ from: [{ ipBlock: { cidr, except } }] }]),
  ];

  test("the block's first and last address are in it, the next ones are not", () => {
    for (const [ip, expected] of [
      ["203.0.113.0", "allow"],
      ["203.0.113.127", "allow"],
      ["203.0.113.128", "deny"],
      ["203.0.112.255", "deny"],
    ] as const)
      expect(verdict(block("203.0.113.0/25"), { ip }, db)).toBe(expected);
  });

  test("host bits of a block are masked", () => {
    expect(verdict(block("203.0.113.77/25"), { ip: "203.0.113.1" }, db)).toBe("allow");
  });

  test("except takes away from its own block, to the address, and from no other rule", () => {
    const holed = block("203.0.113.0/24", "203.0.113.64/26");
    expect(verdict(holed, { ip: "203.0.113.63" }, db)).toBe("allow");
    expect(verdict(holed, { ip: "203.0.113.64" }, db)).toBe("deny");
    expect(verdict(holed, { ip: "203.0.113.127" }, db)).toBe("deny");
    expect(verdict(holed, { ip: "203.0.113.128" }, db)).toBe("allow");
    const second = dbIngress([{ from: [{ ipBlock: { cidr: "203.0.113.64/32" } }] }], "shop/second");
    expect(verdict([...holed, second], { ip: "203.0.113.64" }, db)).toBe("allow");
  });

  test("families never mix: 0.0.0.0/0 is IPv4 only, ::/0 IPv6 only", () => {
    const dual = pod("shop/dual", { ips: ["10.0.0.7", "fd00::7"], labels: { app: "db" }, node: "node2" });
    const to6 = { pod: dual, ip: "fd00::7" };
    expect(verdict(block("0.0.0.0/0"), outside, db)).toBe("allow");
    expect(verdict(block("0.0.0.0/0"), { ip: "2001:db8::1" }, to6)).toBe("deny");
    expect(verdict(block("::/0"), { ip: "2001:db8::1" }, to6)).toBe("allow");
    expect(verdict(block("2001:db8::/32", "2001:db8:1::/48"), { ip: "2001:db8:1::5" }, to6)).toBe("deny");
    expect(verdict(block("2001:db8::/32", "2001:db8:1::/48"), { ip: "2001:DB8:2:0::5" }, to6)).toBe("allow");
    expect(verdict([], outside, to6)).toBe("undecidable");
  });

  test("ends meet under addresses of one family, where the flow leaves the choice", () => {
    const dual = pod("shop/dual", { ips: ["10.0.0.7", "fd00::7"], labels: { app: "db" }, node: "node2" });
    const six = pod("shop/six", { ips: ["fd00::8"], labels: { app: "web" } });
    const toDual = (from: Parameters<typeof verdict>[1], cidr: string) =>
      verdict([dual, six, ...block(cidr)], from, dual);
    expect(toDual(six, "fd00::/64")).toBe("allow");
    expect(toDual(six, "10.0.0.0/8")).toBe("deny");
    expect(toDual({ ip: "2001:db8::1" }, "2001:db8::/32")).toBe("allow");
    expect(toDual({ ip: "::ffff:10.0.0.1" }, "10.0.0.0/8")).toBe("allow");
    expect(toDual(web, "10.0.0.0/8")).toBe("allow");
    expect(verdict([dual, six], dual, six)).toBe("allow");
    expect(verdict([dual, six], dual, { ip: "FD00:0::0008" })).toBe("allow");
    // An address that was named is not exchanged for another.
    expect(verdict([dual, six], { pod: dual, ip: "10.0.0.7" }, six)).toBe("undecidable");
    expect(verdict([dual, six], web, six)).toBe("undecidable");
  });

  test("a block matches a pod by its address, and no block a pod without one", () => {
    expect(verdict(block("10.0.0.0/8"), web, db)).toBe("allow");
    const pending = pod("shop/pending", { labels: { app: "web" } });
    expect(verdict(block("0.0.0.0/0"), pending, db)).toBe("deny");
  });
});

describe("loopback and nodes", () => {
  const closed = [policy("shop/p", { podSelector: {}, policyTypes: ["Ingress", "Egress"] })];

  test("a pod reaches itself; through a Service that depends on the network plugin when policies deny it", () => {
    expect(verdict(closed, web, web)).toBe("allow");
    const model = compile([...cluster, ...closed]);
    expect(explain(model, { ...flow(web, web), throughService: true }).verdict).toBe("undecidable");
    expect(explain(compile(cluster), { ...flow(web, web), throughService: true }).verdict).toBe("allow");
  });

  test("a pod's own node always reaches it; another node needs a rule", () => {
    expect(verdict(closed, { ip: "192.168.0.2" }, db)).toBe("allow");
    expect(verdict(closed, { ip: "192.168.0.1" }, db)).toBe("deny");
  });

  test("a pod reaches its own node unless policies deny it, where network plugins differ; Cilium denies", () => {
    expect(verdict([], db, { ip: "192.168.0.2" })).toBe("allow");
    expect(verdict(closed, db, { ip: "192.168.0.2" })).toBe("undecidable");
    expect(verdict(closed, db, { ip: "192.168.0.1" })).toBe("deny");
    const open = policy("shop/out", {
      podSelector: {},
      policyTypes: ["Egress"],
      egress: [{ to: [{ ipBlock: { cidr: "192.168.0.2/32" } }] }],
    });
    expect(verdict([...closed, open], db, { ip: "192.168.0.2" })).toBe("allow");
    const agent = pod("kube-system/cilium-x", {
      ip: "192.168.0.1",
      hostNetwork: true,
      labels: { "k8s-app": "cilium" },
    });
    expect(verdict([...closed, agent], db, { ip: "192.168.0.2" })).toBe("deny");
    expect(verdict([...closed, agent], { ip: "192.168.0.2" }, db)).toBe("allow");
  });

  test("through a Service a pod's call to itself is subject to ClusterNetworkPolicy, by its address it is not", () => {
    const deny = {
      apiVersion: "policy.networking.k8s.io/v1alpha2",
      kind: "ClusterNetworkPolicy",
      metadata: { name: "none" },
      spec: {
        tier: "Admin",
        priority: 1,
        subject: { namespaces: {} },
        ingress: [{ action: "Deny", from: [{ namespaces: {} }] }],
      },
    };
    const model = compile([...cluster, deny]);
    expect(explain(model, flow(web, web)).verdict).toBe("allow");
    const through = explain(model, { ...flow(web, web), throughService: true });
    expect(through.verdict).toBe("deny");
    expect(through.sentence).toContain("ClusterNetworkPolicy none denies");
    expect(explain(compile([...cluster, ...closed]), flow(web, web)).verdict).toBe("allow");
  });

  test("the node may be known by the end's own addresses instead of a Node object", () => {
    const model = compile(closed);
    const to = { pod: db, nodeIps: ["172.16.5.5"] };
    expect(explain(model, flow({ ip: "172.16.5.5" }, to)).verdict).toBe("allow");
    expect(explain(model, flow({ ip: "172.16.5.6" }, to)).verdict).toBe("deny");
  });

  test("a hostNetwork pod is its node: no policy selects it, no pod selector matches it, a block does", () => {
    const host = pod("shop/agent", {
      ip: "192.168.0.3",
      labels: { app: "web" },
      node: "node3",
      hostNetwork: true,
    });
    expect(verdict(closed, host, outside)).toBe("allow");
    expect(verdict(closed, outside, host)).toBe("allow");
    expect(verdict([dbIngress([{ from: [fromWeb] }])], host, db)).toBe("deny");
    expect(verdict([dbIngress([{ from: [{ ipBlock: { cidr: "192.168.0.3/32" } }] }])], host, db)).toBe(
      "allow",
    );
    const neighbour = pod("shop/near", { ip: "192.168.0.2", node: "node2", hostNetwork: true });
    expect(verdict(closed, neighbour, db)).toBe("allow");
  });

  test("a bare address that belongs to a pod is that pod, unless the pod has ended", () => {
    const rule = [dbIngress([{ from: [fromWeb] }])];
    expect(verdict(rule, { ip: "10.0.0.1" }, db)).toBe("allow");
    const ended = Pod.parse({ ...web, status: { ...web.status, phase: "Succeeded" } });
    const model = compile([...cluster.filter((object) => object !== web), ended, ...rule]);
    expect(explain(model, flow({ ip: "10.0.0.1" }, db)).verdict).toBe("deny");
  });

  test("a node named by its address in another form is the same node", () => {
    const model = compile([...cluster, node("six", "FD00:0:0::1"), ...closed]);
    const six = pod("shop/six", { ip: "fd00::99", node: "six" });
    expect(explain(model, flow({ ip: "fd00::1" }, six)).verdict).toBe("allow");
    expect(explain(model, flow({ ip: "fd00::2" }, six)).verdict).toBe("deny");
  });
});
