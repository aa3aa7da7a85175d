import type { KubeObject } from "../api/object.ts";
import type { Store } from "../api/store.ts";
import type { LabCluster } from "../clusters/cluster.ts";
import { nodeObject } from "../clusters/node-objects.ts";

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
  const missing = [...nodes, ...extra].filter((object) => !own.has(key(object)));
  const [namespaces, others] = [
    missing.filter(({ kind }) => kind === "Namespace"),
    missing.filter(({ kind }) => kind !== "Namespace"),
  ];
  for (const object of [...namespaces, ...cluster.objects, ...others]) store.create(object);
  let before = -1;
  while (before !== store.version) {
    before = store.version;
    passes();
  }
}
