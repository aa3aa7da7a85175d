/** Notes taken while one object is read: what is wrong, and what is unknown. */
import type { ObjectRef } from "../../model/kubernetes.ts";
import type { Problem } from "../objects/objects.ts";

export interface Reading {
  readonly object: ObjectRef;
  readonly problems: Problem[];
}

/** An API server would refuse the object because of this. */
export function refuse(reading: Reading, field: string, says: string): void {
  reading.problems.push({ object: reading.object, field, says, effect: "left-out" });
}

/** The first field that is not among the known ones, reported; undefined when all are known. */
export function unknownField(
  reading: Reading,
  value: object,
  known: readonly string[],
  path: string,
): string | undefined {
  const unknown = Object.entries(value).find(
    ([name, held]) => !known.includes(name) && held !== undefined && held !== null,
  )?.[0];
  if (unknown === undefined) return undefined;
  reading.problems.push({
    object: reading.object,
    field: `${path}.${unknown}`,
    says: `the field ${unknown} is not known here; what it belongs to is read as matching nothing`,
    effect: "fails-closed",
  });
  return unknown;
}
