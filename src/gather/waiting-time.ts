import { nodeOf } from "../model/endpoint.ts";
import type { Flow } from "../model/flow.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { nodeRoundTrip } from "../probes/senders/icmp-echo.ts";
import { nodePlace } from "../journey/machine/places.ts";

/** A pod that is woken up, a busy node: what an answer may take beside the way itself. */
const slackMs = 400;
/** Below the second after which Linux repeats a SYN: one packet per attempt, so counters move by N. Longer for a longer way only. */
export const longestWaitMs = 900;
/** With no round trip to go by: outside the cluster, or the nodes do not answer pings. */
const unknownMs = 500;

/**
 * Milliseconds to wait for a packet that may be lost: several times the slowest round trip measured between the
 * nodes, and some time for the pod to answer. On one node there is no way to wait for.
 */
export function waitingTime(flows: readonly Flow[], evidence: EvidenceIndex): number {
  const waits = flows.map((flow) => {
    const from = nodeOf(flow.from);
    const to = nodeOf(flow.to);
    if (from === undefined || to === undefined) return unknownMs;
    if (from === to) return slackMs;
    const pings = evidence.see(nodeRoundTrip, nodePlace(from), "standing", to);
    if (pings.notSeen || pings.seen.roundTrips.length === 0) return unknownMs;
    const slowest = Math.max(...pings.seen.roundTrips);
    return Math.max(Math.min(longestWaitMs, slackMs + 5 * slowest), slackMs + slowest);
  });
  return Math.ceil(Math.max(slackMs, ...waits));
}
