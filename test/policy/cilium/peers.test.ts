/** Addresses, entities and Services in Cilium's rules, both sides of each point. */
import { describe, expect, test } from "vitest";
import { compile, explain } from "../../../src/policy/index.ts";
import { cluster, db, dbIngress, flow, outside, pod, verdict, web } from "../cluster.ts";
import { cilium } from "./objects.ts";

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

  test("reserved labels are entities", () => {
    const world = [cilium({ ingress: [{ fromEndpoints: [{ matchLabels: { "reserved:world": "" } }] }] })];
    expect(verdict(world, outside, db)).toBe("allow");
    expect(verdict(world, web, db)).toBe("deny");
  });

  const apiServer = (...addresses: string[]) => ({
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: {
      namespace: "default",
      name: "kubernetes",
      labels: { "kubernetes.io/service-name": "kubernetes" },
    },
    addressType: "IPv4",
    endpoints: [{ addresses }],
    ports: [{ port: 6443 }],
  });

  test("the API server is who stands behind the Service default/kubernetes, on a node or outside", () => {
    const by = (entity: string) => cilium({ ingress: [{ fromEntities: [entity] }] });
    const node3 = { ip: "192.168.0.3" };
    const onNode = [by("kube-apiserver"), apiServer("192.168.0.3")];
    expect(verdict(onNode, node3, db)).toBe("allow");
    expect(verdict(onNode, outside, db)).toBe("deny");
    const hosted = apiServer("203.0.113.5");
    expect(verdict([by("kube-apiserver"), hosted], outside, db)).toBe("allow");
    expect(verdict([by("kube-apiserver"), hosted], node3, db)).toBe("deny");
    expect(verdict([by("cluster"), hosted], outside, db)).toBe("allow");
    expect(verdict([by("cluster"), hosted], { ip: "203.0.113.6" }, db)).toBe("deny");
    expect(verdict([by("world"), hosted], outside, db)).toBe("allow");
  });

  test("blocks may be kept in a group of their own, by name or labels, without what is left out", () => {
    const group = (name: string, ...externalCIDRs: string[]) => ({
      apiVersion: "cilium.io/v2alpha1",
      kind: "CiliumCIDRGroup",
      metadata: { name, labels: { kind: name } },
      spec: { externalCIDRs },
    });
    const groups = [group("vpn", "203.0.113.0/24"), group("office", "198.51.100.0/24")];
    const by = (set: object) => [...groups, cilium({ ingress: [{ fromCIDRSet: [set] }] })];
    expect(verdict(by({ cidrGroupRef: "vpn" }), outside, db)).toBe("allow");
    expect(verdict(by({ cidrGroupRef: "office" }), outside, db)).toBe("deny");
    expect(verdict(by({ cidrGroupRef: "vpn", except: ["203.0.113.0/29"] }), outside, db)).toBe("deny");
    expect(verdict(by({ cidrGroupSelector: { matchLabels: { kind: "vpn" } } }), outside, db)).toBe("allow");
    expect(verdict(by({ cidrGroupSelector: { matchLabels: { kind: "x" } } }), outside, db)).toBe("deny");
    expect(verdict(by({ cidrGroupRef: "vpn" }), web, db)).toBe("deny");
  });

  test("a group that was not read leaves outside addresses open", () => {
    const by = [cilium({ ingress: [{ fromCIDRSet: [{ cidrGroupRef: "vpn" }] }] })];
    expect(verdict(by, outside, db)).toBe("undecidable");
    expect(verdict(by, web, db)).toBe("deny");
  });

  test("IPv6 addresses are world and in blocks of their family", () => {
    const dual = pod("shop/dual", { ips: ["10.0.0.7", "fd00::7"], labels: { app: "db" }, node: "node2" });
    const to6 = { pod: dual, ip: "fd00::7" };
    const by = (rule: object) => [dual, cilium({ ingress: [rule] })];
    expect(verdict(by({ fromEntities: ["world-ipv6"] }), { ip: "2001:db8::1" }, to6)).toBe("allow");
    expect(verdict(by({ fromEntities: ["world-ipv4"] }), { ip: "2001:db8::1" }, to6)).toBe("deny");
    expect(verdict(by({ fromCIDR: ["2001:db8::/32"] }), { ip: "2001:db8::1" }, to6)).toBe("allow");
    expect(verdict(by({ fromCIDR: ["0.0.0.0/0"] }), { ip: "2001:db8::1" }, to6)).toBe("deny");
  });
});
