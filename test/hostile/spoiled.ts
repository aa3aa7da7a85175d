import fc from "fast-check";
import type { RawRun } from "../mutated/recordings.ts";
import { hostileText } from "./texts.ts";

/** With a hostile text or value in one of its fields. */
export function spoiled(object: fc.Arbitrary<unknown>, text: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.tuple(object, text, fc.nat(30)).map(([whole, evil, where]) => {
    let left = where;
    const text = JSON.stringify(whole, (_key, value: unknown) =>
      typeof value === "string" && left-- === 0 ? "netdiag-spoiled" : value,
    );
    // Deeper than `JSON.stringify` goes, the evil one is put in afterwards.
    return JSON.parse(text, (_key, value: unknown) =>
      value === "netdiag-spoiled" ? evil : value,
    ) as unknown;
  });
}

/** One probe's outputs of a run, all with the same evil in them. */
export function spoiledRun(run: RawRun): fc.Arbitrary<RawRun> {
  const probes = [...new Set(run.evidence.flatMap(({ output, probe }) => (output?.stdout ? [probe] : [])))];
  // Of a run in which nobody could look anywhere.
  if (probes.length === 0) return fc.constant(run);
  return fc
    .tuple(
      fc.constantFrom(...probes),
      hostileText(fc.constant("\n")),
      fc.double({ min: 0, max: 1, noNaN: true }),
    )
    .map(([probe, evil, where]) => ({
      ...run,
      evidence: run.evidence.map((entry) => {
        if (entry.probe !== probe || !entry.output) return entry;
        const { stdout } = entry.output;
        const at = Math.floor(where * stdout.length);
        return {
          ...entry,
          output: { ...entry.output, stdout: stdout.slice(0, at) + evil + stdout.slice(at) },
        };
      }),
    }));
}
