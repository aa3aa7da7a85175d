import type { ClusterSnapshot } from "../model/snapshot.ts";
import { addressesOf, deviceWith, type Address } from "../netstack/seen/addresses.ts";
import { cidrContains, parseCidr } from "../netstack/numbers/cidr.ts";
import { linkByName } from "../netstack/seen/links.ts";
import { tunnelOf } from "../netstack/seen/tunnels.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import type { Leg } from "../journey/way/leg.ts";
import { nodeAddresses } from "../journey/machine/node-addresses.ts";
import { nodePlace } from "../journey/machine/places.ts";
import { deviceOutOf, gatewayOf, routeAt, stackAt, type Stack } from "../journey/machine/stack.ts";
import { passages } from "../journey/hops/passage.ts";
import { attemptsOf } from "../journey/packets/attempts.ts";
import { pingsBetween } from "../journey/packets/node-pings.ts";
import { isBetween, onLeg } from "./between-nodes.ts";
import { notKnown, passes, stops, type Gate, type Scene } from "./gate.ts";

/** A node with the address by which the other one reaches it. */
export interface Side {
  readonly node: string;
  /** `192.168.0.13/32` on `ens3`. */
  readonly address: Address;
  /** How it sends to the other's address: straight, to a gateway, or not at all. */
  readonly sends:
    | { readonly how: "straight"; readonly device: string }
    | { readonly how: "by-gateway"; readonly gateway: string; readonly device: string }
    | { readonly how: "nowhere" };
  /** Whether the other's address lies in the range of its own. */
  readonly covers: boolean;
}

/** Two nodes that do not agree whether they are on one link. */
export interface LinkDispute {
  /** Sends straight to the other. */
  readonly straight: Side;
  /** Does not. */
  readonly apart: Side;
  /** The one whose range differs from that of every other node known; undefined where that cannot be told. */
  readonly odd: Side | undefined;
  /** Ranges of other nodes: `node1 192.168.0.11/24`. */
  readonly others: readonly string[];
}

/**
 * Whether the two nodes of a leg agree that they are on one link, by the ranges of their addresses (netmasks) and by their routes. Where
 * each reaches the other straight, or each through a router, a netmask that differs does no harm.
 */
export function sameLink(leg: Leg, snapshot: ClusterSnapshot, evidence: EvidenceIndex): Gate<LinkDispute> {
  const { atSender, atReceiver, sender, receiver } = leg;
  for (const { links, addresses, routes, rules } of [atSender, atReceiver])
    for (const { notSeen } of [links, addresses, routes, rules]) if (notSeen) return notKnown(notSeen.detail);
  const far = addressOf(receiver, atReceiver, leg, snapshot);
  const near = addressOf(sender, atSender, leg, snapshot);
  if (!far || !near) return passes;
  const sides = [sideOf(sender, near, atSender, far.ip), sideOf(receiver, far, atReceiver, near.ip)];
  const straight = sides.find(({ sends }) => sends.how === "straight");
  const apart = sides.find(({ sends }) => sends.how !== "straight");
  if (!straight || !apart || straight.covers === apart.covers) return passes;
  const known = rangesOfOthers([sender, receiver], leg, snapshot, evidence);
  return stops({
    straight,
    apart,
    odd: oddOne(straight, apart, known),
    others: known.map(({ node, range }) => `${node} ${range}`),
  });
}

/**
 * The same where packets are missed between the nodes; told once: on the way back where the packets got there. Pings that come back have
 * crossed the link both ways, and without packets nobody knows whether what differs does harm.
 */
export const sameLinkGate: (scene: Scene) => Gate<LinkDispute & { readonly leg: Leg }> = onLeg(
  isBetween,
  (leg, { flow, path, snapshot, evidence }) => {
    const there = passages(flow, path, evidence)[path.findIndex(({ kind }) => kind === "underlay")];
    if (leg.answers && there?.mark !== "passed") return passes;
    const gate = sameLink(leg, snapshot, evidence);
    if (gate.says === "passes" || gate.says === "not-known") return gate;
    const { seen } = attemptsOf(evidence, flow);
    if (!seen || seen.sent === 0) return passes;
    const pings = pingsBetween(leg, flow, snapshot, evidence);
    return (pings.there?.received ?? 0) > 0 ? passes : stops({ ...gate.stop, leg });
  },
);

/** The address of a node by which the other one reaches it, as it is configured there. */
function addressOf(node: string, stack: Stack, leg: Leg, snapshot: ClusterSnapshot): Address | undefined {
  const object = snapshot.nodes.find(({ metadata }) => metadata.name === node);
  const told = (object?.status?.addresses ?? []).map(({ address }) => address);
  const candidates = [
    ...(node === leg.receiver ? [leg.tunnel.seen?.remote ?? leg.destination] : []),
    ...told,
    ...(object ? nodeAddresses(object) : []),
  ];
  return candidates
    .map((ip) => deviceWith(stack.addresses.seen ?? [], ip))
    .find((own) => own?.family === leg.family && own.scope !== "host" && !isTunnel(stack, own.device));
}

function sideOf(node: string, address: Address, stack: Stack, other: string): Side {
  const lookup = routeAt(stack, { destination: other });
  const device = deviceOutOf(lookup);
  const gateway = gatewayOf(lookup);
  const own = addressesOf(stack.addresses.seen ?? [], address.device);
  return {
    node,
    address,
    covers: own.some((one) => covers(one, other)),
    sends:
      device === undefined || isTunnel(stack, device)
        ? { how: "nowhere" }
        : gateway === undefined
          ? { how: "straight", device }
          : { how: "by-gateway", gateway, device },
  };
}

function isTunnel(stack: Stack, device: string): boolean {
  const link = linkByName(stack.links.seen ?? [], device);
  return link !== undefined && tunnelOf(link) !== undefined;
}

function covers({ ip, prefixLength }: Address, other: string): boolean {
  const range = parseCidr(`${ip}/${prefixLength}`);
  return range !== undefined && cidrContains(range, other);
}

interface Known {
  readonly node: string;
  /** `192.168.0.11/24`. */
  readonly range: string;
}

/** The ranges of the other nodes' addresses: as read there, else as their agent noted them. */
function rangesOfOthers(
  ends: readonly string[],
  leg: Leg,
  snapshot: ClusterSnapshot,
  evidence: EvidenceIndex,
): readonly Known[] {
  return snapshot.nodes.flatMap(({ metadata: { name, annotations }, status }) => {
    if (ends.includes(name)) return [];
    const ips = (status?.addresses ?? []).map(({ address }) => address);
    const { addresses } = stackAt(evidence, nodePlace(name), leg.family);
    const read = (addresses.seen ?? []).find(({ ip, family }) => family === leg.family && ips.includes(ip));
    const noted = annotations?.[`projectcalico.org/IPv${leg.family}Address`];
    const range = read ? `${read.ip}/${read.prefixLength}` : noted;
    return range !== undefined && parseCidr(range) && range.includes("/") ? [{ node: name, range }] : [];
  });
}

/** Whose range differs from the other's and from that of all nodes beside: one against two at least. */
function oddOne(one: Side, other: Side, known: readonly Known[]): Side | undefined {
  const lengths = new Set(known.map(({ range }) => parseCidr(range)?.length));
  const [length, ...more] = lengths;
  if (length === undefined || more.length > 0) return undefined;
  const odd = [one, other].filter(({ address }) => address.prefixLength !== length);
  return odd.length === 1 ? odd[0] : undefined;
}
