import type { Node, Pod, PolicyObject } from "../model/kubernetes.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import type { Cluster, Kind, Kinds } from "../ports.ts";
import type { ClusterDns } from "./dns.ts";
import type { End } from "./ends.ts";
import { Gaps } from "./gaps.ts";
import { readPolicies } from "./policies.ts";

/**
 * Everything declared that the judgement needs, read in parallel: nodes, namespaces and policies of the two
 * ends, with what the policies refer to; nothing of the rest of the cluster. What the API refuses becomes a `notRead` line.
 */
export async function readSnapshot(
  from: End,
  to: End,
  dns: ClusterDns,
  cluster: Cluster,
): Promise<ClusterSnapshot> {
  const gaps = new Gaps();
  const pods = unique([...from.pods, ...to.pods, ...dns.pods]);
  const namespaces = new Set(
    [...pods, ...(to.service ? [to.service] : [])].map(({ metadata }) => metadata.namespace ?? "default"),
  );
  const nodeNames = new Set(
    pods.flatMap((pod) => (pod.spec.nodeName === undefined ? [] : [pod.spec.nodeName])),
  );

  const cilium = readAgents(cluster, [...nodeNames], gaps);
  const [neighbours, agents, namespaceObjects, nodes, { policies, references, absent }] = await Promise.all([
    readNeighbours(cluster, [from, to], gaps),
    cilium,
    readEach(cluster, "Namespace", [...namespaces], gaps),
    readEach(cluster, "Node", [...nodeNames], gaps),
    readPolicies(cluster, [...namespaces], { pods: [...from.pods, ...to.pods], cilium }, gaps),
  ]);
  const others = namespacesOf(references).filter((namespace) => !namespaces.has(namespace));
  const known = [from.node, to.node, ...(to.hosts ?? [])].filter((node): node is Node => node !== undefined);
  return {
    pods: unique([...pods, ...neighbours, ...agents, ...cachesFor(from, dns)]),
    services: [
      ...(to.service ? [to.service] : []),
      ...(from.service ? [from.service] : []),
      ...(to.alias && to.alias !== to.service ? [to.alias] : []),
      ...(to.namesakes ?? []),
      ...(to.endpointServices ?? []),
      ...dns.services,
    ],
    endpointSlices: [...to.slices, ...dns.slices],
    namespaces: [...namespaceObjects, ...(await readEach(cluster, "Namespace", others, gaps))],
    nodes: unique([...nodes, ...known]),
    workloads: [...from.workloads, ...to.workloads],
    policies,
    policyReferences: references,
    policyReferencesAbsent: absent,
    ...(dns.corefile ? { corefile: dns.corefile } : {}),
    notRead: [...gaps.lines, ...(from.notRead ?? []), ...(to.notRead ?? []), ...cluster.unreadable],
    ...(to.ingress ? { ingress: to.ingress } : {}),
    ...(to.nobodys ? { nobodys: [...to.nobodys] } : {}),
    listedWhole: [...cluster.listedWhole],
    asked: { from: [...from.refs], to: [...to.refs] },
  };
}

/** Each node has a cache of its own: those of the clients' nodes count. */
function cachesFor({ pods, node }: End, { caches }: ClusterDns): readonly Pod[] {
  const nodes = new Set([node?.metadata.name, ...pods.map(({ spec }) => spec.nodeName)]);
  return caches.filter(({ spec }) => spec.nodeName !== undefined && nodes.has(spec.nodeName));
}

/** Sets of networks are also selected by the labels of their namespace: those namespaces. */
export function namespacesOf(references: readonly PolicyObject[]): readonly string[] {
  return [
    ...new Set(
      references.flatMap(({ kind, metadata }) =>
        kind === "NetworkSet" && metadata.namespace !== undefined ? [metadata.namespace] : [],
      ),
    ),
  ];
}

/**
 * Cilium's agent on one of the nodes, if there is one: what blocks of addresses mean depends on who enforces them, and that
 * is the same on every node.
 */
export async function readAgents(
  cluster: Cluster,
  nodes: readonly string[],
  gaps: Gaps,
): Promise<readonly Pod[]> {
  const [node] = nodes;
  if (node === undefined) return [];
  const scope = { labelSelector: "k8s-app=cilium", fieldSelector: `spec.nodeName=${node}` };
  return await gaps.orNone("whether Cilium enforces the policies", cluster.list("Pod", scope));
}

/** All pods of the two ends' namespaces: what else a change would open, and which pod a selector nearly finds. */
async function readNeighbours(cluster: Cluster, ends: readonly End[], gaps: Gaps): Promise<Pod[]> {
  const namespaces = new Set(
    ends.flatMap(({ pods, service }) =>
      [...pods, ...(service ? [service] : [])].map(({ metadata }) => metadata.namespace ?? "default"),
    ),
  );
  const lists = await Promise.all(
    [...namespaces].map((namespace) =>
      gaps.orNone(`Pods of namespace ${namespace}`, cluster.list("Pod", { namespace })),
    ),
  );
  return lists.flat();
}

/** Objects of no namespace, by their names. What does not exist is left out; what is refused is a line of `gaps`. */
export async function readEach<K extends Kind>(
  cluster: Cluster,
  kind: K,
  names: readonly string[],
  gaps: Gaps,
): Promise<Kinds[K][]> {
  const read = await Promise.all(
    names.map((name) =>
      gaps.orNone(
        `${kind} ${name}`,
        cluster.get(kind, name).then((object) => (object === undefined ? [] : [object])),
      ),
    ),
  );
  return read.flat();
}

function unique<T extends Pod | Node>(objects: readonly T[]): T[] {
  const seen = new Set<string>();
  return objects.filter(({ metadata }) => {
    const key = `${metadata.namespace ?? ""}/${metadata.name}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
