import type { PodEndpoint } from "../model/endpoint.ts";
import { isUnresolved, neighbourFor, type Neighbour } from "../netstack/seen/neighbours.ts";
import { placeKey } from "../model/place.ts";
import { nodePlace, placeOf } from "../journey/machine/places.ts";
import { stackAt } from "../journey/machine/stack.ts";
import { podWireAt } from "../journey/machine/wire.ts";
import { notKnown, passes, stops, type Gate, type Scene } from "./gate.ts";

/** A node's neighbour entry for its own pod that carries the MAC address of nothing in the pod. */
export interface WrongPodNeighbour {
  readonly pod: PodEndpoint;
  readonly entry: Neighbour;
  /** The pod's own interface, and its MAC address. */
  readonly device: string;
  readonly mac: string;
}

/**
 * The MAC address that the target's node puts on the pod's wire, held against the pod's own: the pod's kernel throws a frame for
 * another one away as somebody else's.
 */
export function podNeighbourGate({ flow, evidence }: Scene): Gate<WrongPodNeighbour> {
  const pod = flow.to;
  const place = placeOf(flow.to);
  const wire = podWireAt("to", flow, evidence);
  if (pod.type !== "pod" || place?.kind !== "pod") return passes;
  // What a pod sends to itself never leaves it.
  const from = placeOf(flow.from);
  if (from && placeKey(from) === placeKey(place)) return passes;
  if (wire.notSeen) return notKnown(wire.notSeen.detail);
  const { neighbours } = stackAt(evidence, nodePlace(pod.node), flow.family);
  if (neighbours.notSeen) return notKnown(neighbours.notSeen.detail);
  const { podLink, routedTo } = wire.seen;
  const entry =
    routedTo === undefined ? undefined : neighbourFor(neighbours.seen, routedTo, flow.destinationIP);
  if (podLink?.mac === undefined || !entry || entry.mac === undefined || isUnresolved(entry)) return passes;
  // Linux answers for any of its addresses on any of its interfaces.
  const inside = stackAt(evidence, place, flow.family).links.seen ?? [];
  const own = inside.flatMap(({ mac }) => mac?.toLowerCase() ?? []);
  if (own.includes(entry.mac.toLowerCase())) return passes;
  return stops({ pod, entry, device: podLink.name, mac: podLink.mac });
}
