import type { Flow } from "../../model/flow.ts";
import type { Packet } from "../../model/hop.ts";
import type { Sight } from "../../model/evidence.ts";
import type { RouteLookup } from "../../netstack/kernel/route-lookup.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { hasOwnNetns, nodePlace, placeOf } from "../machine/places.ts";
import { deviceOutOf, routeAt, stackAt, type Stack } from "../machine/stack.ts";
import { wireDevice } from "../machine/wire.ts";
import { routedAt } from "./routed.ts";

/** A node's routing decision about what leaves for another one, and where it was taken. */
export interface SetOff {
  readonly stack: Stack;
  /** By which interface the packets entered the node; undefined for its own. */
  readonly deviceIn: string | undefined;
  readonly lookup: Sight<RouteLookup>;
}

/** By which interface the flow's packets enter their node, and how it routes them. */
export function setOff(flow: Flow, packet: Packet, node: string, evidence: EvidenceIndex): SetOff {
  const stack = stackAt(evidence, nodePlace(node), flow.family);
  const deviceIn = hasOwnNetns(flow.from)
    ? (deviceOutOf(routeAt(stack, { destination: flow.sourceIP })) ??
      wireDevice(flow, placeOf(flow.from), stack, evidence))
    : undefined;
  return {
    stack,
    deviceIn,
    lookup: routedAt({ place: nodePlace(node), packet, deviceIn, answers: false }, evidence),
  };
}
