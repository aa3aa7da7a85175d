/** Where the API server calls from, webhooks and kubelets for instance. */
import type { Cluster } from "../ports.ts";
import { nothing, refOf, type End } from "./ends.ts";
import { NotFound } from "./unresolved.ts";

/** A label without a value. */
const controlPlane = "node-role.kubernetes.io/control-plane";

/**
 * A node of the control plane, where no pod of the API server is to be found: k3s runs it as a part of itself.
 * Throws NotFound where the control plane is on no node of the cluster.
 */
export async function endOfApiServer(cluster: Cluster): Promise<End> {
  const nodes = await cluster.list("Node");
  const node = nodes.find(({ metadata }) => metadata.labels?.[controlPlane] !== undefined);
  if (node) return { ...nothing, refs: [refOf("Node", node.metadata)], node };
  throw new NotFound(
    "The API server runs on no node of this cluster, as where somebody else manages it: its side cannot be stood on. Ask from one of the nodes to see the rest of the way.",
    [],
  );
}
