import { nodeOf } from "../model/endpoint.ts";
import type { TunnelEnd } from "../journey/machine/tunnel-end.ts";
import { arrivedFrom } from "../journey/packets/arrived.ts";
import { addressesOfNode, nodeObject } from "../journey/machine/uplinks.ts";
import { endsAt, leavesForAnotherNode } from "../journey/way/direction.ts";
import { addressesThere, legAt, type Leg } from "../journey/way/leg.ts";
import { tunnelThere } from "../journey/way/of-hop.ts";
import { notKnown, passes, stops, type Gate, type Scene } from "./gate.ts";
import { leadsToReceiver } from "./tunnel-ends.ts";

/** The envelope is sent to another machine than the receiver's node, or the sender does not know where to. */
export interface WrongEnd {
  readonly leg: Leg;
  /** `remote` is undefined where no entry says where the far end is. */
  readonly end: TunnelEnd;
  /** The addresses of the receiver's node, as the API has them. */
  readonly own: readonly string[];
}

/**
 * Whether the tunnel that the packet goes into leads to the receiver's node. Where the route itself leads to another node, its entry is
 * right, and the route is what to look at.
 */
export function tunnelAddressGate({ hop, flow, snapshot, evidence }: Scene): Gate<WrongEnd> {
  const { receiver } = endsAt(hop, flow);
  const target = nodeOf(receiver);
  const leg = legAt(hop, flow, evidence);
  if (!leg || target === undefined || !leavesForAnotherNode(hop, flow)) return passes;
  // What came in there was sent there.
  if (arrivedFrom(hop, flow, evidence).seen) return passes;
  const end = tunnelThere(hop, flow, evidence);
  if (end.notSeen) return notKnown(end.notSeen.detail);
  if (!end.seen) return passes;
  const { remote, nextHop, tunnel } = end.seen;
  const own = addressesOfNode(nodeObject(receiver, snapshot));
  if (own.length === 0) return notKnown(`the addresses of node ${target} were not read`);
  // Some devices take the far end per packet: then there is no table to be wrong.
  if (remote === undefined) return tunnel.external ? passes : stops({ leg, end: end.seen, own });
  if (nextHop !== undefined && leadsToReceiver(nextHop, leg) === false) return passes;
  if (addressesThere(leg, snapshot).includes(remote)) return passes;
  // The entry may be that of a route which another block has rightly.
  if (leg.atReceiver.routes.notSeen) return notKnown(`the routes of ${target} were not read`);
  if (leg.atReceiver.addresses.notSeen) return notKnown(`the addresses of ${target} were not read`);
  return stops({ leg, end: end.seen, own });
}
