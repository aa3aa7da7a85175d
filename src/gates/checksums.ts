import type { Sight } from "../model/evidence.ts";
import { describeEndpoint, nodeOf } from "../model/endpoint.ts";
import type { Flow } from "../model/flow.ts";
import type { Hop } from "../model/hop.ts";
import type { Place } from "../model/place.ts";
import { sameAddress } from "../netstack/numbers/cidr.ts";
import { movedBy } from "../netstack/seen/counters.ts";
import { unansweredQuestions } from "../netstack/seen/captured.ts";
import { isUnresolved } from "../netstack/seen/neighbours.ts";
import type { Rule } from "../netstack/rules/rules.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { capture } from "../probes/capture/capture.ts";
import { kernelCounters } from "../probes/counters/kernel-counters.ts";
import { neighbours } from "../probes/state/neighbours.ts";
import { attemptsOf } from "../journey/packets/attempts.ts";
import { dropAt } from "../journey/hops/drop.ts";
import { firewallAt, type FirewallView } from "../journey/hops/firewall.ts";
import { notKnown, passes, stops, stopsSome, type Gate, type Scene } from "./gate.ts";
import { askingHop } from "./answer-tracking.ts";
import { passages } from "../journey/hops/passage.ts";
import { hasOwnNetns, nodePlace, placeOf } from "../journey/machine/places.ts";

/** Packets that arrived and were thrown away because their checksums are wrong. */
export interface BrokenChecksums {
  /** How many of ours arrived and went no further. */
  readonly lost: number;
  /** Where they were thrown away: `node3`, or the pod's name. */
  readonly at: string;
  readonly by:
    /** The kernel that was to take them counted them: `TcpInCsumErrors`. */
    | { readonly how: "counter"; readonly key: string; readonly moved: number }
    /** Connection tracking could not read them (INVALID), and this rule drops such packets. */
    | { readonly how: "rule"; readonly text: string; readonly where: string; readonly moved: number };
}

/**
 * Whether the packets that came to a hop and got no further had wrong checksums, as far as the kernel counted: its own counters where it was to take
 * them; on the way, a rule that drops what connection tracking calls INVALID. A first packet is that for nothing but its own bytes.
 */
function brokenChecksums(
  hop: Hop,
  path: readonly Hop[],
  flow: Flow,
  evidence: EvidenceIndex,
): Sight<BrokenChecksums | undefined> {
  const lost = lostAt(hop, path, flow, evidence);
  if (lost === 0) return { seen: undefined };
  const invalid = droppedAsInvalid(hop, path, flow, evidence, lost);
  if (invalid) return { seen: invalid };
  const receiver = receiverAt(hop, path, flow, evidence);
  if (!receiver) return { seen: undefined };
  const counters = evidence.see(kernelCounters, receiver.place, "window");
  if (counters.notSeen) return { notSeen: counters.notSeen };
  const counted = counters.seen
    .filter(({ key }) => receiver.keys.includes(key))
    .map((one) => ({ key: one.key, moved: movedBy(one) ?? 0 }))
    .find(({ moved }) => moved >= lost);
  return { seen: counted && { lost, at: receiver.name, by: { how: "counter", ...counted } } };
}

/** The same as a gate: it stops some where others were answered. */
export function checksumGate({ hop, path, flow, evidence }: Scene): Gate<BrokenChecksums> {
  const broken = brokenChecksums(hop, path, flow, evidence);
  if (broken.notSeen) return notKnown(broken.notSeen.detail);
  if (!broken.seen) return passes;
  const answered = attemptsOf(evidence, flow).seen?.answered ?? 0;
  return answered > 0 ? stopsSome(broken.seen) : stops(broken.seen);
}

/** How many of ours came to the hop, or to the socket behind it, and did not go on. */
function lostAt(hop: Hop, path: readonly Hop[], flow: Flow, evidence: EvidenceIndex): number {
  const attempts = attemptsOf(evidence, flow).seen;
  if (!attempts || attempts.sent === 0 || attempts.answered === attempts.sent) return 0;
  const passage = passages(flow, path, evidence)[path.indexOf(hop)];
  // Who refuses has read the packet.
  if ((passage?.refused ?? 0) > 0 || (attempts.outcomes.refused ?? 0) > 0) return 0;
  // Where some are answered, those that are not are missed behind the hop that let fewer go than came.
  if (attempts.answered > 0) {
    const { in: came = 0, out: went = came } = passage ?? {};
    return went > 0 ? Math.max(0, came - went) : 0;
  }
  // Between a pod's interface and its socket nobody can watch: answers that went in to it were not taken.
  if (hop.kind === "reply" && isHome(hop, flow)) return passage?.in ?? 0;
  // Datagrams owe no answer: that they stopped in the pod is not seen.
  const stopped = passage?.mark === "stopped" || (hop.kind === "socket" && flow.protocol === "UDP");
  return stopped ? (passage?.in ?? 0) : 0;
}

/** Whether answers end at this hop: in the pod or on the node that asked. */
function isHome(hop: Hop, flow: Flow): boolean {
  return hop.node === nodeOf(flow.from);
}

function droppedAsInvalid(
  hop: Hop,
  path: readonly Hop[],
  flow: Flow,
  evidence: EvidenceIndex,
  lost: number,
): BrokenChecksums | undefined {
  if (hop.kind !== "node-in" && hop.kind !== "reply") return undefined;
  // An answer is INVALID as well where its question was not tracked, or went another way.
  if (hop.kind === "reply" && !asksTracked(hop, path, flow, evidence)) return undefined;
  // Where the pod is not found on its wire nothing is handed over, and answers to what it asks again are INVALID too.
  if (hop.kind === "reply" && isHome(hop, flow) && !isFound(hop, flow, evidence)) return undefined;
  const asIs = firewallAt(hop, path, flow, evidence).seen;
  const asInvalid = firewallAt(hop, path, flow, evidence, "INVALID").seen;
  if (!asIs || !asInvalid || dropAt(asIs, undefined, undefined)) return undefined;
  const drop = dropAt(asInvalid, undefined, undefined);
  if (drop?.rule === undefined || drop.moved === undefined || drop.moved < lost) return undefined;
  if (drop.moved > mostOfOurs(hop, evidence, lost)) return undefined;
  return {
    lost,
    at: hop.node ?? hop.name,
    by: { how: "rule", text: drop.text, where: drop.where, moved: drop.moved },
  };
}

/**
 * How far ours may have moved a counter there: a rule that counted more counted those of others. They go straight to the target and to its
 * Service, and who gets no answer sends again: each one that was seen to come in counts.
 */
function mostOfOurs({ node, deviceIn, packet }: Hop, evidence: EvidenceIndex, lost: number): number {
  const watched = node === undefined ? undefined : evidence.see(capture, nodePlace(node), "window").seen;
  const came = (watched?.packets ?? []).filter(
    ({ device, direction, outer, destination }) =>
      device === deviceIn &&
      direction === "in" &&
      outer === undefined &&
      sameAddress(destination, packet.destination),
  );
  return Math.max(2 * lost, came.length);
}

/** Whether the node that an answer crosses has seen and tracked the packets that it answers. */
function asksTracked(hop: Hop, path: readonly Hop[], flow: Flow, evidence: EvidenceIndex): boolean {
  const asking = askingHop(hop, path);
  if (!asking || passages(flow, path, evidence)[path.indexOf(asking)]?.mark !== "passed") return false;
  const ways = (firewallAt(asking, path, flow, evidence).seen?.ways ?? []).filter(
    ({ packet }) => packet === "inner",
  );
  return (
    ways.length > 0 &&
    ways.every(({ walk }) => walk.ways.every(({ packet }) => packet.state !== "UNTRACKED")) &&
    !zoned(firewallAt(asking, path, flow, evidence).seen) &&
    !zoned(firewallAt(hop, path, flow, evidence).seen)
  );
}

/** Whether a rule puts packets into a zone of connection tracking: answers are unknown in every other one. */
function zoned(view: FirewallView | undefined): boolean {
  return (view?.ways ?? []).some(({ walk }) => walk.trail.some(zones));
}

function zones({ text, statements }: Rule): boolean {
  return statements.some((statement) => statement.do === "note") && /\bzone(-orig|-reply)?\b/.test(text);
}

/**
 * Whether the pod that asks tells its MAC address to its node, as far as that was seen. A node that has no entry has not asked yet:
 * it asks for whom it has packets.
 */
function isFound(hop: Hop, { from }: Flow, evidence: EvidenceIndex): boolean {
  if (!hasOwnNetns(from) || hop.node === undefined) return true;
  const its = (address: string | undefined): boolean =>
    address !== undefined && from.ips.some((ip) => sameAddress(address, ip));
  const known = evidence.see(neighbours, nodePlace(hop.node)).seen ?? [];
  const watched = evidence.see(capture, nodePlace(hop.node), "window").seen?.packets ?? [];
  return (
    !known.some((entry) => its(entry.ip) && isUnresolved(entry)) &&
    !unansweredQuestions(watched).some(({ asksFor }) => its(asksFor))
  );
}

interface Receiver {
  readonly name: string;
  readonly place: Place;
  readonly keys: readonly string[];
}

/** The kernel that checks the checksum of what comes to a hop, and what it counts wrong ones in; a node that only forwards checks none. */
function receiverAt(
  hop: Hop,
  path: readonly Hop[],
  flow: Flow,
  evidence: EvidenceIndex,
): Receiver | undefined {
  const own = [...countedAs[flow.protocol], "IpExtInCsumErrors"];
  const { in: came = 0, unwrapped } = passages(flow, path, evidence)[path.indexOf(hop)] ?? {};
  const envelope = unwrapped !== undefined && (unwrapped === 0 || unwrapped < came);
  if (hop.node !== undefined && envelope)
    return { name: hop.node, place: nodePlace(hop.node), keys: [...countedAs.UDP, "IpExtInCsumErrors"] };
  const end =
    hop.kind === "reply" && isHome(hop, flow) ? flow.from : hop.kind === "reply" ? undefined : flow.to;
  if (!end || (hop.kind === "node-in" && hasOwnNetns(end))) return undefined;
  const place = placeOf(end);
  return place && { name: describeEndpoint(end), place, keys: own };
}

const countedAs = {
  TCP: ["TcpInCsumErrors"],
  UDP: ["UdpInCsumErrors", "Udp6InCsumErrors"],
  ICMP: ["IcmpInCsumErrors", "Icmp6InCsumErrors"],
  SCTP: [],
} as const satisfies Record<Flow["protocol"], readonly string[]>;
