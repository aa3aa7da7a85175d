/** Connections that no policy is asked about. */
import { familyName, sameFamily } from "../cidr.ts";
import { isItself, isOwnNode, type End } from "../match/ends.ts";

export interface Exemption {
  readonly verdict: "allow" | "undecidable";
  readonly why: string;
  /** Holds only while policies allow; when they deny, it cannot be told. */
  readonly unless?: "denied";
  /** Only of the network's policies: a service mesh stands inside the pod and is asked all the same. */
  readonly ofNetwork?: true;
  /** Kinds of objects whose denial stands all the same, by the words of their API. */
  readonly notFrom?: readonly string[];
}

/**
 * Kubernetes: a pod cannot block itself, and traffic between a pod and the node it runs on is always allowed. Two of these
 * hold only as long as policies allow (`unless`), because implementations differ: through a Service a pod's call to itself
 * leaves the pod; and Calico (felix rules, `cali-wl-to-host`) and Cilium apply egress policies towards the pod's own node.
 */
export function exemption(from: End, to: End, throughService: boolean): Exemption | undefined {
  if (from.address && to.address && !sameFamily(from.address, to.address))
    return {
      verdict: "undecidable",
      why: `${from.name} sends from an ${familyName(from.address)} address and ${to.name} has an ${familyName(to.address)} one: no packet goes between them`,
    };
  if (isItself(from, to))
    return {
      verdict: "allow",
      why: throughService
        ? `${from.name} calls itself through a Service: some network plugins block that when policies deny it`
        : `${from.name} calls itself, and a pod cannot be blocked from itself`,
      // network-policy-api: through a Service it is subject to ClusterNetworkPolicy, by its own address it is not.
      ...(throughService ? { unless: "denied" as const, notFrom: ["ClusterNetworkPolicy"] } : {}),
    };
  if (isOwnNode(to, from))
    return {
      verdict: "allow",
      why: `${from.name} is ${from.pod ? "on " : ""}${to.name}'s own node, which no NetworkPolicy can block`,
      ofNetwork: true,
    };
  // Cilium asks egress policies: the node is the entity `host`.
  if (isOwnNode(from, to) && from.knownByAddress)
    return {
      verdict: "allow",
      why: `${to.name} is ${to.pod ? "on " : ""}${from.name}'s own node: Kubernetes always lets it reach that, while some network plugins, Calico among them, apply egress policies there too`,
      unless: "denied",
    };
  return undefined;
}
