import type { Rule } from "../rules/rules.ts";

/** A policy object, as far as a rule tells. */
export interface PolicyName {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly direction?: "ingress" | "egress";
}

/** How one enforcer writes down which policy its rules are made of. Any of it may be absent. */
export interface Spelling {
  /** The policy a comment names. */
  readonly comment?: (comment: string, rule: Rule) => PolicyName | undefined;
  /** The policy a chain's own name tells. */
  readonly chain?: (name: string) => PolicyName | undefined;
}

type Kind = readonly [apiVersion: string, kind: string];

export const networkPolicy: Kind = ["networking.k8s.io/v1", "NetworkPolicy"];
export const adminNetworkPolicy: Kind = ["policy.networking.k8s.io/v1alpha1", "AdminNetworkPolicy"];
export const baselineAdminNetworkPolicy: Kind = [
  "policy.networking.k8s.io/v1alpha1",
  "BaselineAdminNetworkPolicy",
];
export const clusterNetworkPolicy: Kind = ["policy.networking.k8s.io/v1alpha2", "ClusterNetworkPolicy"];

/** `namespace/name`, or `name` of something cluster-wide. */
export function named(kind: Kind | undefined, path: string): PolicyName | undefined {
  if (!kind) return undefined;
  const [first = "", second] = path.split("/");
  const [apiVersion, word] = kind;
  return second === undefined
    ? { apiVersion, kind: word, name: first }
    : { apiVersion, kind: word, namespace: first, name: second };
}

export function directed(
  policy: PolicyName | undefined,
  direction: "ingress" | "egress",
): PolicyName | undefined {
  return policy && { ...policy, direction };
}
