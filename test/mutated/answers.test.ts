/** Whatever nodes and the API said: there is an answer, and netdiag itself failed at nothing. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import { renderJson } from "../../src/report/redact.ts";
import { renderTerminal } from "../../src/report/terminal.ts";
import { mutatedRun, throughTheDoor } from "./mutated-run.ts";
import { patienceMs, runs, tries } from "./recordings.ts";

test("a run in which anything was said has an answer, which can be told", { timeout: patienceMs }, () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...runs).chain(({ name, read }) => fc.tuple(fc.constant(name), mutatedRun(read()))),
      ([, run]) => {
        const report = conclude(throughTheDoor(run));
        renderTerminal(report, { colour: false });
        renderJson(report);
        expect(report.notChecked.filter(({ reason }) => reason.includes("netdiag could not"))).toEqual([]);
      },
    ),
    { numRuns: tries(40) },
  );
});
