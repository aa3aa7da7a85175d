import type { FlowReport } from "../model/report.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { httpExchanges } from "../journey/services/http.ts";

/** A gateway's own: it did not reach what is behind it, or got no answer from there. */
const ofGateways: ReadonlySet<number> = new Set([502, 503, 504]);

/**
 * A request that was answered with an error: the way to whoever answers is fine, and what the client came for is not. Nothing where
 * the source's own pod answers for the target.
 */
export function serverError(report: FlowReport, evidence: EvidenceIndex): string | undefined {
  const { flow, main, answeredWithin } = report;
  if (answeredWithin) return undefined;
  const bad = httpExchanges(flow, evidence).seen?.find(
    ({ end, status }) => end === "answered" && status !== undefined && status >= 500,
  );
  if (bad?.status === undefined) return undefined;
  const answered = `${main?.to ?? flow.destinationIP} answers a request for / with HTTP ${bad.status}`;
  return ofGateways.has(bad.status)
    ? `${answered}: the way to it works; mostly a proxy says so (a sidecar, an Ingress controller) that does not reach what is behind it`
    : `${answered}: the program that answers says so, and the way to it works`;
}
