import type { Node, Pod, PolicyObject } from "../model/kubernetes.ts";
import type { ClusterSnapshot, NotRead } from "../model/snapshot.ts";
import { CouldNotRead, type Cluster, type Kind, type Kinds } from "../ports.ts";
import type { ClusterDns } from "./dns.ts";
import type { End } from "./ends.ts";

/**
 * Everything declared that the judgement needs, read in parallel: nodes, namespaces and policies of the two
 * ends, nothing of the rest of the cluster. What the API refuses becomes a `notRead` line.
 */
export async function readSnapshot(
  from: End,
  to: End,
  dns: ClusterDns,
  cluster: Cluster,
): Promise<ClusterSnapshot> {
  const notRead: NotRead[] = [];
  const pods = unique([...from.pods, ...to.pods, ...dns.pods]);
  const namespaces = new Set(
    [...pods, ...(to.service ? [to.service] : [])].map(({ metadata }) => metadata.namespace ?? "default"),
  );
  const nodeNames = new Set(
    pods.flatMap((pod) => (pod.spec.nodeName === undefined ? [] : [pod.spec.nodeName])),
  );

  const [neighbours, namespaceObjects, nodes, policies] = await Promise.all([
    readNeighbours(cluster, [from, to], notRead),
    readEach(cluster, "Namespace", [...namespaces], notRead),
    readEach(cluster, "Node", [...nodeNames], notRead),
    readPolicies(cluster, [...namespaces], notRead),
  ]);
  const known = [from.node, to.node].filter((node): node is Node => node !== undefined);
  return {
    pods: unique([...pods, ...neighbours]),
    services: [...(to.service ? [to.service] : []), ...(from.service ? [from.service] : []), ...dns.services],
    endpointSlices: [...to.slices, ...dns.slices],
    namespaces: namespaceObjects,
    nodes: unique([...nodes, ...known]),
    workloads: [...from.workloads, ...to.workloads],
    policies,
    notRead: [...notRead, ...cluster.unreadable],
    asked: { from: [...from.refs], to: [...to.refs] },
  };
}

/** All pods of the two ends' namespaces: what else a change would open, and which pod a selector nearly finds. */
async function readNeighbours(cluster: Cluster, ends: readonly End[], notRead: NotRead[]): Promise<Pod[]> {
  const namespaces = new Set(
    ends.flatMap(({ pods, service }) =>
      [...pods, ...(service ? [service] : [])].map(({ metadata }) => metadata.namespace ?? "default"),
    ),
  );
  const lists = await Promise.all(
    [...namespaces].map(async (namespace) => {
      try {
        return await cluster.list("Pod", { namespace });
      } catch (error) {
        notRead.push(lineFor(`Pods of namespace ${namespace}`, error));
        return [];
      }
    }),
  );
  return lists.flat();
}

async function readEach<K extends Kind>(
  cluster: Cluster,
  kind: K,
  names: readonly string[],
  notRead: NotRead[],
): Promise<Kinds[K][]> {
  const read = await Promise.all(
    names.map(async (name) => {
      try {
        return await cluster.get(kind, name);
      } catch (error) {
        notRead.push(lineFor(`${kind} ${name}`, error));
        return undefined;
      }
    }),
  );
  return read.flatMap((object) => (object === undefined ? [] : [object]));
}

async function readPolicies(
  cluster: Cluster,
  namespaces: readonly string[],
  notRead: NotRead[],
): Promise<PolicyObject[]> {
  const lists = await Promise.all(
    namespaces.map(async (namespace) => {
      try {
        return await cluster.list("NetworkPolicy", { namespace });
      } catch (error) {
        notRead.push(lineFor(`NetworkPolicies of namespace ${namespace}`, error));
        return [];
      }
    }),
  );
  return lists.flat();
}

function lineFor(what: string, error: unknown): NotRead {
  return error instanceof CouldNotRead
    ? { what, reason: error.message, next: error.next }
    : { what, reason: error instanceof Error ? error.message : String(error), next: `kubectl get ${what}` };
}

function unique<T extends Pod | Node | PolicyObject>(objects: readonly T[]): T[] {
  const seen = new Set<string>();
  return objects.filter(({ metadata }) => {
    const key = `${metadata.namespace ?? ""}/${metadata.name}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
