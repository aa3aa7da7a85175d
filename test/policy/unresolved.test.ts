/** A host outside of which only the name is known: whether a block of addresses holds it cannot be told. */
import { describe, expect, test } from "vitest";
import { compile, explain, type KubernetesObject } from "../../src/policy/index.ts";
import { pod } from "../resolve/objects.ts";

const client = pod({ namespace: "shop", name: "client", labels: { app: "client" }, ip: "10.1.0.1" });
const asked = {
  from: { pod: client },
  to: { name: "api.example" },
  protocol: "TCP",
  port: 443,
} as const;

function ask(...objects: readonly KubernetesObject[]): string {
  return explain(compile([client, ...objects]), asked).verdict;
}

function networkPolicy(...egress: readonly object[]): KubernetesObject {
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: "p", namespace: "shop" },
    spec: { podSelector: {}, policyTypes: ["Egress"], egress },
  };
}
function calico(...egress: readonly object[]): KubernetesObject {
  const metadata = { name: "p" };
  return {
    apiVersion: "projectcalico.org/v3",
    kind: "GlobalNetworkPolicy",
    metadata,
    spec: { selector: "all()", types: ["Egress"], egress },
  };
}
function cilium(...egress: readonly object[]): KubernetesObject {
  return {
    apiVersion: "cilium.io/v2",
    kind: "CiliumNetworkPolicy",
    metadata: { name: "p", namespace: "shop" },
    spec: { endpointSelector: {}, egress },
  };
}
const everywhere = { ipBlock: { cidr: "0.0.0.0/0" } };
const feed = (labels: object): KubernetesObject => ({
  apiVersion: "projectcalico.org/v3",
  kind: "GlobalNetworkSet",
  metadata: { name: "feed", labels },
  spec: { nets: ["203.0.113.0/24"] },
});

test.each<[string, string, readonly KubernetesObject[]]>([
  [
    "a block, even of everything: the host may have an IPv6 address",
    "undecidable",
    [networkPolicy({ to: [everywhere] })],
  ],
  ["a block on another port", "deny", [networkPolicy({ to: [everywhere], ports: [{ port: 80 }] })]],
  ["everybody", "allow", [networkPolicy({})]],
  ["nobody", "deny", [networkPolicy()]],
  ["pods, which it is not", "deny", [networkPolicy({ to: [{ namespaceSelector: {} }] })]],
  ["a block beside everybody", "allow", [networkPolicy({ to: [everywhere] }, {})]],
  ["Calico: nets", "undecidable", [calico({ action: "Allow", destination: { nets: ["198.51.100.0/24"] } })]],
  [
    "Calico: all but some nets",
    "undecidable",
    [calico({ action: "Allow", destination: { notNets: ["198.51.100.0/24"] } })],
  ],
  [
    "Calico: some nets denied before the rest is allowed",
    "undecidable",
    [calico({ action: "Deny", destination: { nets: ["198.51.100.0/24"] } }, { action: "Allow" })],
  ],
  [
    "Calico: a selector that a network set fits",
    "undecidable",
    [calico({ action: "Allow", destination: { selector: "kind == 'feed'" } }), feed({ kind: "feed" })],
  ],
  [
    "Calico: a selector that no network set fits",
    "deny",
    [calico({ action: "Allow", destination: { selector: "kind == 'feed'" } }), feed({ kind: "other" })],
  ],
  ["Cilium: the world", "allow", [cilium({ toEntities: ["world"] })]],
  [
    "Cilium: the world as far as it has IPv4 addresses",
    "undecidable",
    [cilium({ toEntities: ["world-ipv4"] })],
  ],
  ["Cilium: a block", "undecidable", [cilium({ toCIDR: ["198.51.100.0/24"] })]],
  ["Cilium: the cluster", "deny", [cilium({ toEntities: ["host", "remote-node"] })]],
])("%s: %s", (_what, verdict, objects) => {
  expect(ask(...objects)).toBe(verdict);
});

describe("the reason", () => {
  test("names the host", () => {
    const { egress } = explain(compile([client, networkPolicy({ to: [everywhere] })]), asked);
    expect(egress.sentence).toContain("the address of api.example is not known");
  });

  test("is gone once the address is", () => {
    const known = { ...asked, to: { name: "api.example", ip: "198.51.100.7" } };
    expect(explain(compile([client, networkPolicy({ to: [everywhere] })]), known).verdict).toBe("allow");
  });

  test("is none for a pod that has no address yet: it gets one of the cluster's own", () => {
    const pending = {
      kind: "Pod" as const,
      metadata: { namespace: "shop", name: "new" },
      spec: { containers: [] },
    };
    const model = compile([client, pending, networkPolicy({ to: [everywhere] })]);
    expect(explain(model, { ...asked, to: { pod: pending } }).verdict).toBe("deny");
  });
});
