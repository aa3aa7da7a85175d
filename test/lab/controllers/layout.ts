import type { KubeObject } from "../api/object.ts";
import type { Store } from "../api/store.ts";
import type { LabCluster } from "../clusters/cluster.ts";
import { nodeObject } from "../clusters/node-objects.ts";

/**
 * Puts the cluster's objects into the store as if they had been there since `createdAt`, and runs the passes until
 * the workloads have their pods and the pods their nodes. Throws ApiError for objects the API would refuse.
 */
export function layOut(
  store: Store,
  cluster: LabCluster,
  extra: readonly KubeObject[],
  passes: () => void,
): void {
  const nodes = cluster.nodes.map((node) => nodeObject(node, cluster.createdAt));
  for (const object of [...nodes, ...cluster.objects, ...extra]) store.create(object);
  let before = -1;
  while (before !== store.version) {
    before = store.version;
    passes();
  }
}
