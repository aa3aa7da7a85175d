/** Which adapter reads which policy API. Add one here. */
import type { ObjectRef } from "../../model/kubernetes.ts";
import type { AdaptedPolicy, Identity } from "../objects.ts";
import { adaptNetworkPolicy } from "./network-policy.ts";

export type Adapter = (object: unknown, ref: ObjectRef) => AdaptedPolicy;

const adapters: Readonly<Record<string, Adapter>> = {
  "networking.k8s.io/v1/NetworkPolicy": adaptNetworkPolicy,
};

const clusterWide = new Set([
  "AdminNetworkPolicy",
  "BaselineAdminNetworkPolicy",
  "ClusterNetworkPolicy",
  "CiliumClusterwideNetworkPolicy",
]);

/** Whether objects of this kind are in no namespace. */
export function isClusterWide({ kind }: ObjectRef): boolean {
  return clusterWide.has(kind);
}

/** Groups whose objects decide about traffic. Their kinds without an adapter are named, never passed over. */
const policyGroups: Readonly<Record<string, readonly RegExp[]>> = {
  "networking.k8s.io": [/^NetworkPolicy$/],
  extensions: [/^NetworkPolicy$/],
  "policy.networking.k8s.io": [/Policy$/],
  "projectcalico.org": [/NetworkPolicy$/, /^HostEndpoint$/],
  "crd.projectcalico.org": [/NetworkPolicy$/, /^HostEndpoint$/],
  "cilium.io": [/NetworkPolicy$/],
  "crd.antrea.io": [/NetworkPolicy$/],
  "k8s.ovn.org": [/^EgressFirewall$/],
  "security.istio.io": [/^AuthorizationPolicy$/, /^PeerAuthentication$/],
};

/** The adapter, `not-decided` for a policy kind without one, undefined for what is no policy. */
export function adapterFor(identity: Identity): Adapter | "not-decided" | undefined {
  const { kind } = identity.ref;
  // An object that does not say its API is read as the built-in kind of that name.
  const group = identity.group ?? "networking.k8s.io";
  const version = identity.version ?? "v1";
  return (
    adapters[`${group}/${version}/${kind}`] ??
    (policyGroups[group]?.some((kinds) => kinds.test(kind)) ? "not-decided" : undefined)
  );
}
