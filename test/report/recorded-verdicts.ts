import { conclude } from "../../src/judge/conclude.ts";
import type { Report } from "../../src/model/report.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

/** One recorded run for each verdict there is, judged anew. */
export const recordedVerdicts: Readonly<Record<string, Report>> = {
  blocked: conclude(loadEvidence("nd410-ingress-denied")),
  reachable: conclude(loadEvidence("healthy-direct-route")),
  partial: conclude(loadEvidence("nd310-some-stale-backends")),
  "could-not-tell": conclude(loadEvidence("nd902-no-prober-pod")),
};
