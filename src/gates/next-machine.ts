import { familyOf } from "../model/protocol.ts";
import { deviceWith } from "../netstack/seen/addresses.ts";
import { sameAddress } from "../netstack/numbers/cidr.ts";
import { linkByName } from "../netstack/seen/links.ts";
import { isUnresolved, neighbourFor, type Neighbour } from "../netstack/seen/neighbours.ts";
import { leftBefore, missedBetween } from "./between-nodes.ts";
import { notKnown, passes, stops, type Gate, type Scene } from "./gate.ts";
import type { Leg } from "../journey/way/leg.ts";
import { deviceOutOf, gatewayOf, routeAt, type Stack } from "../journey/machine/stack.ts";

/** A neighbour entry of the sender that does not lead to the receiver's network card. */
export interface WrongNeighbour {
  readonly entry: Neighbour;
  /** The receiver's card that has the address, and its MAC address; absent where nobody answered at all. */
  readonly card?: { readonly device: string; readonly mac: string };
  /** The receiver's own entry for the sender is right: the two see each other's cards, nothing stands in for them. */
  readonly sameWire: boolean;
}

/** Whom the sender's node hands the packets to, below any tunnel; undefined where they go nowhere. */
export function handedTo(leg: Leg): { readonly ip: string; readonly device: string } | undefined {
  const end = leg.tunnel.seen;
  if (leg.tunnel.notSeen || (end && end.remote === undefined)) return undefined;
  const destination = end?.remote ?? leg.destination;
  const lookup = end ? routeAt(leg.atSender, { destination }) : leg.lookup;
  const device = deviceOutOf(lookup);
  return device === undefined ? undefined : { ip: gatewayOf(lookup) ?? destination, device };
}

/**
 * The MAC address the sender puts on the wire for the receiver, held against the receiver's real card. A router in
 * between, or a network that answers for all its machines itself, makes them differ rightly: then nothing is said.
 */
export function nextMachine(leg: Leg): Gate<WrongNeighbour> {
  const next = handedTo(leg);
  const { neighbours } = leg.atSender;
  if (leg.tunnel.notSeen) return notKnown(leg.tunnel.notSeen.detail);
  if (!next) return passes;
  if (neighbours.notSeen) return notKnown(neighbours.notSeen.detail);
  const entry = neighbourFor(neighbours.seen, next.device, next.ip);
  if (!entry) return passes;
  const { links, addresses } = leg.atReceiver;
  if (addresses.notSeen) return notKnown(addresses.notSeen.detail);
  if (links.notSeen) return notKnown(links.notSeen.detail);
  const device = deviceWith(addresses.seen, next.ip)?.device;
  const mac = device === undefined ? undefined : linkByName(links.seen, device)?.mac;
  if (device !== undefined && !linkByName(links.seen, device))
    return notKnown(`${device} was not among the interfaces of ${leg.receiver}`);
  if (device === undefined || mac === undefined) return passes;
  const sameWire = knowsCard(leg.atReceiver, leg.atSender, next.device);
  if (isUnresolved(entry)) return stops({ entry, sameWire });
  if (entry.mac === undefined || standsForOthers(entry, neighbours.seen)) return passes;
  // Linux answers for any of its addresses on any of its cards.
  const own = links.seen.flatMap((link) => link.mac?.toLowerCase() ?? []);
  if (own.includes(entry.mac.toLowerCase())) return passes;
  return stops({ entry, card: { device, mac }, sameWire });
}

/** An entry that leads to another machine than the receiver, where packets are missed for it. */
export interface WrongMachine extends WrongNeighbour {
  readonly leg: Leg;
  readonly card: NonNullable<WrongNeighbour["card"]>;
  /** How many answers left the sender; undefined of packets, which are counted between the nodes. */
  readonly left: number | undefined;
}

/** The same where packets are missed between the nodes. That nobody answers at all is a matter of the network. */
export const wrongMachineGate: (scene: Scene) => Gate<WrongMachine> = missedBetween((leg, scene) => {
  const gate = nextMachine(leg);
  if (gate.says === "passes" || gate.says === "not-known") return gate;
  const { card } = gate.stop;
  return card
    ? stops({ ...gate.stop, card, leg, left: leg.answers ? leftBefore(scene) : undefined })
    : passes;
});

/** One machine that answers for several addresses is a router or the network itself; each has one of its own for the other family. */
function standsForOthers(entry: Neighbour, all: readonly Neighbour[]): boolean {
  return all.some(
    ({ device, mac, ip }) =>
      device === entry.device &&
      mac === entry.mac &&
      familyOf(ip) === familyOf(entry.ip) &&
      !sameAddress(ip, entry.ip),
  );
}

/** Whether one node's entry for an address of the other has that one's card. */
function knowsCard(from: Stack, to: Stack, cardOf: string): boolean {
  const mac = linkByName(to.links.seen ?? [], cardOf)?.mac?.toLowerCase();
  const ips = (to.addresses.seen ?? []).filter(({ device }) => device === cardOf).map(({ ip }) => ip);
  return (from.neighbours.seen ?? []).some(
    (entry) =>
      ips.some((ip) => sameAddress(ip, entry.ip)) && mac !== undefined && entry.mac?.toLowerCase() === mac,
  );
}
