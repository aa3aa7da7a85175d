/** What the faults about policies and firewalls share: the reasons, from model, rules, counters and packets. */
import type { Because } from "../model/finding.ts";
import type { Hop } from "../model/hop.ts";
import type { Drop } from "../walk/drop.ts";
import type { Passage } from "../walk/passage.ts";
import type { Attempts } from "../walk/attempts.ts";
import { diedHere, failedAttempts } from "./because.ts";
import { describeDrop } from "./needs/firewall.ts";

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
  if (drop)
    reasons.push({
      source: (drop.moved ?? 0) > 0 ? "kernel" : "model",
      says: describeDrop(drop, hop.node),
      quote: drop.text,
    });
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
