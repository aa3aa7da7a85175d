import type { ClusterSnapshot } from "../model/snapshot.ts";
import type { Cluster } from "../ports.ts";
import { Gaps } from "./gaps.ts";
import { kindsOfPolicies, readPolicies } from "./policies.ts";
import { namespacesOf, readAgents, readEach } from "./snapshot.ts";

/**
 * All pods of some namespaces, and everything that policies may decide about them by. Throws CouldNotRead when the pods
 * cannot be read.
 */
export async function readNamespaces(names: readonly string[], cluster: Cluster): Promise<ClusterSnapshot> {
  const gaps = new Gaps();
  cluster.foresee(["Node", "Namespace", ...kindsOfPolicies]);
  const pods = (await Promise.all(names.map((namespace) => cluster.list("Pod", { namespace })))).flat();
  const nodeNames = new Set(pods.flatMap(({ spec }) => spec.nodeName ?? []));
  const cilium = readAgents(cluster, [...nodeNames], gaps);
  const [agents, nodes, namespaces, { policies, references, absent }] = await Promise.all([
    cilium,
    gaps.orNone("Nodes", cluster.list("Node")),
    readEach(cluster, "Namespace", names, gaps),
    readPolicies(cluster, names, { pods, cilium }, gaps),
  ]);
  const others = namespacesOf(references).filter((name) => !names.includes(name));
  return {
    pods: [...pods, ...agents],
    services: [],
    endpointSlices: [],
    namespaces: [...namespaces, ...(await readEach(cluster, "Namespace", others, gaps))],
    nodes: [...nodes],
    workloads: [],
    policies,
    policyReferences: references,
    policyReferencesAbsent: absent,
    notRead: [...gaps.lines, ...cluster.unreadable],
    asked: { from: [], to: [] },
  };
}
