import { Node } from "../../model/kubernetes.ts";
import { CouldNotStand } from "../../ports.ts";
import { ApiRefused } from "./api-errors.ts";
import type { Connection } from "./connection.ts";
import { stopped } from "./exec-refusal.ts";
import { homeOf, pathOf } from "./kind-info.ts";
import { kinds } from "./kinds.ts";
import { scopeTest } from "./selectors.ts";

/**
 * What the Node object says against standing there, in words; undefined when nothing. Throws CouldNotStand when there is
 * no use in trying: no such node, or its kubelet went silent (Ready is Unknown). A kubelet that itself reports
 * NotReady, as when its CNI is broken, still answers exec: that is exactly where one wants to look.
 */
export async function nodeComplaint(
  connection: Connection,
  node: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const isCalled = scopeTest({ fieldSelector: `metadata.name=${node}` });
  const nodesAt = homeOf(kinds.Node);
  let raw = connection.lists.lately(pathOf(nodesAt))?.find((item) => isCalled?.(item));
  try {
    raw ??= await connection.api.send({ path: pathOf(nodesAt, undefined, node), signal });
  } catch (error) {
    if (signal?.aborted) throw stopped(node);
    if (error instanceof ApiRefused && error.code === 404)
      throw new CouldNotStand({
        why: "node-unreachable",
        detail: `the cluster has no node ${node} any more`,
        next: "kubectl get nodes",
      });
    // Nodes are read for a quick answer only: without them, exec itself tells.
    return undefined;
  }
  const parsed = Node.safeParse(raw);
  if (!parsed.success) return undefined;
  const ready = parsed.data.status?.conditions?.find(({ type }) => type === "Ready");
  if (!ready || ready.status === "True") return undefined;
  const since = ready.lastTransitionTime ? ` since ${ready.lastTransitionTime}` : "";
  const complaint = `node ${node} is not ready${since}: ${ready.message ?? ready.reason ?? "no reason given"}`;
  if (ready.status !== "Unknown") return complaint;
  throw new CouldNotStand({
    why: "node-unreachable",
    detail: complaint,
    next: `on ${node}: systemctl status kubelet; kubectl describe node ${node}`,
  });
}
