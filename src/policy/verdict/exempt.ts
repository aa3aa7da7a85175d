/** Connections that no policy is asked about. */
import { familyName, sameFamily } from "../cidr.ts";
import { isItself, isOwnNode, type End } from "../match/ends.ts";

export interface Exemption {
  readonly verdict: "allow" | "undecidable";
  readonly why: string;
  /** Holds only while policies allow; when they deny, it cannot be told. */
  readonly unless?: "denied";
}

/**
 * Kubernetes: a pod cannot block itself, and traffic between a pod and the node it runs on is always allowed.
 * Through a Service a pod's call to itself leaves the pod, and implementations differ: when policies deny it
 * the answer is undecidable (`unless`).
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
        ? "a pod that calls itself through a Service is blocked by some network plugins when policies deny it"
        : "a pod cannot be blocked from itself",
      ...(throughService ? { unless: "denied" as const } : {}),
    };
  if (isOwnNode(to, from))
    return { verdict: "allow", why: `${from.name} is on ${to.name}'s own node, which no policy can block` };
  if (isOwnNode(from, to))
    return {
      verdict: "allow",
      why: `${to.name} is on ${from.name}'s own node, which Kubernetes always lets it reach`,
    };
  return undefined;
}
