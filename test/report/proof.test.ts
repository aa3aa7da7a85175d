/** The half sentence after "Confirmed:" says of packets only what they did. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import { proofPhrase, verdictSentence } from "../../src/report/words.ts";
import { loadEvidence } from "../scenarios/evidence.ts";
import { report } from "./arbitrary.ts";

const told = (run: string) => conclude(loadEvidence(run));

test("packets that died at the cause's place got no further than there", () => {
  expect(proofPhrase(told("nd430-iptables-drop"))).toMatch(
    /^7 of 7 fresh packets got no further than node\d$/,
  );
});

test("where small packets pass, it is not said that any were lost", () => {
  expect(proofPhrase(told("nd520-too-big-unsaid"))).not.toContain("got no further");
});

test("whatever the report, nobody reads that none of the packets got no further", () => {
  fc.assert(
    fc.property(report, (report) => {
      expect(proofPhrase(report) ?? "").not.toMatch(/^0 of/);
    }),
    { numRuns: 200 },
  );
});

test("a host outside is called by its whole name, and DNS keeps its capitals", () => {
  const headline = verdictSentence(told("nd102-host-not-found"));
  expect(headline).toMatch(/cannot reach [a-z0-9-]+\.[a-z0-9.-]+: DNS /);
});
