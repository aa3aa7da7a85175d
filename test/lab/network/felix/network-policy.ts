/** networking.k8s.io NetworkPolicies as Calico converts them (libcalico-go: K8sNetworkPolicyToCalico). */
import { z } from "zod";
import { LabelSelector, type PolicyObject } from "../../../../src/model/kubernetes.ts";
import { entitySelector, policySelector } from "./calico-selectors.ts";
import { anyEntity, type Direction, type Entity, type FelixPolicy, type PolicyRule } from "./policy-model.ts";
import { namespaceSelectorText, podSelectorText } from "./label-selector-text.ts";
import { byProtocol } from "./ports.ts";

const Peer = z.object({
  podSelector: LabelSelector.optional(),
  namespaceSelector: LabelSelector.optional(),
  ipBlock: z.object({ cidr: z.string(), except: z.array(z.string()).optional() }).optional(),
});
type Peer = z.infer<typeof Peer>;

const Port = z.object({
  protocol: z.enum(["TCP", "UDP", "SCTP"]).default("TCP"),
  port: z.union([z.number(), z.string()]).optional(),
  endPort: z.number().optional(),
});
type Port = z.infer<typeof Port>;

const Spec = z.object({
  podSelector: LabelSelector.default({}),
  policyTypes: z.array(z.enum(["Ingress", "Egress"])).optional(),
  ingress: z.array(z.object({ from: z.array(Peer).nullish(), ports: z.array(Port).nullish() })).nullish(),
  egress: z.array(z.object({ to: z.array(Peer).nullish(), ports: z.array(Port).nullish() })).nullish(),
});

/** Where all NetworkPolicies stand among Calico's own of the default tier. */
const kubernetesOrder = 1000;

/**
 * A networking.k8s.io NetworkPolicy with the API server's defaults applied: policyTypes absent means Ingress, and Egress when
 * there are egress rules. Undefined for any other kind. Throws when the spec is not one an API server would have taken.
 */
export function readNetworkPolicy(object: PolicyObject): FelixPolicy | undefined {
  if (object.kind !== "NetworkPolicy" || !object.apiVersion.startsWith("networking.k8s.io/"))
    return undefined;
  const spec = Spec.parse(object.spec ?? {});
  const types = spec.policyTypes ?? ["Ingress", ...(spec.egress?.length ? ["Egress"] : [])];
  const namespace = object.metadata.namespace ?? "default";
  const ingress = (spec.ingress ?? []).flatMap(({ from, ports }) =>
    rulesOf(from ?? [], ports ?? [], namespace, "ingress"),
  );
  const egress = (spec.egress ?? []).flatMap(({ to, ports }) =>
    rulesOf(to ?? [], ports ?? [], namespace, "egress"),
  );
  return {
    kind: "KubernetesNetworkPolicy",
    namespace,
    name: object.metadata.name,
    tier: "default",
    order: kubernetesOrder,
    selector: policySelector({ selector: podSelectorText(spec.podSelector), namespace }),
    stage: "tracked",
    onForward: false,
    rules: {
      ...(types.includes("Ingress") ? { ingress } : {}),
      ...(types.includes("Egress") ? { egress } : {}),
    },
  };
}

/** One rule per protocol and peer. */
function rulesOf(
  peers: readonly Peer[],
  ports: readonly Port[],
  namespace: string,
  direction: Direction,
): PolicyRule[] {
  const traffic = ports.length > 0 ? byProtocol(ports) : [undefined];
  const ends = peers.length > 0 ? peers.map((peer) => entityOf(peer, namespace)) : [anyEntity];
  return traffic.flatMap((of) =>
    ends.map((end): PolicyRule => {
      const port = { ports: of?.ranges ?? [], portNames: of?.names ?? [] };
      const [source, destination] =
        direction === "ingress" ? [end, { ...anyEntity, ...port }] : [anyEntity, { ...end, ...port }];
      return {
        action: "allow",
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

function entityOf({ podSelector, namespaceSelector, ipBlock }: Peer, namespace: string): Entity {
  if (ipBlock) return { ...anyEntity, nets: [ipBlock.cidr], notNets: ipBlock.except ?? [] };
  const selector = entitySelector(
    {
      selector: podSelectorText(podSelector),
      ...(namespaceSelector ? { namespaceSelector: namespaceSelectorText(namespaceSelector) } : {}),
    },
    namespace,
  );
  return { ...anyEntity, selector };
}
