/** Which adapter reads which policy API. Add one here. */
import type { ObjectRef } from "../../model/kubernetes.ts";
import type { AdaptedPolicy, Identity } from "../objects/objects.ts";
import type { Settings } from "../objects/settings.ts";
import { adaptAuthorizationPolicy } from "./istio/authorization-policy.ts";
import { adaptCiliumPolicy } from "./cilium/policy.ts";
import {
  adaptAdminNetworkPolicy,
  adaptBaselineAdminNetworkPolicy,
  adaptClusterNetworkPolicy,
} from "./cluster-wide/policy.ts";
import { adaptCalicoPolicy, adaptStaged } from "./calico/policy.ts";
import { adaptProfile } from "./calico/profile.ts";
import { adaptNetworkPolicy } from "./network-policy/policy.ts";
import { adaptPeerAuthentication } from "./istio/peer-authentication.ts";

export type Adapter = (object: unknown, ref: ObjectRef, settings: Settings) => AdaptedPolicy;

const adapters: ReadonlyMap<string, Adapter> = new Map(
  Object.entries({
    "networking.k8s.io/v1/NetworkPolicy": adaptNetworkPolicy,
    "policy.networking.k8s.io/v1alpha1/AdminNetworkPolicy": adaptAdminNetworkPolicy,
    "policy.networking.k8s.io/v1alpha1/BaselineAdminNetworkPolicy": adaptBaselineAdminNetworkPolicy,
    "policy.networking.k8s.io/v1alpha2/ClusterNetworkPolicy": adaptClusterNetworkPolicy,
    "security.istio.io/v1/AuthorizationPolicy": adaptAuthorizationPolicy,
    "security.istio.io/v1beta1/AuthorizationPolicy": adaptAuthorizationPolicy,
    "security.istio.io/v1/PeerAuthentication": adaptPeerAuthentication,
    "security.istio.io/v1beta1/PeerAuthentication": adaptPeerAuthentication,
    "cilium.io/v2/CiliumNetworkPolicy": adaptCiliumPolicy,
    "cilium.io/v2/CiliumClusterwideNetworkPolicy": adaptCiliumPolicy,
  }),
);

const calicoAdapters: ReadonlyMap<string, Adapter> = new Map(
  Object.entries({
    NetworkPolicy: adaptCalicoPolicy,
    GlobalNetworkPolicy: adaptCalicoPolicy,
    StagedNetworkPolicy: adaptStaged,
    StagedGlobalNetworkPolicy: adaptStaged,
    StagedKubernetesNetworkPolicy: adaptStaged,
    Profile: adaptProfile,
  }),
);
const calicoVersions = new Set(["projectcalico.org/v3", "crd.projectcalico.org/v1"]);

const clusterWide = new Set([
  "GlobalNetworkPolicy",
  "StagedGlobalNetworkPolicy",
  "Profile",
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
const policyGroups: ReadonlyMap<string, readonly RegExp[]> = new Map(
  Object.entries({
    "networking.k8s.io": [/^NetworkPolicy$/],
    extensions: [/^NetworkPolicy$/],
    "policy.networking.k8s.io": [/Policy$/],
    "projectcalico.org": [/NetworkPolicy$/],
    "crd.projectcalico.org": [/NetworkPolicy$/],
    "cilium.io": [/NetworkPolicy$/],
    "crd.antrea.io": [/NetworkPolicy$/],
    "k8s.ovn.org": [/^EgressFirewall$/],
    // EKS, by the VPC CNI.
    "networking.k8s.aws": [/NetworkPolicy$/],
    // GKE.
    "networking.gke.io": [/^FQDNNetworkPolicy$/],
    // OpenShift.
    "network.openshift.io": [/^EgressNetworkPolicy$/],
    // Linkerd.
    "policy.linkerd.io": [/^(Server|ServerAuthorization|AuthorizationPolicy)$/],
    // Consul.
    "consul.hashicorp.com": [/^ServiceIntentions$/],
    "auth.consul.hashicorp.com": [/^TrafficPermissions$/],
    // Kuma.
    "kuma.io": [/^(MeshTrafficPermission|TrafficPermission)$/],
    "security.istio.io": [/^AuthorizationPolicy$/, /^PeerAuthentication$/],
  }),
);

/** Whether objects of this kind may decide about traffic, of whatever API they are. */
export function decidesTraffic(kind: string): boolean {
  return (
    calicoAdapters.has(kind) ||
    [...policyGroups.values()].some((kinds) => kinds.some((one) => one.test(kind)))
  );
}

/** The adapter, `not-decided` for a policy kind without one, undefined for what is no policy. */
export function adapterFor(identity: Identity): Adapter | "not-decided" | undefined {
  const { kind } = identity.ref;
  // An object that does not say its API is read as the built-in kind of that name.
  const group = identity.group ?? "networking.k8s.io";
  const version = identity.version ?? "v1";
  return (
    adapters.get(`${group}/${version}/${kind}`) ??
    (calicoVersions.has(`${group}/${version}`) ? calicoAdapters.get(kind) : undefined) ??
    (policyGroups.get(group)?.some((kinds) => kinds.test(kind)) ? "not-decided" : undefined)
  );
}
