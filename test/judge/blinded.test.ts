/**
 * Every recorded run with some looks taken away. What was not looked at may leave a question open; it never makes netdiag accuse somebody
 * whom the whole run clears, and never makes a broken way `reachable`. `NETDIAG_BLINDED=2000` tries that many.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import type { Bundle } from "../../src/model/bundle.ts";
import type { Evidence } from "../../src/model/evidence.ts";
import { placeKey } from "../../src/model/place.ts";
import type { WeighedFinding, Report } from "../../src/model/report.ts";
import { hasEvidence, loadEvidence } from "../scenarios/evidence.ts";
import { scenarios } from "../scenarios/index.ts";

const runs = Number(process.env["NETDIAG_BLINDED"] ?? 150);
const recorded = scenarios.map(({ name }) => name).filter(hasEvidence);

/** Which looks are taken away: all of one kind, all at one place, or any. */
const blinds = fc.oneof(
  fc.record({ kind: fc.nat() }),
  fc.record({ place: fc.nat() }),
  fc.record({ any: fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }) }),
);
type Blind = typeof blinds extends fc.Arbitrary<infer Value> ? Value : never;

test("what was not looked at accuses nobody, and clears nothing", { timeout: 600_000 }, () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...recorded),
      blinds,
      fc.constantFrom("gone", "failed"),
      (name, blind, how) => {
        const whole = loadEvidence(name);
        const all = conclude(whole);
        const part = conclude(blinded(whole, blind, how));
        const wrongly = accused(part).filter((weighed) => !isKnown(weighed, all));
        expect({ name, wrongly: wrongly.map(({ code, finding }) => [code, finding.says]) }).toEqual({
          name,
          wrongly: [],
        });
        // A look that was never made (an older recording) is none that failed. What stops big packets alone, others do not show.
        if (all.verdict === "blocked" && how === "failed")
          expect({ name, verdict: part.verdict }).not.toEqual({ name, verdict: "reachable" });
      },
    ),
    { numRuns: runs },
  );
});

/** The findings that are told as more than a suspicion; those of looking (ND9xx) accuse nobody. */
function accused({ cause, also }: Report): WeighedFinding[] {
  return [...(cause ? [cause] : []), ...also].filter(
    ({ confidence, code }) => confidence !== "suspected" && !code.startsWith("ND9"),
  );
}

/**
 * Whether the whole run has the same fault, at an endpoint that the client's connections never go to as well; or another one of the same
 * object: why a policy is not in force, say, less exactly.
 */
function isKnown({ code, finding }: WeighedFinding, { cause, also, flows }: Report): boolean {
  const found = flows
    .filter(({ leftOut }) => leftOut !== undefined)
    .flatMap(({ steps }) => steps.flatMap(({ outcomes }) => outcomes));
  return (
    found.some((one) => one.result === "found" && one.code === code && one.finding.says === finding.says) ||
    [...(cause ? [cause] : []), ...also].some(
      (one) =>
        one.code === code ||
        (finding.object !== undefined &&
          JSON.stringify(one.finding.object) === JSON.stringify(finding.object)),
    )
  );
}

function blinded(bundle: Bundle, blind: Blind, how: "gone" | "failed"): Bundle {
  const kinds = [...new Set(bundle.evidence.map(({ probe }) => probe))];
  const places = [...new Set(bundle.evidence.map(({ place }) => placeKey(place)))];
  const isTaken = (item: Evidence, at: number): boolean => {
    if ("kind" in blind) return item.probe === kinds[blind.kind % kinds.length];
    if ("place" in blind) return placeKey(item.place) === places[blind.place % places.length];
    return blind.any[at % blind.any.length] ?? false;
  };
  return {
    ...bundle,
    evidence: bundle.evidence.flatMap((item, at): Evidence[] => {
      if (!isTaken(item, at)) return [item];
      if (how === "gone") return [];
      const { round, place, probe, subject } = item;
      return [
        {
          round,
          place,
          probe,
          subject,
          notSeen: { why: "failed", detail: `${probe} failed`, next: "look by hand" },
        },
      ];
    }),
  };
}
