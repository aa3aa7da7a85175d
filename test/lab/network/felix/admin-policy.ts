/** AdminNetworkPolicies and the baseline one as Calico converts them (libcalico-go: K8sAdminNetworkPolicyToCalico, K8sBaseline…). */
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
const Port = z.union([
  z
    .strictObject({ portNumber: z.object({ protocol: Protocol, port: z.number() }) })
    .transform(({ portNumber }) => portNumber),
  z
    .strictObject({ portRange: z.object({ protocol: Protocol, start: z.number(), end: z.number() }) })
    .transform(({ portRange: { protocol, start, end } }) => ({ protocol, port: start, endPort: end })),
]);

const actions = { Allow: "allow", Deny: "deny", Pass: "pass" } as const;

const Rule = z.object({
  action: z.enum(["Allow", "Deny", "Pass"]).transform((action) => actions[action]),
  from: z.array(Peer).optional(),
  to: z.array(Peer).optional(),
  ports: z.array(Port).optional(),
});
type Rule = z.infer<typeof Rule>;

const Spec = z.object({
  priority: z.number().default(0),
  subject: Peer,
  ingress: z.array(Rule).optional(),
  egress: z.array(Rule).optional(),
});

/** The tiers before and after the one of NetworkPolicies. Neither ends in a denial. */
export const adminTiers: readonly FelixTier[] = [
  { name: "adminnetworkpolicy", order: 1000, defaultAction: "Pass", exists: true },
  { name: "baselineadminnetworkpolicy", order: 10_000_000, defaultAction: "Pass", exists: true },
];

/** Undefined for any other kind. Throws for a spec with what Calico does not convert, such as named ports. */
export function readAdminPolicy(object: PolicyObject): FelixPolicy | undefined {
  const baseline = object.kind === "BaselineAdminNetworkPolicy";
  if (!baseline && object.kind !== "AdminNetworkPolicy") return undefined;
  const spec = Spec.parse(object.spec);
  const tier = baseline ? "baselineadminnetworkpolicy" : "adminnetworkpolicy";
  const { ingress, egress } = spec;
  return {
    kind: "GlobalNetworkPolicy",
    namespace: undefined,
    name: `${baseline ? "kbanp" : "kanp"}.${tier}.${object.metadata.name}`,
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

function selectorsOf({ namespaces, pods }: Peer): Pick<SelectorFields, "selector" | "namespaceSelector"> {
  return {
    selector: podSelectorText(pods?.podSelector),
    namespaceSelector: namespaceSelectorText(pods?.namespaceSelector ?? namespaces ?? {}),
  };
}

/** One rule per protocol and peer. */
function rulesOf({ action, from, to, ports }: Rule, direction: Direction): PolicyRule[] {
  const traffic = ports && ports.length > 0 ? byProtocol(ports) : [undefined];
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
