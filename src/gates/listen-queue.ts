import type { Flow } from "../model/flow.ts";
import type { Place } from "../model/place.ts";
import { movedBy, type MovedCounter } from "../netstack/seen/counters.ts";
import { isOverflowing, listenersFor, type Listener } from "../netstack/seen/sockets.ts";
import { kernelCounters } from "../probes/counters/kernel-counters.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { listeners } from "../probes/state/sockets.ts";
import { passages } from "../journey/hops/passage.ts";
import { attemptsOf } from "../journey/packets/attempts.ts";
import { notKnown, passes, stops, stopsSome, type Gate, type Scene } from "./gate.ts";

/** The queue of the socket that should take the packets has no room: the kernel throws them away without a word. */
export interface QueueFull {
  readonly listener: Listener;
  /** It was full before the first packet; else it overflowed with them. */
  readonly atRest: boolean;
  /** Packets that the kernel threw away for it while ours flew, of all sockets there; undefined where it was not counted. */
  readonly thrownAway: number | undefined;
  /** It accounts for every packet of ours that got no answer, and ours were seen to come. */
  readonly proven?: boolean;
  /** The counter's name, as nstat shows it. */
  readonly counter: string;
}

/** What counts packets for which a socket had no room: those of the accept queue (TCP), or of the receive buffer (UDP). */
const counters = {
  TCP: ["TcpExtListenOverflows"],
  UDP: ["UdpRcvbufErrors", "Udp6RcvbufErrors"],
} as const;

/** Whether the socket that the flow's packets end at has room for them. Passes where nobody listens. */
export function listenQueueGate(place: Place, flow: Flow, evidence: EvidenceIndex): Gate<QueueFull> {
  const { protocol, destinationIP, port } = flow;
  if (protocol !== "TCP" && protocol !== "UDP") return passes;
  const sockets = evidence.see(listeners, place);
  if (sockets.notSeen) return notKnown(sockets.notSeen.detail);
  const { serving } = listenersFor(sockets.seen, destinationIP, port, protocol);
  const [first] = serving;
  if (!first) return passes;
  const moved = evidence.see(kernelCounters, place, "window");
  const thrownAway = moved.seen && counted(moved.seen, protocol);
  // The kernel had room for every packet that came.
  if (thrownAway === 0) return passes;
  const [counter] = counters[protocol];
  const full = serving.find(protocol === "TCP" ? isOverflowing : ({ queued }) => queued > 0);
  if (full) return stops({ listener: full, atRest: protocol === "TCP", thrownAway, counter });
  if (moved.notSeen || thrownAway === undefined)
    return notKnown(`what was thrown away for want of room: ${moved.notSeen?.detail ?? "not counted"}`);
  if (protocol === "UDP")
    return notKnown("datagrams were thrown away for want of room, and no queue was full when it was read");
  // Another socket of the same namespace may have been the one without room.
  if (sockets.seen.some((other) => isOverflowing(other))) return passes;
  return stops({ listener: first, atRest: false, thrownAway, counter });
}

/**
 * The same, held against what became of the packets. A full queue refuses nothing: they vanish in it. One that had room at rest stops only
 * packets that were seen to come, and that its kernel threw away.
 */
export function listenQueueAsSeen({ hop, path, flow, evidence }: Scene): Gate<QueueFull> {
  if (!hop.place) return notKnown(`there is nowhere to stand at ${hop.name}`);
  const gate = listenQueueGate(hop.place, flow, evidence);
  if (gate.says === "passes") return gate;
  const attempts = attemptsOf(evidence, flow).seen;
  const silent = attempts?.outcomes.silent ?? 0;
  // Who was refused or answered was not thrown away.
  if (attempts && silent === 0) return passes;
  if (gate.says === "not-known") return gate;
  if (!attempts) return passes;
  const { atRest, thrownAway } = gate.stop;
  const arrived = (passages(flow, path, evidence)[path.indexOf(hop)]?.in ?? 0) > 0;
  const proven = arrived && thrownAway !== undefined && thrownAway >= silent;
  if (!atRest && !proven) return passes;
  const stop = { ...gate.stop, proven };
  return attempts.answered > 0 ? stopsSome(stop) : stops(stop);
}

function counted(moved: readonly MovedCounter[], protocol: keyof typeof counters): number {
  return moved
    .filter(({ key }) => counters[protocol].some((name) => name === key))
    .reduce((sum, counter) => sum + (movedBy(counter) ?? 0), 0);
}
