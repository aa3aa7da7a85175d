import type { Bundle } from "../model/bundle.ts";
import type { Report } from "../model/report.ts";
import { nameOfSide } from "./target-words.ts";

/**
 * The report of a run that could not be judged, `judging took longer than 5 s`: it accuses nobody, and says that the run is
 * kept as it was gathered.
 */
export function unjudged(bundle: Bundle, reason: string): Report {
  const { question, flows, timings } = bundle;
  const from = nameOfSide(
    question.from,
    flows.map((flow) => flow.from),
  );
  const to = nameOfSide(
    question.to,
    flows.map((flow) => flow.to),
  );
  return {
    version: 1,
    question,
    verdict: "unknown",
    headline: `I could not tell whether ${from} reaches ${to}: ${reason}.`,
    also: [],
    flows: flows.map((flow) => ({ flow, reached: "not-probed", grid: [], steps: [] })),
    endpoints: { answered: 0, probed: 0, total: bundle.totalEndpoints },
    notes: [],
    notChecked: [
      {
        what: "what was gathered on the nodes and read of the cluster",
        reason,
        next: "look for very large policies in the namespaces of both ends, or judge the kept run by hand: netdiag replay RUN",
      },
      ...bundle.snapshot.notRead,
    ],
    timings,
  };
}
