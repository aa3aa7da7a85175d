import { nodeOf, type Endpoint } from "../../model/endpoint.ts";
import type { Flow } from "../../model/flow.ts";
import type { Hop } from "../../model/hop.ts";

/** Who sends and who gets what crosses a hop: on the way back the ends change places. */
export function endsAt(hop: Hop, flow: Flow): { readonly sender: Endpoint; readonly receiver: Endpoint } {
  return hop.kind === "reply"
    ? { sender: flow.to, receiver: flow.from }
    : { sender: flow.from, receiver: flow.to };
}

/** True on the node of the one who sends, when the other one is on another node. */
export function leavesForAnotherNode(hop: Hop, flow: Flow): boolean {
  const { sender, receiver } = endsAt(hop, flow);
  const target = nodeOf(receiver);
  return hop.node !== undefined && hop.node === nodeOf(sender) && target !== undefined && target !== hop.node;
}
