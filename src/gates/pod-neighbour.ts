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
  /** Whether it is answers that the pod does not get. */
  readonly answers: boolean;
}

/**
 * The MAC address that a node puts on the wire of its own pod, held against the pod's: the pod's kernel throws a frame for another one
 * away as somebody else's. At the target's socket it is about the packets, at the source's node on the way back about the answers.
 */
export function podNeighbourGate({ hop, path, flow, evidence }: Scene): Gate<WrongPodNeighbour> {
  const answers = hop.kind === "reply";
  // The answers come home at the last hop of the way.
  if (answers && path.at(-1) !== hop) return passes;
  const side = answers ? "from" : "to";
  const pod = flow[side];
  const place = placeOf(pod);
  const other = placeOf(flow[answers ? "to" : "from"]);
  if (pod.type !== "pod" || place?.kind !== "pod") return passes;
  // What a pod sends to itself never leaves it.
  if (other && placeKey(other) === placeKey(place)) return passes;
  const wire = podWireAt(side, flow, evidence);
  if (wire.notSeen) return notKnown(wire.notSeen.detail);
  const { neighbours } = stackAt(evidence, nodePlace(pod.node), flow.family);
  if (neighbours.notSeen) return notKnown(neighbours.notSeen.detail);
  const { podLink, routedTo, ip } = wire.seen;
  const entry = routedTo === undefined ? undefined : neighbourFor(neighbours.seen, routedTo, ip);
  if (podLink?.mac === undefined || !entry || entry.mac === undefined || isUnresolved(entry)) return passes;
  // Linux answers for any of its addresses on any of its interfaces.
  const inside = stackAt(evidence, place, flow.family).links.seen ?? [];
  const own = inside.flatMap(({ mac }) => mac?.toLowerCase() ?? []);
  if (own.includes(entry.mac.toLowerCase())) return passes;
  return stops({ pod, entry, device: podLink.name, mac: podLink.mac, answers });
}
