/** Saved runs with what was said in them changed. */
import fc from "fast-check";
import { z } from "zod";
import { Bundle } from "../../src/model/bundle.ts";
import { mutatedObject } from "./objects.ts";
import { mutatedOutput, type RawRun } from "./recordings.ts";

const lists = [
  "pods",
  "services",
  "endpointSlices",
  "namespaces",
  "nodes",
  "workloads",
  "policies",
  "policyReferences",
] as const;

const objectsOf = ({ snapshot }: Pick<RawRun, "snapshot">, list: string): readonly unknown[] =>
  z.array(z.unknown()).catch([]).parse(snapshot[list]);

/** A run with some of its outputs and some of its objects changed. */
export function mutatedRun(run: RawRun): fc.Arbitrary<RawRun> {
  const looked = run.evidence.flatMap((entry, at) => (entry.output ? [{ at, output: entry.output }] : []));
  const declared = lists.flatMap((list) => objectsOf(run, list).map((object, at) => ({ list, at, object })));
  const outputs = fc
    .subarray(looked, { maxLength: Math.min(6, looked.length) })
    .chain((some) =>
      fc.tuple(
        ...some.map(({ at, output }) => mutatedOutput(output).map((changed) => [at, changed] as const)),
      ),
    );
  const objects = fc
    .subarray(declared, { maxLength: Math.min(4, declared.length) })
    .chain((some) =>
      fc.tuple(
        ...some.map((one) =>
          mutatedObject(fc.constant(one.object)).map((changed) => ({ ...one, object: changed })),
        ),
      ),
    );
  return fc.tuple(outputs, objects).map(([changedOutputs, changedObjects]) => {
    const byPlace = new Map(changedOutputs);
    return {
      ...run,
      evidence: run.evidence.map((entry, at) => {
        const output = byPlace.get(at);
        return output ? { ...entry, output } : entry;
      }),
      snapshot: {
        ...run.snapshot,
        ...Object.fromEntries(
          lists.map((list) => {
            const own = changedObjects.filter((one) => one.list === list);
            return [
              list,
              objectsOf(run, list).map((object, at) =>
                own.some((one) => one.at === at) ? own.find((one) => one.at === at)?.object : object,
              ),
            ];
          }),
        ),
      },
    };
  });
}

/** As the adapter does it: an object that does not read is left out. */
export function throughTheDoor(run: RawRun): Bundle {
  const read = Bundle.safeParse(run);
  if (read.success) return read.data;
  const wrong = new Set(read.error.issues.map(({ path }) => path.slice(0, 3).join("/")));
  const readable = lists.map((list): [string, readonly unknown[]] => [
    list,
    objectsOf(run, list).filter((_, at) => !wrong.has(`snapshot/${list}/${at}`)),
  ]);
  return Bundle.parse({
    ...run,
    snapshot: { ...run.snapshot, ...Object.fromEntries<readonly unknown[]>(readable) },
  });
}
