/** What scenarios do to a Service and its node, by patches that can be taken back. */
import type { Act } from "./scenario.ts";

/** A merge patch of a Service of namespace `demo`. */
export function patchService(name: string, patch: Readonly<Record<string, unknown>>): Act {
  return { do: "patch", ref: { kind: "Service", namespace: "demo", name }, patch };
}

export const balancedAt = "192.168.0.60";

/** Service `shop` with an address of a load balancer, open to these ranges. */
export function balanced(ranges: readonly string[]): readonly Act[] {
  return [
    patchService("shop", { spec: { type: "LoadBalancer", loadBalancerSourceRanges: [...ranges] } }),
    patchService("shop", { status: { loadBalancer: { ingress: [{ ip: balancedAt, ipMode: "VIP" }] } } }),
  ];
}

/** As it was before. */
export const balancedNoMore: readonly Act[] = [
  patchService("shop", { status: { loadBalancer: null } }),
  patchService("shop", {
    spec: {
      type: "ClusterIP",
      loadBalancerSourceRanges: null,
      allocateLoadBalancerNodePorts: null,
      externalTrafficPolicy: null,
      ports: [{ name: "web", port: 80, protocol: "TCP", targetPort: "web" }],
    },
  }),
];

/** The zone of each node; null: none. */
export function zones(of: Readonly<Record<string, string | null>>): readonly Act[] {
  return Object.entries(of).map(([name, zone]) => ({
    do: "patch",
    ref: { kind: "Node", name },
    patch: { metadata: { labels: { "topology.kubernetes.io/zone": zone } } },
  }));
}
