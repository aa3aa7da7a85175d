/** The sentences several faults give as reasons, worded once. */
import type { Because } from "../model/finding.ts";
import type { Hop } from "../model/hop.ts";
import type { Attempts } from "../walk/attempts.ts";
import type { Passage } from "../walk/passage.ts";

/** What the fresh connections from the source's namespace did, when some of them failed. */
export function failedAttempts(attempts: Attempts | undefined): Because[] {
  if (!attempts || attempts.sent === 0 || attempts.answered === attempts.sent) return [];
  return [
    {
      source: "probe",
      says: `${attempts.sent - attempts.answered} of ${attempts.sent} fresh packets from the source failed: ${attempts.failure ?? "no answer"}`,
    },
  ];
}

/** Where the packets were last seen, when they died at this hop. */
export function diedHere(hop: Hop, passage: Passage | undefined): Because[] {
  if (!passage || passage.mark !== "stopped") return [];
  const into = hop.deviceIn ?? hop.name;
  const out = hop.deviceOut === undefined ? "the other side" : hop.deviceOut;
  return [
    {
      source: "kernel",
      says: `${hop.node ?? hop.name}: ${passage.in ?? 0} packets seen on ${into}, ${passage.out ?? 0} on ${out}`,
    },
  ];
}
