/** The policy APIs a cluster may have besides networking.k8s.io, as their installers register them. */
import type { Catalogue, Resource } from "./resources.ts";
import type { KubeObject } from "./object.ts";

/**
 * `calico`: the CustomResourceDefinitions of Calico's manifest. `calico-aggregated`: its API server in front of them, serving
 * the same objects as projectcalico.org/v3. `admin-policies`: the alpha that had AdminNetworkPolicy; `cluster-policies`: the one
 * after it.
 */
export type PolicyApi =
  "calico" | "calico-aggregated" | "admin-policies" | "cluster-policies" | "cilium" | "istio";

/** Kind, and its plural where that is not the kind in lower case with an s; `*` before a kind of no namespace. */
const calicoKinds = [
  "NetworkPolicy networkpolicies",
  "*GlobalNetworkPolicy globalnetworkpolicies",
  "*Tier",
  "NetworkSet",
  "*GlobalNetworkSet",
  "*HostEndpoint",
  "*IPPool",
  "*BlockAffinity blockaffinities",
  "*IPAMBlock",
  "*IPAMHandle",
  "*FelixConfiguration",
  "*ClusterInformation",
  "StagedNetworkPolicy stagednetworkpolicies",
  "*StagedGlobalNetworkPolicy stagedglobalnetworkpolicies",
  "StagedKubernetesNetworkPolicy stagedkubernetesnetworkpolicies",
];

interface Group {
  readonly group: string;
  readonly version: string;
  readonly kinds: readonly string[];
  /** Served from the objects of this other group. */
  readonly storedIn?: string;
}

const groups: Readonly<Record<PolicyApi, readonly Group[]>> = {
  calico: [{ group: "crd.projectcalico.org", version: "v1", kinds: calicoKinds }],
  "calico-aggregated": [
    {
      group: "projectcalico.org",
      version: "v3",
      kinds: calicoKinds,
      storedIn: "crd.projectcalico.org/v1",
    },
    // Without an etcd of its own Calico makes profiles of namespaces and service accounts; there is no definition of them.
    { group: "projectcalico.org", version: "v3", kinds: ["*Profile"] },
  ],
  "admin-policies": [
    {
      group: "policy.networking.k8s.io",
      version: "v1alpha1",
      kinds: [
        "*AdminNetworkPolicy adminnetworkpolicies",
        "*BaselineAdminNetworkPolicy baselineadminnetworkpolicies",
      ],
    },
  ],
  "cluster-policies": [
    {
      group: "policy.networking.k8s.io",
      version: "v1alpha2",
      kinds: ["*ClusterNetworkPolicy clusternetworkpolicies"],
    },
  ],
  cilium: [
    {
      group: "cilium.io",
      version: "v2",
      kinds: [
        "CiliumNetworkPolicy ciliumnetworkpolicies",
        "*CiliumClusterwideNetworkPolicy ciliumclusterwidenetworkpolicies",
      ],
    },
  ],
  istio: [
    {
      group: "security.istio.io",
      version: "v1",
      kinds: ["AuthorizationPolicy authorizationpolicies", "PeerAuthentication"],
    },
  ],
};

const shortNames: Readonly<Record<string, readonly string[]>> = {
  AdminNetworkPolicy: ["anp"],
  BaselineAdminNetworkPolicy: ["banp"],
  ClusterNetworkPolicy: ["cnp"],
  CiliumNetworkPolicy: ["cnp", "ciliumnp"],
  CiliumClusterwideNetworkPolicy: ["ccnp"],
  AuthorizationPolicy: ["ap"],
  PeerAuthentication: ["pa"],
};

function resourcesOf({ group, version, kinds, storedIn }: Group): readonly Resource[] {
  return kinds.map((entry) => {
    const [kind = "", plural = `${kind.toLowerCase()}s`] = entry.replace("*", "").split(" ");
    return {
      group,
      version,
      plural,
      kind,
      namespaced: !entry.startsWith("*"),
      custom: true,
      ...(shortNames[kind] ? { shortNames: shortNames[kind] } : {}),
      ...(storedIn === undefined ? {} : { storedIn }),
    };
  });
}

/** Makes the server serve an API. `calico-aggregated` needs `calico`, whose objects it shows. */
export function installPolicyApi(catalogue: Catalogue, api: PolicyApi): void {
  if (api === "calico-aggregated" && !catalogue.serves("crd.projectcalico.org", "v1"))
    throw new Error("the aggregated Calico API needs Calico's own resources: install `calico` before it");
  for (const resource of groups[api].flatMap(resourcesOf)) catalogue.register(resource);
}

/** What Calico makes once it is installed, and cannot be deleted: the tier of all policies that name none. */
export const defaultTier: KubeObject = {
  apiVersion: "crd.projectcalico.org/v1",
  kind: "Tier",
  metadata: { name: "default" },
  spec: { defaultAction: "Deny", order: 1_000_000 },
};
