/** Whatever a program prints: it is read, or it is unreadable. No text makes a parser fail in any other way. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { Unreadable } from "../../src/model/probe.ts";
import { catalogue } from "../../src/probes/index.ts";
import { mutatedOutput, patienceMs, recordedOutputs, runs, tries } from "./recordings.ts";

const outputs = recordedOutputs(runs.map(({ read }) => read()));

test.each(catalogue.map((probe) => [probe.name, probe] as const))(
  "%s reads what it can, and calls the rest unreadable",
  { timeout: patienceMs },
  (name, probe) => {
    expect(
      outputs.get(name) ?? [],
      "no output of it is recorded: add a line to test/mutated/recordings.ts",
    ).not.toEqual([]);
    const changed = fc.constantFrom(...(outputs.get(name) ?? [])).chain(mutatedOutput);
    fc.assert(
      fc.property(changed, (output) => {
        try {
          probe.parse(output);
        } catch (error) {
          expect(error).toBeInstanceOf(Unreadable);
        }
      }),
      { numRuns: tries(60) },
    );
  },
);
