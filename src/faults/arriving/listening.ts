/** What the faults about ports share: the reason that the packets got all the way. */
import type { Because } from "../../model/finding.ts";
import type { Flow } from "../../model/flow.ts";
import type { Hop } from "../../model/hop.ts";
import type { Passage } from "../../journey/hops/passage.ts";

/** The target's own kernel answered with resets: the packets got all the way. */
export function refusedAtSocket(hop: Hop, passage: Passage | undefined, flow: Flow): Because[] {
  if (!passage) return [];
  if (passage.refused > 0)
    return [
      {
        source: "kernel",
        says: `${hop.name} answered ${passage.refused} of ${passage.in ?? passage.refused} with ${flow.protocol === "UDP" ? "an ICMP error: port unreachable" : "a reset"}`,
        // Its sockets were read: nobody there takes them, and this is what the kernel of a pod says then.
        token: true,
      },
    ];
  return [];
}
