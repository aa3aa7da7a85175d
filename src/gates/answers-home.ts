import { hasOwnNetns } from "../journey/machine/places.ts";
import type { ArrivesAs, Flow } from "../model/flow.ts";
import { sameAddress } from "../netstack/numbers/cidr.ts";
import { legAt, type Leg } from "../journey/way/leg.ts";
import { arrivedFrom } from "../journey/packets/arrived.ts";
import { notKnown, passes, stops, type Gate, type Scene } from "./gate.ts";
import { handedTo } from "./next-machine.ts";

/** A source that a node gave a pod's packets, and to which nothing leads back to that node. */
export interface NoWayHome {
  readonly ip: string;
  /** Who rewrites, and the rule that does. */
  readonly by: NonNullable<ArrivesAs["masqueradedBy"]>;
}

/**
 * Whether answers to a source that its node rewrote come back to that node: it has the address, or the target's node sends what is
 * for the address to it. Only there is it translated back. For answers on their way from node to node.
 */
export function answersHome(leg: Leg, flow: Flow): Gate<NoWayHome> {
  const by = flow.arrivesAs?.masqueradedBy;
  if (!leg.answers || !by || !hasOwnNetns(flow.from) || !hasOwnNetns(flow.to)) return passes;
  const { addresses } = leg.atReceiver;
  if (addresses.notSeen) return notKnown(addresses.notSeen.detail);
  if (leg.lookup.notSeen) return notKnown(leg.lookup.notSeen.detail);
  if (leg.tunnel.notSeen) return notKnown(leg.tunnel.notSeen.detail);
  const ofReceiver = (ip: string | undefined): boolean =>
    ip !== undefined && addresses.seen.some((one) => sameAddress(one.ip, ip));
  const ways = [leg.destination, leg.tunnel.seen?.remote, handedTo(leg)?.ip];
  return ways.some(ofReceiver) ? passes : stops({ ip: leg.destination, by });
}

/** The same at the hop where answers leave the target's node, with the way that they take there. */
export function answersHomeGate({ hop, flow, evidence }: Scene): Gate<NoWayHome & { readonly leg: Leg }> {
  const leg = legAt(hop, flow, evidence);
  if (!leg || hop.kind !== "reply" || hop.node !== leg.sender) return passes;
  if (arrivedFrom(hop, flow, evidence).seen) return passes;
  const gate = answersHome(leg, flow);
  return gate.says === "stops" || gate.says === "stops-some" ? stops({ ...gate.stop, leg }) : gate;
}
