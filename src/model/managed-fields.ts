/**
 * Of `metadata.managedFields`: who wrote fields of an object, when, and which, as paths of two names (`spec.ingress`). What was written,
 * and keys that people choose (of labels, annotations, data), are dropped.
 */
import { z } from "zod";

const field = /^[A-Za-z][A-Za-z0-9]{0,40}(?:\.[A-Za-z][A-Za-z0-9]{0,40})?$/;
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;

/** Of one object so many writes with their time, of one write so many fields; there may be thousands. */
const most = { writes: 10, writers: 50, fields: 8 };
/** Of a manager's name, which the API takes up to 128 characters long. */
const longestName = 128;

/** One manager's last write of what it manages. */
export const ManagedWrite = z.object({
  manager: z.string().optional(),
  /** When that manager last changed, added or gave up a field: not which one of its fields. */
  time: z.string().regex(time).optional().catch(undefined),
  /** What it manages, `spec.ingress` before `metadata.labels`. */
  fields: z.array(z.string().regex(field)).optional().catch(undefined),
});
export type ManagedWrite = z.infer<typeof ManagedWrite>;

const Raw = z.looseObject({
  manager: z.string().optional(),
  subresource: z.string().optional(),
  time: z.unknown().optional(),
  fields: z.unknown().optional(),
  fieldsV1: z.unknown().optional(),
});

/** As the API sends it, or as it was kept before: both give the same. */
export const ManagedFields = z.preprocess(
  (sent) => (Array.isArray(sent) ? keptWrites(sent) : sent),
  z.array(ManagedWrite).nullish().catch(undefined),
);

function keptWrites(sent: readonly unknown[]): ManagedWrite[] {
  const all: readonly RawWrite[] = sent.flatMap((one) => {
    const read = Raw.safeParse(one);
    return read.success ? [{ ...read.data, manager: read.data.manager?.slice(0, longestName) }] : [];
  });
  const newest = new Set(
    all
      .filter(tellsItsTime)
      .sort((left, right) => (left.time < right.time ? 1 : -1))
      .slice(0, most.writes),
  );
  const writers = new Set(all.map(({ manager }) => manager).slice(0, most.writers));
  return all.flatMap((one) => {
    if (tellsItsTime(one) && newest.has(one)) return [keptWrite(one)];
    return writers.delete(one.manager) ? [{ manager: one.manager }] : [];
  });
}

type RawWrite = z.infer<typeof Raw>;

/** What is reported of an object (`status`) is written all the time, and tells its times itself. */
function tellsItsTime(one: RawWrite): one is RawWrite & { time: string } {
  return one.subresource !== "status" && typeof one.time === "string" && time.test(one.time);
}

function keptWrite({ manager, time: at, fields, fieldsV1 }: RawWrite & { time: string }): ManagedWrite {
  const paths = fieldsV1 === undefined ? keptBefore(fields) : pathsOf(fieldsV1);
  return { manager, time: at, ...(paths.length > 0 && { fields: [...paths] }) };
}

function keptBefore(fields: unknown): readonly string[] {
  const read = z.array(z.string().regex(field)).safeParse(fields);
  return read.success ? read.data.slice(0, most.fields) : [];
}

const Fields = z.record(z.string(), z.unknown());

/** `{"f:spec": {"f:ingress": {}}}` is `spec.ingress`. */
function pathsOf(fieldsV1: unknown): readonly string[] {
  const paths = namesIn(fieldsV1).flatMap(([name, below]) => {
    if (name !== "spec" && name !== "metadata") return [name];
    const inner = namesIn(below).map(([inside]) => `${name}.${inside}`);
    return inner.length > 0 ? inner : [name];
  });
  const isAside = (path: string): number => (path.startsWith("metadata") ? 1 : 0);
  return paths.sort((left, right) => isAside(left) - isAside(right)).slice(0, most.fields);
}

function namesIn(value: unknown): readonly (readonly [string, unknown])[] {
  const read = Fields.safeParse(value);
  return Object.entries(read.success ? read.data : {}).flatMap(([key, below]) => {
    const name = key.startsWith("f:") ? key.slice(2) : "";
    return field.test(name) && !name.includes(".") ? [[name, below] as const] : [];
  });
}
