import { expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import { verdictOf } from "../../src/judge/verdict.ts";
import type { FlowReport, Verdict } from "../../src/model/report.ts";
import { endpointsPhrase } from "../../src/report/words.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

/** The verdict where nothing straight to the pod is answered, and of seven connections to its Service so many. */
function withAnswersThroughService(answered: number): Verdict {
  const flows = conclude(loadEvidence("nd341-no-hairpin")).flows.map((flow): FlowReport => {
    const grid = flow.grid.map((view) =>
      view.label === "through the Service" ? { ...view, sent: 7, answered } : view,
    );
    return { ...flow, reached: "no", grid };
  });
  return verdictOf(flows, undefined);
}

test.each([
  [0, "blocked"],
  [1, "partial"],
  // A firewall that lets translated packets pass, and one connection that a busy machine lost.
  [6, "partial"],
  [7, "partial"],
] as const)(
  "no connection to the pod is answered and %i of 7 to its Service are: %s",
  (answered, verdict) => {
    expect(withAnswersThroughService(answered)).toBe(verdict);
  },
);

test("an endpoint that no packet was sent to is not counted among those that do not answer", () => {
  const unlooked = conclude(loadEvidence("nd902-no-prober-pod"));
  expect(unlooked.endpoints).toEqual({ answered: 0, probed: 0, total: 1 });
  expect(endpointsPhrase(unlooked)).toBe("no packet was sent");
  const denied = conclude(loadEvidence("nd410-ingress-denied"));
  expect(denied.endpoints).toMatchObject({ answered: 0, probed: denied.endpoints.total });
});
