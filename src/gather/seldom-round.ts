import { attemptsOf, type Attempts } from "../journey/packets/attempts.ts";
import { lookupOf } from "../journey/names/dns.ts";
import type { Flow } from "../model/flow.ts";
import type { Question } from "../model/question.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { PACKETS } from "./senders.ts";

/** Of one pair, and of all pairs together, which a capture of 4,000 packets holds. A loss of a tenth shows in 50 packets with 99.5 %. */
const most = { ofOne: 50, ofAll: 100 };

/**
 * How many packets each pair gets once more where it is said to fail sometimes and all seven came through. Undefined where that was
 * not said, nothing came through, or part of them was lost already: a second round would stand in the place of that one.
 */
export function seldomRound(
  { sometimes }: Pick<Question, "sometimes">,
  flows: readonly Flow[],
  evidence: EvidenceIndex,
): number | undefined {
  if (!sometimes) return undefined;
  const straight = flows.map((flow) => attemptsOf(evidence, flow).seen);
  const others = flows.flatMap((flow) => [
    attemptsOf(evidence, flow, "service").seen,
    lookups(flow, evidence),
  ]);
  if ([...straight, ...others].some(lostPart) || !straight.some(lostNothing)) return undefined;
  const count = Math.min(most.ofOne, Math.floor(most.ofAll / flows.length));
  return count > PACKETS ? count : undefined;
}

type Count = Pick<Attempts, "sent" | "answered"> | undefined;

function lostPart(count: Count): boolean {
  return count !== undefined && count.answered > 0 && count.answered < count.sent;
}

function lostNothing(count: Count): boolean {
  return count !== undefined && count.sent > 0 && count.answered === count.sent;
}

function lookups(flow: Flow, evidence: EvidenceIndex): Count {
  const { seen } = lookupOf(flow, evidence);
  return seen && { sent: seen.length, answered: seen.filter(({ outcome }) => outcome === "answered").length };
}
