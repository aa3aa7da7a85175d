import type { Sight } from "../../model/evidence.ts";
import { nodeOf } from "../../model/endpoint.ts";
import type { Flow } from "../../model/flow.ts";
import { seenBy, type Crossing, type ProbeFlow } from "../../netstack/seen/captured.ts";
import { capture } from "../../probes/capture/capture.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { attemptsOf } from "./attempts.ts";
import { nodePlace } from "../machine/places.ts";
import { sourcesOnTheWay } from "../way/sources.ts";

/** What each interface of a node saw of this flow's fresh packets during the window. */
export function crossingsAt(evidence: EvidenceIndex, node: string, flow: Flow): Sight<readonly Crossing[]> {
  return evidence.derive(crossingsAt, `${node} ${flow.id}`, () => captureCrossings(evidence, node, flow));
}

function captureCrossings(evidence: EvidenceIndex, node: string, flow: Flow): Sight<readonly Crossing[]> {
  const sight = evidence.see(capture, nodePlace(node), "window");
  if (sight.notSeen) return { notSeen: sight.notSeen };
  const { complete, unread, packets } = sight.seen;
  const seen = seenBy(packets, freshPackets(flow, evidence));
  // Of those that nobody read all may be these, unless they are fewer than were sent.
  const sent = attemptsOf(evidence, flow).seen?.sent ?? 0;
  if (seen.length === 0 && (!complete || (unread > 0 && unread >= sent)))
    return {
      notSeen: {
        why: "truncated",
        detail: `the capture on ${node} is incomplete`,
        next: `tcpdump -nni any host ${flow.destinationIP}`,
      },
    };
  return { seen };
}

/** How the flow's own packets are told from others on the wire. */
export function freshPackets(flow: Flow, evidence: EvidenceIndex): ProbeFlow {
  const attempts = attemptsOf(evidence, flow);
  const sources = sourcesOnTheWay(flow, evidence);
  // Masquerading may give a packet another source port; then only the port it goes to tells it from others of the same two ends.
  const masqueraded = sources.some((source) => source.masqueraded);
  return {
    sources: sources.map(({ ip }) => ip),
    destinations: [flow.destinationIP],
    protocol: flow.protocol,
    ...(!masqueraded && attempts.seen && attempts.seen.sourcePorts.length > 0
      ? { sourcePorts: attempts.seen.sourcePorts }
      : { destinationPorts: [flow.port] }),
  };
}

/** Whether the source's node was told to look for the address that the packets are masqueraded to, where they are. */
export function watchesArrival(flow: Flow, evidence: EvidenceIndex): boolean {
  const { arrivesAs } = flow;
  const node = nodeOf(flow.from);
  if (!arrivesAs?.masqueradedBy || node === undefined) return true;
  const argv = evidence.output(capture, nodePlace(node), "window")?.argv;
  return argv === undefined || argv.some((word) => word.split(/[\s()]+/).includes(arrivesAs.ip));
}

/** What to count on one interface. */
export interface Checkpoint {
  readonly device: string;
  readonly direction: Crossing["direction"];
  /** Inside a tunnel's envelope, or plain. */
  readonly enveloped: boolean;
}

/** Different probe packets seen there; 0 when the interface saw none. */
export function probesAt(crossings: readonly Crossing[], at: Checkpoint): number {
  return sum(crossings, at, ({ probes }) => probes);
}

/** Different probes answered (SYN-ACK, UDP answer, echo reply) as seen there. */
export function answersAt(crossings: readonly Crossing[], at: Checkpoint): number {
  return sum(crossings, at, ({ answers }) => answers);
}

/** Refusals seen there on their way back: TCP resets, and for UDP the ICMP errors that say nobody has the port. */
export function refusalsAt(crossings: readonly Crossing[], at: Checkpoint, flow: Flow): number {
  if (flow.protocol !== "UDP") return sum(crossings, at, ({ resets }) => resets);
  return sum(
    crossings,
    at,
    ({ icmpErrors }) =>
      icmpErrors.filter(({ source, icmp }) => source === flow.destinationIP && icmp?.aboutPort === flow.port)
        .length,
  );
}

function sum(crossings: readonly Crossing[], at: Checkpoint, count: (crossing: Crossing) => number): number {
  return crossings
    .filter(
      ({ device, direction, enveloped }) =>
        device === at.device && direction === at.direction && enveloped === at.enveloped,
    )
    .reduce((total, crossing) => total + count(crossing), 0);
}
