import { nodeOf } from "../model/endpoint.ts";
import type { FlowReport } from "../model/report.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { nodeRoundTrip } from "../probes/senders/icmp-echo.ts";
import { nodePlace } from "../journey/machine/places.ts";

/** Between the pods of one cluster nobody expects that long for one round trip. */
const slowMs = 200;

/** Where the time goes, of a pair whose packets are answered after a long time: undefined for all others. */
export function slowness({ flow, main }: FlowReport, evidence: EvidenceIndex): string | undefined {
  if (main?.medianMs === undefined || main.medianMs < slowMs) return undefined;
  const took = `slow: from ${main.from} to ${main.to} one round trip takes ${inWords(main.medianMs)}`;
  const from = nodeOf(flow.from);
  const to = nodeOf(flow.to);
  if (from === undefined || to === undefined) return took;
  if (from === to) return `${took}; both are on ${from}: the time goes in the pods, or on their wires`;
  const pings = evidence.see(nodeRoundTrip, nodePlace(from), "standing", to).seen?.roundTrips ?? [];
  if (pings.length === 0) return took;
  const between = Math.min(...pings);
  return between >= main.medianMs / 2
    ? `${took}; pings from ${from} to ${to} take ${inWords(between)} as well: the time goes between the nodes`
    : `${took}; pings from ${from} to ${to} take ${inWords(between)}: the time goes elsewhere: in the pods, on their wires, or in a tunnel between the nodes`;
}

function inWords(ms: number): string {
  return ms >= 1_000 ? `${(ms / 1_000).toFixed(1)} s` : `${ms < 10 ? ms.toFixed(1) : ms.toFixed(0)} ms`;
}
