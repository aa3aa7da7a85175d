import type { Scene, Gate } from "./gate.ts";
import { sameAddress } from "../netstack/numbers/cidr.ts";
import type { Echoes } from "../probes/senders/icmp-echo.ts";
import { passages } from "../journey/hops/passage.ts";
import type { TunnelEnd } from "../journey/machine/tunnel-end.ts";
import { pingsBetween, type NodePings } from "../journey/packets/node-pings.ts";
import { addressesThere, type Leg } from "../journey/way/leg.ts";
import type { NextHop } from "../journey/way/next-hops.ts";
import { tunnelBack } from "../journey/way/of-hop.ts";
import { leftBefore, missedBetween } from "./between-nodes.ts";
import { notKnown, passes, stops } from "./gate.ts";
import { lossesOf } from "./losses.ts";
import { handedTo } from "./next-machine.ts";
import { nodeAwayGate, silentNextHop } from "./node-away.ts";
import { leadsToReceiver } from "./tunnel-ends.ts";
import { untakenTunnel } from "./untaken-tunnel.ts";

/** Packets left one node's network card and did not come in at the other's, for nothing that was read. */
export interface LostBetween {
  readonly leg: Leg;
  /** How many were seen to leave; undefined where they were not watched. */
  readonly lost: number | undefined;
  readonly pings: NodePings;
}

/** Nothing passes between the two, pings neither. */
export interface EverythingLost extends LostBetween {
  /** The machine that the sender hands its packets to, and that does not answer it. */
  readonly silent: NextHop | undefined;
}

/** Whether all that goes from the one node to the other is lost. Which object does it nobody can read on either. */
export const everythingLost: (scene: Scene) => Gate<EverythingLost> = missedBetween((leg, scene) => {
  const { flow, snapshot, evidence } = scene;
  const pings = pingsBetween(leg, flow, snapshot, evidence);
  const unread = unreadTable(leg);
  if (unread !== undefined) return notKnown(unread);
  if (!pings.there || pings.there.received > 0) return passes;
  // Where a third node gets through now and then, packets are lost, and chance may have taken all of these.
  if ([pings.back, pings.third?.receiver, pings.third?.sender].some(isPart))
    return notKnown("other pings of these nodes come through in part: packets are lost there");
  // A node whose card is down, or answers nobody, is what stops them: nothing is said about the network then.
  if (nodeAwayGate(scene).says === "stops") return passes;
  const lost = lostHere(leg, scene);
  const silent = silentNextHop(flow, evidence);
  return lost === undefined && !silent ? passes : stops({ leg, lost, pings, silent });
});

/** Packets that go as they are, and of which only these are lost. */
export interface PacketsLost extends LostBetween {
  readonly lost: number;
  /** The machine that they are handed to, where it is not the other node. */
  readonly router: string | undefined;
}

/** Whether packets outside any tunnel are lost, while pings between the same nodes pass. */
export const packetsLost: (scene: Scene) => Gate<PacketsLost> = missedBetween((leg, scene) => {
  const unread = unreadTable(leg);
  if (unread !== undefined) return notKnown(unread);
  if (leg.tunnel.notSeen || leg.tunnel.seen) return passes;
  const alone = lostAlone(leg, scene);
  if (alone.says !== "stops" || goesTo(leg))
    return alone.says === "stops" ? stops({ ...alone.stop, router: undefined }) : alone;
  // The other way goes through a tunnel, or one is set up this way: it is these packets that miss it.
  if (tunnelBack(scene.hop, scene.flow, scene.evidence).seen || untakenTunnel(leg)) return passes;
  return stops({ ...alone.stop, router: handedTo(leg)?.ip });
});

/** Packets in an envelope, which is sent to the right node and does not come there. */
export interface TunnelPacketsLost extends LostBetween {
  readonly lost: number;
  readonly end: TunnelEnd;
  readonly remote: string;
}

/** Whether a tunnel's packets are lost, while pings beside it pass. Sent to another machine they would not come in here, and are not missed. */
export const tunnelPacketsLost: (scene: Scene) => Gate<TunnelPacketsLost> = missedBetween((leg, scene) => {
  const unread = unreadTable(leg);
  if (unread !== undefined) return notKnown(unread);
  const end = leg.tunnel.seen;
  const remote = end?.remote;
  if (!end || remote === undefined || !addressesThere(leg, scene.snapshot).includes(remote)) return passes;
  const alone = lostAlone(leg, scene);
  return alone.says === "stops" ? stops({ ...alone.stop, end, remote }) : alone;
});

/** Whether these packets are lost and pings between the same nodes are not. */
function lostAlone(
  leg: Leg,
  scene: Scene,
): Exclude<Gate<LostBetween & { readonly lost: number }>, { says: "stops-some" }> {
  const lost = lostHere(leg, scene);
  if (lost === undefined || lost === 0) return passes;
  const pings = pingsBetween(leg, scene.flow, scene.snapshot, scene.evidence);
  if (!pings.there) return notKnown("whether plain pings get through between the nodes was not seen");
  return pings.there.received === 0 ? passes : { says: "stops", stop: { leg, lost, pings } };
}

/**
 * How many packets (on the way back: answers) were seen to leave the sender's node, where none was seen at the receiver's;
 * undefined where one of them was not watched, or some came through.
 */
function lostHere(leg: Leg, scene: Scene): number | undefined {
  const { hop, path, flow, evidence } = scene;
  const passage = passages(flow, path, evidence)[path.indexOf(hop)];
  if (passage?.mark !== "stopped") return undefined;
  const losses = lossesOf(flow, evidence);
  const counted = leg.answers ? losses?.back.own : losses?.there.own;
  // Few of many may come through, and none of the first seven: that is another matter.
  if (counted && counted.came > 0) return undefined;
  const first = hop.kind === "underlay" ? passage.in : leftBefore(scene);
  const none = hop.kind === "underlay" ? passage.out === 0 : passage.in === 0;
  return none ? Math.max(first ?? 0, counted?.left ?? 0) : undefined;
}

/**
 * Why a table that decides the way was not read on one of the nodes, if so: whoever says that the network between them loses packets
 * has ruled all of them out.
 */
function unreadTable({ atSender, atReceiver }: Leg): string | undefined {
  return [atSender, atReceiver]
    .flatMap(({ links, addresses, routes, rules, neighbours, fdb }) => [
      links,
      addresses,
      routes,
      rules,
      neighbours,
      fdb,
    ])
    .find(({ notSeen }) => notSeen)?.notSeen?.detail;
}

function isPart(echoes: Echoes | undefined): boolean {
  return echoes !== undefined && echoes.received > 0 && echoes.received < echoes.sent;
}

/** Whether the sender hands the packets to the other node itself, or addresses them to it: not to whatever a router knows of pods. */
function goesTo(leg: Leg): boolean {
  const next = handedTo(leg);
  return (
    next === undefined ||
    leadsToReceiver(next.ip, leg) === true ||
    (leg.atReceiver.addresses.seen ?? []).some(({ ip }) => sameAddress(ip, leg.destination))
  );
}
