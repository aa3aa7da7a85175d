import type { KubeObject } from "../api/object.ts";
import type { Store } from "../api/store.ts";
import type { LabCluster } from "../clusters/cluster.ts";
import { leaseOf, nodeObject } from "../clusters/node-objects.ts";
import { namespace } from "../clusters/objects.ts";

/**
 * Puts the cluster's objects into the store as if they had been there since `createdAt`, and runs the passes until
 * the workloads have their pods and the pods their nodes. `extra` is what a cluster has anyway, where it does not say
 * otherwise. Throws ApiError for objects the API would refuse.
 */
export function layOut(
  store: Store,
  cluster: LabCluster,
  extra: readonly KubeObject[],
  passes: () => void,
): void {
  const key = ({ apiVersion, kind, metadata }: KubeObject): string =>
    [apiVersion, kind, metadata.namespace ?? "", metadata.name].join("/");
  const own = new Set(cluster.objects.map(key));
  const nodes = cluster.nodes.map((node) => nodeObject(node, cluster.createdAt));
  const leases = nodes.map((node) => leaseOf(node, cluster.createdAt));
  const everywhere = ["default", "kube-node-lease", "kube-public", "kube-system"].map((name) =>
    namespace(name),
  );
  const missing = [...everywhere, ...nodes, ...leases, ...extra].filter((object) => !own.has(key(object)));
  const [namespaces, others] = [
    missing.filter(({ kind }) => kind === "Namespace"),
    missing.filter(({ kind }) => kind !== "Namespace"),
  ];
  for (const object of [...namespaces, ...cluster.objects.map(applied), ...others]) store.create(object);
  let before = -1;
  while (before !== store.version) {
    before = store.version;
    passes();
  }
}

/** The object as kubectl applies it, with a copy of itself; one that comes from a cluster has had its history there. */
function applied(object: KubeObject): KubeObject {
  const { metadata } = object;
  if (metadata.uid !== undefined) return object;
  const copy = { ...object, metadata: { annotations: {}, ...metadata } };
  const annotations = {
    ...metadata.annotations,
    "kubectl.kubernetes.io/last-applied-configuration": `${JSON.stringify(copy)}\n`,
  };
  return { ...object, metadata: { ...metadata, annotations } };
}
