import { nodeOf } from "../model/endpoint.ts";
import type { Flow } from "../model/flow.ts";
import type { Hop } from "../model/hop.ts";
import { addressesOf, type Address } from "../netstack/seen/addresses.ts";
import { seenBy, type CapturedPacket, type Crossing, type ProbeFlow } from "../netstack/seen/captured.ts";
import { tunnelOf } from "../netstack/seen/tunnels.ts";
import { capture } from "../probes/capture/capture.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { attemptsOf } from "../journey/packets/attempts.ts";
import { freshPackets, type Checkpoint } from "../journey/packets/crossings.ts";
import { subjectOf } from "../journey/packets/grid.ts";
import { isBetween, onLeg } from "./between-nodes.ts";
import { notKnown, passes, stopsSome, type Gate, type Scene } from "./gate.ts";
import { counterpartOf } from "./tunnel-ends.ts";
import { legAt, type Leg } from "../journey/way/leg.ts";
import { wrapsAnswers } from "../journey/hops/counted.ts";
import { walkPath } from "../journey/way/path.ts";
import { nodePlace } from "../journey/machine/places.ts";
import { sourcesOnTheWay } from "../journey/way/sources.ts";
import type { Stack } from "../journey/machine/stack.ts";

/** The `subject` of the second watch of a flow, while more packets are sent so that a share can be told; and of the pings beside them. */
export function moreSubject(flow: Flow, pings: "in the tunnel" | "beside it" | "big" | "" = ""): string {
  return [subjectOf(flow.id, "more"), pings].filter(Boolean).join(" ");
}

/** Packets that one node was seen to let go, and how many of them the other one was seen to get. */
export interface Carried {
  readonly left: number;
  readonly came: number;
}

/** What the network between two nodes did with all packets of a run, one way. */
export interface Losses {
  /** The question's own packets. */
  readonly own: Carried;
  /** Pings that travel as they do: in their tunnel, where there is one. */
  readonly pings?: Carried;
  /** Pings beside the tunnel, of the same two nodes. */
  readonly beside?: Carried;
}

/** Two lost packets may be chance; less than this share nobody notices. */
const fewestLost = 2;
const leastShare = 0.02;

/** Whether part of the packets is lost, and part comes through. */
function isLossy({ left, came }: Carried): boolean {
  return came > 0 && left - came >= Math.max(fewestLost, leastShare * left);
}

/**
 * What share of them is lost, where part of them is: of the question's own packets, and of pings on the same way where those
 * are lost as well. Undefined where all come through, and where all of the question's own are lost: then it is not chance.
 */
export function partLost({ own, pings }: Losses): Carried | undefined {
  if (own.left > 0 && own.came === 0) return undefined;
  const all = pings && { left: own.left + pings.left, came: own.came + pings.came };
  if (all && isLossy(pings)) return all;
  return isLossy(own) ? own : undefined;
}

/** Where pings between the two nodes go: through the tunnel to the receiver's end of it, and to its own address. */
export function pingTargets(
  leg: Leg,
  path: readonly Hop[],
): { readonly inTunnel?: PingPair; readonly beside?: PingPair } {
  const tunnel = leg.tunnel.seen?.tunnel;
  const there = tunnel && counterpartOf(tunnel, leg.atReceiver.links.seen ?? []);
  const underlay = path.find(({ kind }) => kind === "underlay");
  const first = (all: readonly Address[] | undefined, device: string | undefined): string | undefined =>
    device === undefined
      ? undefined
      : addressesOf(all ?? [], device).find(({ family }) => family === leg.family)?.ip;
  const pair = (here: string | undefined, far: string | undefined): PingPair | undefined => {
    const from = first(leg.atSender.addresses.seen, here);
    const to = first(leg.atReceiver.addresses.seen, far);
    return from === undefined || to === undefined ? undefined : { from, to };
  };
  const inTunnel = there && pair(tunnel.device, there.device);
  const beside = pair(underlay?.deviceOut, underlay?.deviceIn);
  return { ...(inTunnel ? { inTunnel } : {}), ...(beside ? { beside } : {}) };
}

export interface PingPair {
  readonly from: string;
  readonly to: string;
}

/**
 * All packets of a run that were watched on both nodes, counted where they leave the one network card and come in at the
 * other: there, and the answers back. Undefined where they were not watched, or too many to be counted.
 */
export function lossesOf(
  flow: Flow,
  evidence: EvidenceIndex,
): { readonly there: Losses; readonly back: Losses } | undefined {
  return evidence.derive(lossesOf, flow.id, () => countLosses(flow, evidence));
}

function countLosses(flow: Flow, evidence: EvidenceIndex): ReturnType<typeof lossesOf> {
  const path = walkPath(flow, evidence);
  const underlay = path.find(({ kind }) => kind === "underlay");
  const leg = underlay && legAt(underlay, flow, evidence);
  if (!leg || underlay.deviceOut === undefined || underlay.deviceIn === undefined) return undefined;
  const wrapped = path.some(({ kind }) => kind === "tunnel");
  const answersWrapped = wrapsAnswers(path);
  const first = watchedTwice(leg, evidence, "", freshPackets(flow, evidence), wrapped, answersWrapped);
  if (first.length === 0) return undefined;
  const more = moreFlow(flow, evidence);
  const again = (
    probes: ProbeFlow | undefined,
    there: boolean,
    back: boolean,
    counts?: (packet: CapturedPacket) => boolean,
  ): readonly Round[] =>
    probes ? watchedTwice(leg, evidence, moreSubject(flow), probes, there, back, counts) : [];
  const own = [...first, ...again(more, wrapped, answersWrapped)];
  const targets = pingTargets(leg, path);
  const bare = targets.beside ? again(echoes(targets.beside), false, false, isSmall) : [];
  const inTunnel = targets.inTunnel ? again(echoes(targets.inTunnel), true, true, isSmall) : [];
  const pings = wrapped ? inTunnel : bare;
  const unhurt = allAnswered(flow, evidence);
  const losses = (way: "there" | "back"): Losses => {
    const counted = sum(own, way);
    return {
      // What was answered has come through, whatever a capture missed.
      own: unhurt ? { left: counted.left, came: counted.left } : counted,
      ...(pings.length > 0 ? { pings: sum(pings, way) } : {}),
      ...(wrapped && bare.length > 0 ? { beside: sum(bare, way) } : {}),
    };
  };
  return { there: losses("there"), back: losses("back") };
}

function allAnswered(flow: Flow, evidence: EvidenceIndex): boolean {
  const rounds = [attemptsOf(evidence, flow).seen, attemptsOf(evidence, flow, "more").seen];
  return rounds.every((round) => round === undefined || round.answered === round.sent);
}

function answeredInPart(flow: Flow, evidence: EvidenceIndex): boolean {
  const rounds = [attemptsOf(evidence, flow).seen, attemptsOf(evidence, flow, "more").seen];
  return !allAnswered(flow, evidence) && rounds.some((round) => (round?.answered ?? 0) > 0);
}

interface Round {
  readonly probes: ProbeFlow;
  readonly here: readonly CapturedPacket[];
  readonly there: readonly CapturedPacket[];
  readonly wrapped: boolean;
  readonly answersWrapped: boolean;
}

/** What both nodes saw of one run; nothing where one of them may have missed packets. */
function watchedTwice(
  leg: Leg,
  evidence: EvidenceIndex,
  subject: string,
  probes: ProbeFlow,
  wrapped: boolean,
  answersWrapped: boolean,
  counts: (packet: CapturedPacket) => boolean = () => true,
): readonly Round[] {
  const [here, there] = [leg.sender, leg.receiver].map(
    (node) => evidence.see(capture, nodePlace(node), "window", subject).seen,
  );
  if (!here?.complete || !there?.complete || here.unread > 0 || there.unread > 0) return [];
  return [
    {
      probes,
      here: onAnyCard(here.packets.filter(counts), leg.atSender),
      there: onAnyCard(there.packets.filter(counts), leg.atReceiver),
      wrapped,
      answersWrapped,
    },
  ];
}

/**
 * All interfaces but tunnels taken as one: packets of several connections go by several cards (ECMP), those of a bond are seen on
 * the bond and on its card.
 */
function onAnyCard(packets: readonly CapturedPacket[], { links }: Stack): readonly CapturedPacket[] {
  const tunnels = new Set((links.seen ?? []).flatMap((link) => (tunnelOf(link) ? [link.name] : [])));
  return packets.flatMap((packet) => (tunnels.has(packet.device) ? [] : [{ ...packet, device: anyCard }]));
}

const anyCard = "any";

/** A ping of ordinary size: those that are big to tell whether size matters are counted by themselves. */
function isSmall({ length }: CapturedPacket): boolean {
  return length === undefined || length <= ordinaryPing;
}

/** Bytes of the ICMP message that ping sends when it is told no size. */
const ordinaryPing = 64;

function moreFlow(flow: Flow, evidence: EvidenceIndex): ProbeFlow | undefined {
  const { seen } = attemptsOf(evidence, flow, "more");
  return (
    seen && {
      sources: sourcesOnTheWay(flow, evidence).map(({ ip }) => ip),
      destinations: [flow.destinationIP],
      destinationPorts: [flow.port],
      protocol: flow.protocol,
    }
  );
}

function echoes({ from, to }: PingPair): ProbeFlow {
  return { sources: [from], destinations: [to], protocol: "ICMP" };
}

function sum(rounds: readonly Round[], way: "there" | "back"): Carried {
  const counts = rounds.map(({ probes, here, there, wrapped, answersWrapped }): Carried => {
    const enveloped = way === "there" ? wrapped : answersWrapped;
    const [from, to] = way === "there" ? [here, there] : [there, here];
    const left = seenBy(whileBothWatched(from, to), probes);
    return {
      left: countAt(left, { device: anyCard, direction: "out", enveloped }, way),
      came: countAt(seenBy(to, probes), { device: anyCard, direction: "in", enveloped }, way),
    };
  });
  // Of a round that the other node saw nothing of, while it saw another one, it may have looked no more.
  const looked = counts.some(({ came }) => came > 0) ? counts.filter(({ came }) => came > 0) : counts;
  return {
    left: looked.reduce((total, { left }) => total + left, 0),
    came: looked.reduce((total, { came }) => total + came, 0),
  };
}

/**
 * What left before the last connection or ping that the other node saw as well. Two captures never end in the same moment, and the clocks of
 * two nodes cannot tell which one ended first: what left later, such as a server's answer that is sent again and again, may
 * have come when nobody looked any more.
 */
function whileBothWatched(
  from: readonly CapturedPacket[],
  to: readonly CapturedPacket[],
): readonly CapturedPacket[] {
  const came = new Set(to.filter(({ direction }) => direction === "in").map(identityOf));
  const firstSent = new Map<string, number>();
  for (const packet of from)
    if (packet.direction === "out" && !firstSent.has(identityOf(packet)))
      firstSent.set(identityOf(packet), packet.at);
  const seenByBoth = [...firstSent].flatMap(([identity, at]) => (came.has(identity) ? [at] : []));
  const last = Math.max(...seenByBoth);
  return seenByBoth.length === 0 ? from : from.filter(({ at }) => at <= last);
}

/** Pings have no ports; their text carries id and sequence number. */
function identityOf({ kind, sourcePort, destinationPort, icmp }: CapturedPacket): string {
  return `${kind} ${sourcePort ?? ""} ${destinationPort ?? ""} ${icmp?.text ?? ""}`;
}

function countAt(crossings: readonly Crossing[], at: Checkpoint, way: "there" | "back"): number {
  return crossings
    .filter(
      ({ device, direction, enveloped }) =>
        device === at.device && direction === at.direction && enveloped === at.enveloped,
    )
    .reduce((total, { probes, answers, resets }) => total + (way === "there" ? probes : answers + resets), 0);
}

/** Whether the packets of a flow get lost in part between its nodes, one way or the other. */
export function losesSome(flow: Flow, evidence: EvidenceIndex): boolean {
  if (nodeOf(flow.from) === nodeOf(flow.to)) return false;
  const losses = lossesOf(flow, evidence);
  return losses !== undefined && (partLost(losses.there) ?? partLost(losses.back)) !== undefined;
}

/** Part of the packets is lost between two nodes: on a leg, and where they are lost both ways on the other one as well. */
export interface PartLost {
  readonly leg: Leg;
  readonly way: Losses;
  readonly lost: Carried;
  readonly lostBack: Carried | undefined;
}

/** Whether part of what leaves the one node does not come in at the other. Lost both ways, it is told once, where the packets go. */
export const partLostGate: (scene: Scene) => Gate<PartLost> = onLeg(isBetween, (leg, { flow, evidence }) => {
  const losses = lossesOf(flow, evidence);
  if (!losses)
    return answeredInPart(flow, evidence)
      ? notKnown(`packets were not counted both on ${leg.sender} and on ${leg.receiver}`)
      : passes;
  const way = leg.answers ? losses.back : losses.there;
  const lost = partLost(way);
  if (!lost || (leg.answers && partLost(losses.there))) return passes;
  return stopsSome({ leg, way, lost, lostBack: leg.answers ? undefined : partLost(losses.back) });
});
