/** A rule that sends packets to another port of the same pod: the pod answers, and nobody else. */
import { expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import type { Report } from "../../src/model/report.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

/** What is told where the rule sends 10.233.75.4:9080 there, and every packet is answered. */
function ledTo(instead: string): Report {
  const bundle = loadEvidence("nd431-another-answers");
  const evidence = bundle.evidence.map((one) =>
    one.output
      ? {
          ...one,
          output: {
            ...one.output,
            stdout: one.output.stdout.replaceAll(
              "--to-destination 10.233.75.9:9080",
              `--to-destination ${instead}`,
            ),
          },
        }
      : one,
  );
  return conclude({ ...bundle, evidence });
}

test("answers of another port of the same pod are the pod's: the rule is told, and nothing is asked to be taken away", () => {
  const { verdict, cause, fix, also } = ledTo("10.233.75.4:8080");
  expect({ verdict, cause, fix }).toEqual({ verdict: "reachable", cause: undefined, fix: undefined });
  const [told] = also.filter(({ code }) => code === "ND431");
  expect(told?.finding.says).toContain("10.233.75.4:9080 to 10.233.75.4:8080");
  expect(told?.finding.says).toContain("That is the same pod: what is answered is answered there.");
  expect(told?.finding.fix).toBeUndefined();
});

test("answers of another pod are not", () => {
  const { verdict, cause } = ledTo("10.233.75.9:9080");
  expect({ verdict, cause: cause?.code }).toEqual({ verdict: "blocked", cause: "ND431" });
});
