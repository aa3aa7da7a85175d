import { movedBy } from "../netstack/seen/counters.ts";
import { qdiscCounters } from "../probes/counters/qdisc-counters.ts";
import { missedIn, passages, type Passage } from "../journey/hops/passage.ts";
import { attemptsOf, lostNone } from "../journey/packets/attempts.ts";
import { limiterAt, type Limiter } from "../journey/rules/limiter.ts";
import { notKnown, passes, stopsSome, type Gate, type Scene } from "./gate.ts";

/** The queue of an interface, which holds what it sends to a rate or loses some on purpose, threw packets away. */
export interface QueueDrops {
  readonly limiter: Limiter;
  readonly dropped: number;
  /** How many of ours came to that queue and did not leave it; undefined where one of the two was not watched. */
  readonly missed: number | undefined;
}

/** Whether a queue that the hop's packets leave by threw some of them away. */
export function queueGate({ hop, path, flow, evidence }: Omit<Scene, "snapshot">): Gate<QueueDrops> {
  if (lostNone(attemptsOf(evidence, flow).seen)) return passes;
  const { seen: limiter, notSeen } = limiterAt(hop, flow, evidence);
  if (notSeen) return notKnown(notSeen.detail);
  if (!limiter) return passes;
  const counters = evidence.see(qdiscCounters, limiter.place, "window");
  if (counters.notSeen) return notKnown(counters.notSeen.detail);
  const own = counters.seen.find(({ key }) => key === `${limiter.kind} ${limiter.device}`);
  const dropped = own === undefined ? 0 : (movedBy(own) ?? 0);
  const ledger = passages(flow, path, evidence);
  const at = path.indexOf(hop);
  return asSeen({ limiter, dropped }, hop.kind === "underlay" ? ledger[at - 1] : ledger[at]);
}

/**
 * What a queue threw away, held against what was seen to cross the hop it ends: between the nodes the one before, where this one begins
 * with what left. What left, others lost.
 */
export function asSeen(drops: Omit<QueueDrops, "missed">, passage: Passage | undefined): Gate<QueueDrops> {
  const missed = missedIn(passage);
  return drops.dropped === 0 || missed === 0 ? passes : stopsSome({ ...drops, missed });
}
