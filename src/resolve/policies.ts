import type { ObjectRef, PolicyObject } from "../model/kubernetes.ts";
import type { Cluster, Kind } from "../ports.ts";
import { plural, type Gaps } from "./gaps.ts";
import { doubtOtherMeshes, readMesh } from "./mesh.ts";
import { isCalico, readReferences, type Referring } from "./references.ts";

const ofNamespaces = [
  "NetworkPolicy",
  "NetworkPolicy.projectcalico.org",
  "CiliumNetworkPolicy",
  "NetworkPolicy.crd.antrea.io",
  "EgressFirewall",
  "ApplicationNetworkPolicy",
  "FQDNNetworkPolicy",
  "EgressNetworkPolicy",
  "Server.policy.linkerd.io",
  "ServerAuthorization",
  "AuthorizationPolicy.policy.linkerd.io",
] as const satisfies readonly Kind[];

const ofMesh = ["AuthorizationPolicy", "PeerAuthentication"] as const satisfies readonly Kind[];

const ofCluster = [
  "AdminNetworkPolicy",
  "BaselineAdminNetworkPolicy",
  "ClusterNetworkPolicy",
  "GlobalNetworkPolicy",
  "CiliumClusterwideNetworkPolicy",
  "ClusterNetworkPolicy.crd.antrea.io",
  "ClusterNetworkPolicy.networking.k8s.aws",
  "TrafficPermission",
] as const satisfies readonly Kind[];

/** Of one namespace, and about pods of any: those of Consul name a service, those of Kuma stand with its control plane. */
const aboutAny = [
  "ServiceIntentions",
  "TrafficPermissions",
  "MeshTrafficPermission",
] as const satisfies readonly Kind[];

/** They enforce nothing: they are read to say so, and no answer is weaker without them. */
const staged = [
  "StagedNetworkPolicy",
  "StagedKubernetesNetworkPolicy",
  "StagedGlobalNetworkPolicy",
] as const satisfies readonly Kind[];

/**
 * Names under which Calico's API server of some versions shows policies of other APIs, which are read from those.
 * Source: calico libcalico-go lib/names.
 */
const copies = /^(knp\.default|kanp\.adminnetworkpolicy|kbanp\.baselineadminnetworkpolicy)\./;

/** What `readPolicies` asks for, whatever the question. */
export const kindsOfPolicies: readonly Kind[] = [
  ...(["Tier", "HostEndpoint", "Profile"] as const),
  ...ofNamespaces,
  ...ofMesh,
  ...ofCluster,
  ...aboutAny,
  ...staged,
];

type WholeKind = (typeof ofCluster | typeof aboutAny)[number] | "Tier" | "HostEndpoint";
type Namespaced = (typeof ofNamespaces | typeof ofMesh)[number];

export interface PoliciesRead {
  readonly policies: PolicyObject[];
  /** What they refer to by name or label. */
  readonly references: PolicyObject[];
  /** Named by a policy, and not there. */
  readonly absent: ObjectRef[];
}

/**
 * Every policy of every API that may decide about pods of these namespaces. What cannot be read is a line of `gaps`.
 * @param about the pods of the question, and Cilium's agents beside them, if any.
 */
export async function readPolicies(
  cluster: Cluster,
  namespaces: readonly string[],
  about: Pick<Referring, "pods" | "cilium">,
  gaps: Gaps,
): Promise<PoliciesRead> {
  const { pods } = about;
  const mesh = await readMesh(cluster, pods, gaps);
  const inMesh = [...new Set([...namespaces, ...mesh.namespaces])];
  const whole = async (kind: WholeKind): Promise<readonly PolicyObject[]> =>
    await gaps.orNone(plural(kind), cluster.list(kind), "all");
  const [tiers, hosts, sending, ...lists] = await Promise.all([
    whole("Tier"),
    // Without any policy they deny.
    whole("HostEndpoint"),
    mesh.isMet ? gaps.orNone(plural("DestinationRule"), cluster.list("DestinationRule")) : [],
    ...[...ofCluster, ...aboutAny].map(whole),
    ...ofNamespaces.map((kind) => readNamespaces(cluster, kind, namespaces, gaps)),
    ...ofMesh.map((kind) => readNamespaces(cluster, kind, inMesh, gaps, mesh.namespaces)),
    ...staged.flatMap((kind) =>
      kind === "StagedGlobalNetworkPolicy"
        ? cluster.list(kind).catch(() => [])
        : namespaces.map((namespace) => cluster.list(kind, { namespace }).catch(() => [])),
    ),
  ]);
  const policies = lists
    .flat()
    .filter(({ apiVersion, metadata }) => !(isCalico(apiVersion) && copies.test(metadata.name)));
  doubtOtherMeshes(policies, mesh.doubtful, gaps);
  const sendingRules = sending.filter((rule) => JSON.stringify(rule).includes('"tls"'));
  const more = await readReferences(cluster, { policies, sendingRules, namespaces, ...about }, gaps);
  return {
    policies,
    references: [...tiers, ...hosts, ...mesh.settings, ...sendingRules, ...more.objects],
    absent: [...more.absent],
  };
}

/**
 * Refused in several namespaces, it is one line.
 * @param wide namespaces whose policies may be about pods of others.
 */
async function readNamespaces(
  cluster: Cluster,
  kind: Namespaced,
  namespaces: readonly string[],
  gaps: Gaps,
  wide: readonly string[] = [],
): Promise<PolicyObject[]> {
  const lists = await Promise.allSettled(
    namespaces.map(async (namespace) => await cluster.list(kind, { namespace })),
  );
  const refused = namespaces.filter((_, index) => lists[index]?.status === "rejected");
  const first = lists.find((list) => list.status === "rejected");
  if (first) {
    const where = `namespace${refused.length > 1 ? "s" : ""} ${refused.join(", ")}`;
    const everywhere = refused.some((namespace) => wide.includes(namespace));
    gaps.add(`${plural(kind)} of ${where}`, first.reason, everywhere ? "all" : refused);
  }
  return lists.flatMap((list) => (list.status === "fulfilled" ? list.value : []));
}
