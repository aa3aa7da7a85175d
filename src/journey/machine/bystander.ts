import { nodeOf } from "../../model/endpoint.ts";
import type { Flow } from "../../model/flow.ts";
import type { Node } from "../../model/kubernetes.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";

/**
 * A node that is no end of the flow, to ask what two nodes cannot tell of each other: which of them is cut off, whose
 * settings are like everybody else's. A ready one if there is one; undefined when no third node is known.
 */
export function bystanderOf(flow: Flow, snapshot: ClusterSnapshot): string | undefined {
  const ends = [nodeOf(flow.from), nodeOf(flow.to)];
  const read = snapshot.nodes.filter(countsAsReady).map(({ metadata }) => metadata.name);
  const named = snapshot.pods.flatMap(({ spec }) => spec.nodeName ?? []);
  const unready = snapshot.nodes.filter((node) => !countsAsReady(node)).map(({ metadata }) => metadata.name);
  return [...read, ...named.filter((name) => !unready.includes(name))].find((name) => !ends.includes(name));
}

/** Whether the cluster calls a node ready; a node that says nothing of it is taken for ready. */
function countsAsReady({ status }: Node): boolean {
  const ready = status?.conditions?.find(({ type }) => type === "Ready");
  return ready === undefined || ready.status === "True";
}
