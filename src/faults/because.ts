/** The sentences several faults give as reasons, worded once. */
import type { Because } from "../model/finding.ts";
import type { Hop } from "../model/hop.ts";
import type { Attempts } from "../journey/packets/attempts.ts";
import type { Passage } from "../journey/hops/passage.ts";

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
  const node = hop.node ?? hop.name;
  if (passage.silent)
    return [
      {
        source: "kernel",
        says: `${node} asks on ${passage.silent.device} who has ${passage.silent.ip}, and nobody answers: the packets wait for that in vain`,
      },
    ];
  const into = hop.deviceIn;
  const out = hop.deviceOut ?? (hop.kind === "tunnel" ? "the interface below it" : "the other side");
  const entered = passage.in ?? 0;
  const left = passage.out ?? 0;
  // Between the nodes the one interface is the sender's, the other the receiver's.
  if (hop.kind === "underlay")
    return [
      {
        source: "kernel",
        says: `${entered} packets left ${node} by ${hop.deviceOut ?? "an interface"}, ${left} came in at the other node`,
      },
    ];
  const says =
    passage.unwrapped === undefined
      ? `${entered} packets ${into === undefined ? "sent" : `seen on ${into}`}, ${left} on ${out}`
      : passage.unwrapped === 0
        ? `${entered} packets came in through the tunnel's envelope, 0 came out of ${into ?? "it"}`
        : `${entered} packets came in through the tunnel, ${passage.unwrapped} came out of ${into ?? "it"}, ${left} seen on ${out}`;
  return [{ source: "kernel", says: `${node}: ${says}` }];
}
