/** Cluster-wide policies of policy.networking.k8s.io as Calico converts them (libcalico-go: K8sAdminNetworkPolicyToCalico and others). */
import { z } from "zod";
import { LabelSelector, type PolicyObject } from "../../../../src/model/kubernetes.ts";
import { entitySelector, policySelector, type SelectorFields } from "./calico-selectors.ts";
import type { FelixTier } from "./calico-tier.ts";
import { namespaceSelectorText, podSelectorText } from "./label-selector-text.ts";
import { anyEntity, type Direction, type Entity, type FelixPolicy, type PolicyRule } from "./policy-model.ts";
import { byProtocol } from "./ports.ts";

const Pods = z.object({ namespaceSelector: LabelSelector, podSelector: LabelSelector });
/** One of them is given. */
const Peer = z.object({
  namespaces: LabelSelector.optional(),
  pods: Pods.optional(),
  networks: z.array(z.string()).optional(),
});
type Peer = z.infer<typeof Peer>;

const Protocol = z.enum(["TCP", "UDP", "SCTP"]).default("TCP");
/** v1alpha1. */
const Port = z.union([
  z
    .strictObject({ portNumber: z.object({ protocol: Protocol, port: z.number() }) })
    .transform(({ portNumber }) => portNumber),
  z
    .strictObject({ portRange: z.object({ protocol: Protocol, start: z.number(), end: z.number() }) })
    .transform(({ portRange: { protocol, start, end } }) => ({ protocol, port: start, endPort: end })),
]);

/** v1alpha2; without a port all of the protocol. */
const Ports = z
  .object({
    destinationPort: z
      .union([
        z.strictObject({ number: z.number() }).transform(({ number }) => ({ port: number })),
        z
          .strictObject({ range: z.object({ start: z.number(), end: z.number() }) })
          .transform(({ range: { start, end } }) => ({ port: start, endPort: end })),
      ])
      .optional(),
  })
  .transform(({ destinationPort }) => destinationPort ?? {});
const ProtocolPorts = z.union([
  z.strictObject({ tcp: Ports }).transform(({ tcp }) => ({ protocol: "TCP" as const, ...tcp })),
  z.strictObject({ udp: Ports }).transform(({ udp }) => ({ protocol: "UDP" as const, ...udp })),
  z.strictObject({ sctp: Ports }).transform(({ sctp }) => ({ protocol: "SCTP" as const, ...sctp })),
]);

const actions = { Allow: "allow", Accept: "allow", Deny: "deny", Pass: "pass" } as const;

const Rule = z.object({
  action: z.enum(["Allow", "Accept", "Deny", "Pass"]).transform((action) => actions[action]),
  from: z.array(Peer).optional(),
  to: z.array(Peer).optional(),
  ports: z.array(Port).optional(),
  protocols: z.array(ProtocolPorts).optional(),
});
type Rule = z.infer<typeof Rule>;

const Spec = z.object({
  tier: z.enum(["Admin", "Baseline"]).optional(),
  priority: z.number().default(0),
  subject: Peer,
  ingress: z.array(Rule).optional(),
  egress: z.array(Rule).optional(),
});

/** The tiers before and after the one of NetworkPolicies. Neither ends in a denial. */
export const adminTiers: readonly FelixTier[] = [
  { name: "adminnetworkpolicy", order: 1000, defaultAction: "Pass", exists: true },
  { name: "baselineadminnetworkpolicy", order: 10_000_000, defaultAction: "Pass", exists: true },
  { name: "kube-admin", order: 1000, defaultAction: "Pass", exists: true },
  { name: "kube-baseline", order: 10_000_000, defaultAction: "Pass", exists: true },
];

/** Undefined for any other kind. Throws for a spec with what Calico does not convert, such as named ports. */
export function readAdminPolicy(object: PolicyObject): FelixPolicy | undefined {
  const { kind, metadata } = object;
  if (!/^((Baseline)?Admin|Cluster)NetworkPolicy$/.test(kind)) return undefined;
  const spec = Spec.parse(object.spec);
  const { ingress, egress } = spec;
  const { prefix, tier } = placeOf(kind, spec.tier);
  return {
    kind: "GlobalNetworkPolicy",
    namespace: undefined,
    name: `${prefix}.${tier}.${metadata.name}`,
    tier,
    order: spec.priority,
    selector: policySelector(selectorsOf(spec.subject)),
    stage: "tracked",
    onForward: false,
    rules: {
      ...(ingress ? { ingress: ingress.flatMap((rule) => rulesOf(rule, "ingress")) } : {}),
      ...(egress ? { egress: egress.flatMap((rule) => rulesOf(rule, "egress")) } : {}),
    },
  };
}

/** The first word of the converted policy's name, and its tier. */
function placeOf(kind: string, tier: string | undefined): { prefix: string; tier: string } {
  if (kind === "ClusterNetworkPolicy")
    return { prefix: "kcnp", tier: tier === "Baseline" ? "kube-baseline" : "kube-admin" };
  return kind === "AdminNetworkPolicy"
    ? { prefix: "kanp", tier: "adminnetworkpolicy" }
    : { prefix: "kbanp", tier: "baselineadminnetworkpolicy" };
}

function selectorsOf({ namespaces, pods }: Peer): Pick<SelectorFields, "selector" | "namespaceSelector"> {
  return {
    selector: podSelectorText(pods?.podSelector),
    namespaceSelector: namespaceSelectorText(pods?.namespaceSelector ?? namespaces ?? {}),
  };
}

/** One rule per protocol and peer. */
function rulesOf({ action, from, to, ports, protocols }: Rule, direction: Direction): PolicyRule[] {
  const entries = ports ?? protocols ?? [];
  const traffic = entries.length > 0 ? byProtocol(entries) : [undefined];
  return traffic.flatMap((of) =>
    (from ?? to ?? []).map((peer): PolicyRule => {
      const end: Entity = peer.networks
        ? { ...anyEntity, nets: peer.networks }
        : { ...anyEntity, selector: entitySelector(selectorsOf(peer), undefined) };
      const port = { ports: of?.ranges ?? [], portNames: of?.names ?? [] };
      const [source, destination] =
        direction === "ingress" ? [end, { ...anyEntity, ...port }] : [anyEntity, { ...end, ...port }];
      return {
        action,
        ipVersion: undefined,
        protocol: of?.protocol.toLowerCase(),
        notProtocol: undefined,
        icmp: undefined,
        notIcmp: undefined,
        source,
        destination,
      };
    }),
  );
}
