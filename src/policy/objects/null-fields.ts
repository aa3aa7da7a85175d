/** A field that holds null is not there, to an API server; tools write such fields (`creationTimestamp: null`). */
import type { z } from "zod";

/** A person's own keys: null is no text there, and who writes it means something. */
const ownKeys: ReadonlySet<PropertyKey> = new Set(["labels", "annotations", "selector"]);

/** The value without what stands at the path, if that is null. */
function withoutNullAt(value: unknown, [key, ...rest]: readonly PropertyKey[]): unknown {
  if (typeof value !== "object" || value === null || key === undefined) return value;
  if (Array.isArray(value))
    return value.map((item: unknown, at) => (at === key ? withoutNullAt(item, rest) : item));
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, held]: [string, unknown]) => {
      if (name !== key) return [[name, held]];
      if (rest.length > 0) return [[name, withoutNullAt(held, rest)]];
      return held === null ? [] : [[name, held]];
    }),
  );
}

/** Reads an object of the API; null in place of a field that may be missing is in nobody's way. */
export function readObject<Read>(schema: z.ZodType<Read>, object: unknown): z.ZodSafeParseResult<Read> {
  const read = schema.safeParse(object);
  if (read.success) return read;
  const nulls = read.error.issues
    .map(({ path }) => path)
    .filter((path) => !path.slice(0, -1).some((key) => ownKeys.has(key)));
  return nulls.length === 0 ? read : schema.safeParse(nulls.reduce<unknown>(withoutNullAt, object));
}
