/** The kinds of policy APIs, and what their policies refer to: each cluster has some. */
import { PolicyObject } from "../../model/kubernetes.ts";
import type { PolicyKind } from "../../ports.ts";
import type { Api, KindInfo } from "./kind-info.ts";

type Apis = KindInfo<PolicyObject>["apis"];

const crds: Api = { group: "crd.projectcalico.org", versions: ["v1"] };
const calicoServer: Api = { group: "projectcalico.org", versions: ["v3"] };
/**
 * Calico's own API server shows the objects of its CustomResourceDefinitions under another group; newer installations
 * have that group alone. Read from the first that answers, so that no policy counts twice.
 */
const calico: Apis = [calicoServer, crds];
const adminPolicies: Apis = [{ group: "policy.networking.k8s.io", versions: ["v1alpha1"] }];
const clusterPolicies: Apis = [{ group: "policy.networking.k8s.io", versions: ["v1alpha2"] }];
const cilium: Apis = [{ group: "cilium.io", versions: ["v2"] }];
const istio: Apis = [{ group: "security.istio.io", versions: ["v1", "v1beta1"] }];
const istioTraffic: Apis = [{ group: "networking.istio.io", versions: ["v1", "v1beta1", "v1alpha3"] }];
const antrea: Apis = [{ group: "crd.antrea.io", versions: ["v1beta1"] }];
const ovn: Apis = [{ group: "k8s.ovn.org", versions: ["v1"] }];
const eks: Apis = [{ group: "networking.k8s.aws", versions: ["v1alpha1"] }];
const gke: Apis = [{ group: "networking.gke.io", versions: ["v1alpha1"] }];
const openshift: Apis = [{ group: "network.openshift.io", versions: ["v1"] }];
const linkerd = (...versions: Api["versions"]): Apis => [{ group: "policy.linkerd.io", versions }];
const consul: Apis = [{ group: "consul.hashicorp.com", versions: ["v1alpha1"] }];
const consulAuth: Apis = [{ group: "auth.consul.hashicorp.com", versions: ["v2beta1"] }];
const kuma: Apis = [{ group: "kuma.io", versions: ["v1alpha1"] }];

function inNamespaces(apis: Apis, kind: string, resource: string): KindInfo<PolicyObject> {
  return { kind, resource, namespaced: true, schema: PolicyObject, apis, builtIn: false };
}

function clusterWide(apis: Apis, kind: string, resource: string): KindInfo<PolicyObject> {
  return { ...inNamespaces(apis, kind, resource), namespaced: false };
}

export const policyKinds: Readonly<Record<PolicyKind, KindInfo<PolicyObject>>> = {
  AdminNetworkPolicy: clusterWide(adminPolicies, "AdminNetworkPolicy", "adminnetworkpolicies"),
  BaselineAdminNetworkPolicy: clusterWide(
    adminPolicies,
    "BaselineAdminNetworkPolicy",
    "baselineadminnetworkpolicies",
  ),
  ClusterNetworkPolicy: clusterWide(clusterPolicies, "ClusterNetworkPolicy", "clusternetworkpolicies"),
  "NetworkPolicy.projectcalico.org": inNamespaces(calico, "NetworkPolicy", "networkpolicies"),
  GlobalNetworkPolicy: clusterWide(calico, "GlobalNetworkPolicy", "globalnetworkpolicies"),
  StagedNetworkPolicy: inNamespaces(calico, "StagedNetworkPolicy", "stagednetworkpolicies"),
  StagedGlobalNetworkPolicy: clusterWide(calico, "StagedGlobalNetworkPolicy", "stagedglobalnetworkpolicies"),
  StagedKubernetesNetworkPolicy: inNamespaces(
    calico,
    "StagedKubernetesNetworkPolicy",
    "stagedkubernetesnetworkpolicies",
  ),
  Tier: clusterWide(calico, "Tier", "tiers"),
  NetworkSet: inNamespaces(calico, "NetworkSet", "networksets"),
  GlobalNetworkSet: clusterWide(calico, "GlobalNetworkSet", "globalnetworksets"),
  HostEndpoint: clusterWide(calico, "HostEndpoint", "hostendpoints"),
  // Made of namespaces and service accounts by Calico's API server; no definition of them is installed.
  Profile: clusterWide([calicoServer], "Profile", "profiles"),
  CiliumNetworkPolicy: inNamespaces(cilium, "CiliumNetworkPolicy", "ciliumnetworkpolicies"),
  CiliumClusterwideNetworkPolicy: clusterWide(
    cilium,
    "CiliumClusterwideNetworkPolicy",
    "ciliumclusterwidenetworkpolicies",
  ),
  CiliumCIDRGroup: clusterWide(
    [{ group: "cilium.io", versions: ["v2", "v2alpha1"] }],
    "CiliumCIDRGroup",
    "ciliumcidrgroups",
  ),
  CiliumEndpoint: inNamespaces(cilium, "CiliumEndpoint", "ciliumendpoints"),
  AuthorizationPolicy: inNamespaces(istio, "AuthorizationPolicy", "authorizationpolicies"),
  PeerAuthentication: inNamespaces(istio, "PeerAuthentication", "peerauthentications"),
  DestinationRule: inNamespaces(istioTraffic, "DestinationRule", "destinationrules"),
  "NetworkPolicy.crd.antrea.io": inNamespaces(antrea, "NetworkPolicy", "networkpolicies"),
  "ClusterNetworkPolicy.crd.antrea.io": clusterWide(antrea, "ClusterNetworkPolicy", "clusternetworkpolicies"),
  EgressFirewall: inNamespaces(ovn, "EgressFirewall", "egressfirewalls"),
  "ClusterNetworkPolicy.networking.k8s.aws": clusterWide(
    eks,
    "ClusterNetworkPolicy",
    "clusternetworkpolicies",
  ),
  ApplicationNetworkPolicy: inNamespaces(eks, "ApplicationNetworkPolicy", "applicationnetworkpolicies"),
  FQDNNetworkPolicy: inNamespaces(gke, "FQDNNetworkPolicy", "fqdnnetworkpolicies"),
  EgressNetworkPolicy: inNamespaces(openshift, "EgressNetworkPolicy", "egressnetworkpolicies"),
  "Server.policy.linkerd.io": inNamespaces(linkerd("v1beta3", "v1beta2", "v1beta1"), "Server", "servers"),
  ServerAuthorization: inNamespaces(linkerd("v1beta1"), "ServerAuthorization", "serverauthorizations"),
  "AuthorizationPolicy.policy.linkerd.io": inNamespaces(
    linkerd("v1alpha1"),
    "AuthorizationPolicy",
    "authorizationpolicies",
  ),
  ServiceIntentions: inNamespaces(consul, "ServiceIntentions", "serviceintentions"),
  TrafficPermissions: inNamespaces(consulAuth, "TrafficPermissions", "trafficpermissions"),
  MeshTrafficPermission: inNamespaces(kuma, "MeshTrafficPermission", "meshtrafficpermissions"),
  TrafficPermission: clusterWide(kuma, "TrafficPermission", "trafficpermissions"),
};

/** Every API group that has one of them. */
export const policyGroups: ReadonlySet<string> = new Set(
  Object.values(policyKinds).flatMap(({ apis }) => apis.map(({ group }) => group)),
);
