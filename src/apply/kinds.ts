/** What may be applied: policies of one namespace, and nothing else. deploy/components/apply gives rights for exactly these. */

export interface AppliedKind {
  readonly group: string;
  readonly versions: readonly string[];
  readonly kind: string;
  /** As in its address: `networkpolicies`. */
  readonly resource: string;
}

export const appliedKinds: readonly AppliedKind[] = [
  { group: "networking.k8s.io", versions: ["v1"], kind: "NetworkPolicy", resource: "networkpolicies" },
  { group: "cilium.io", versions: ["v2"], kind: "CiliumNetworkPolicy", resource: "ciliumnetworkpolicies" },
  { group: "projectcalico.org", versions: ["v3"], kind: "NetworkPolicy", resource: "networkpolicies" },
  {
    group: "security.istio.io",
    versions: ["v1", "v1beta1"],
    kind: "AuthorizationPolicy",
    resource: "authorizationpolicies",
  },
];

/** Undefined for everything that is not in the list. */
export function appliedKind(apiVersion: string, kind: string): AppliedKind | undefined {
  return appliedKinds.find(
    (known) =>
      known.kind === kind && known.versions.some((version) => `${known.group}/${version}` === apiVersion),
  );
}
