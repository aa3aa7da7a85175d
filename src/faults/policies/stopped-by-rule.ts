/** What the faults about policies and firewalls share: the reasons, from model, rules, counters and packets. */
import type { Because } from "../../model/finding.ts";
import type { Hop } from "../../model/hop.ts";
import type { Drop } from "../../journey/hops/drop.ts";
import type { Passage } from "../../journey/hops/passage.ts";
import type { Attempts } from "../../journey/packets/attempts.ts";
import { diedHere, failedAttempts } from "../because.ts";
import { describeDrop } from "../needs/firewall.ts";

/**
 * Kernel evidence that packets die here: a counter that moved with them, or the last interface that saw them. A rule
 * that was only walked is the model's word.
 */
export function stoppedBy(
  hop: Hop,
  drop: Drop | undefined,
  passage: Passage | undefined,
  attempts: Attempts | undefined,
): Because[] {
  const reasons: Because[] = [];
  if (drop) {
    const moved = drop.moved ?? 0;
    const lost = attempts === undefined ? 0 : attempts.sent - attempts.answered;
    reasons.push({
      source: moved > 0 ? "kernel" : "model",
      says: describeDrop(drop, hop.node),
      quote: drop.text,
      // A counter that moved by fewer than were lost may be of other packets.
      ...(moved > 0 && lost > 0 && moved >= lost ? { token: true } : {}),
    });
  }
  reasons.push(...diedHere(hop, passage), ...failedAttempts(attempts));
  return reasons;
}

/** Node, interface and rule of a finding at a hop. */
export function whereabouts(
  hop: Hop,
  drop: Drop | undefined,
): { node?: string; device?: string; rule?: string } {
  const device = hop.deviceOut ?? hop.deviceIn;
  return {
    ...(hop.node === undefined ? {} : { node: hop.node }),
    ...(device === undefined ? {} : { device }),
    ...(drop ? { rule: drop.text } : {}),
  };
}
