import type { FlowReport } from "../model/report.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { httpExchanges } from "../walk/http.ts";

/** A request that was answered with an error of the server's own: the way is fine, and what the client came for is not. */
export function serverError({ flow, main }: FlowReport, evidence: EvidenceIndex): string | undefined {
  const bad = httpExchanges(flow, evidence).seen?.find(
    ({ end, status }) => end === "answered" && status !== undefined && status >= 500,
  );
  return bad?.status === undefined
    ? undefined
    : `${main?.to ?? flow.destinationIP} answers a request for / with HTTP ${bad.status}: that comes from the application, not from the network`;
}
