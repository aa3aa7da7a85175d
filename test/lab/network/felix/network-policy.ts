import { z } from "zod";
import { LabelSelector, type PolicyObject } from "../../../../src/model/kubernetes.ts";
import type { Direction } from "./workload.ts";

const Peer = z.object({
  podSelector: LabelSelector.optional(),
  namespaceSelector: LabelSelector.optional(),
  ipBlock: z.object({ cidr: z.string(), except: z.array(z.string()).optional() }).optional(),
});
export type Peer = z.infer<typeof Peer>;

const Port = z.object({
  protocol: z.enum(["TCP", "UDP", "SCTP"]).default("TCP"),
  port: z.union([z.number(), z.string()]).optional(),
  endPort: z.number().optional(),
});
export type Port = z.infer<typeof Port>;

const Spec = z.object({
  podSelector: LabelSelector.default({}),
  policyTypes: z.array(z.enum(["Ingress", "Egress"])).optional(),
  ingress: z.array(z.object({ from: z.array(Peer).nullish(), ports: z.array(Port).nullish() })).nullish(),
  egress: z.array(z.object({ to: z.array(Peer).nullish(), ports: z.array(Port).nullish() })).nullish(),
});

/** One allow rule; no peers means anyone, no ports any port and protocol. */
export interface AllowRule {
  readonly peers: readonly Peer[];
  readonly ports: readonly Port[];
}

export interface NetworkPolicy {
  readonly namespace: string;
  readonly name: string;
  readonly podSelector: LabelSelector;
  /** A direction that is absent is not restricted by this policy. */
  readonly rules: Readonly<Partial<Record<Direction, readonly AllowRule[]>>>;
}

/**
 * A networking.k8s.io NetworkPolicy with the API server's defaults applied: policyTypes absent means Ingress, and Egress when
 * there are egress rules. Undefined for any other kind. Throws when the spec is not one an API server would have taken.
 */
export function readNetworkPolicy(object: PolicyObject): NetworkPolicy | undefined {
  if (object.kind !== "NetworkPolicy" || !object.apiVersion.startsWith("networking.k8s.io/"))
    return undefined;
  const spec = Spec.parse(object.spec ?? {});
  const types = spec.policyTypes ?? ["Ingress", ...(spec.egress?.length ? ["Egress"] : [])];
  const ingress = (spec.ingress ?? []).map(({ from, ports }) => ({ peers: from ?? [], ports: ports ?? [] }));
  const egress = (spec.egress ?? []).map(({ to, ports }) => ({ peers: to ?? [], ports: ports ?? [] }));
  return {
    namespace: object.metadata.namespace ?? "default",
    name: object.metadata.name,
    podSelector: spec.podSelector,
    rules: {
      ...(types.includes("Ingress") ? { ingress } : {}),
      ...(types.includes("Egress") ? { egress } : {}),
    },
  };
}
