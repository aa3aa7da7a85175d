/** One YAML document into plain JSON, read as kubectl reads it. */
import { FAILSAFE_SCHEMA, load, Type } from "js-yaml";
import { z } from "zod";
import { readScalar, type Scalar } from "./yaml-scalar.ts";

export type Loaded =
  | { readonly value: unknown }
  /** `line` from 0, within the text. */
  | { readonly says: string; readonly line: number };

const isText = (data: unknown): data is string => typeof data === "string";

/** A tag that says the type (`!!int "5"`); a word that is none of that type is an error. */
function tagged(name: string, holds: (value: Scalar) => boolean): Type {
  return new Type(`tag:yaml.org,2002:${name}`, {
    kind: "scalar",
    resolve: (data: unknown) => holds(isText(data) ? readScalar(data) : null),
    construct: (data: unknown) => (isText(data) ? readScalar(data) : null),
  });
}

const asGiven = (kind: "scalar" | "sequence" | "mapping"): Type =>
  new Type("!", { kind, multi: true, construct: (data: unknown) => data });

const schema = FAILSAFE_SCHEMA.extend({
  implicit: [
    new Type("tag:yaml.org,2002:merge", { kind: "scalar", resolve: (data: unknown) => data === "<<" }),
    new Type("tag:kubernetes.io,2026:word", {
      kind: "scalar",
      resolve: (data: unknown) => !isText(data) || typeof readScalar(data) !== "string",
      construct: (data: unknown) => (isText(data) ? readScalar(data) : null),
    }),
  ],
  explicit: [
    tagged("null", (value) => value === null),
    tagged("bool", (value) => typeof value === "boolean"),
    tagged("int", (value) => Number.isInteger(value)),
    tagged("float", (value) => typeof value === "number"),
    // What a person's own tag means, no Kubernetes API knows.
    asGiven("scalar"),
    asGiven("sequence"),
    asGiven("mapping"),
  ],
});

/** What aliases may add to the values of a text: an alias of aliases of aliases grows past every memory. */
const mostAdded = 100_000;
const deepest = 200;

/** Nobody nests so deep: what walks through an object must not exhaust the stack. */
export function isTooDeep(value: unknown, depth = 0): boolean {
  if (typeof value !== "object" || value === null) return false;
  return depth > deepest || Object.values(value).some((one) => isTooDeep(one, depth + 1));
}

/** Each alias replaced by a copy of its own, as in JSON. Throws when there is no end to it. */
function withoutAliases(value: unknown, text: string): unknown {
  const most = text.length + mostAdded;
  let values = 0;
  const copy = (one: unknown, depth: number): unknown => {
    if (++values > most || depth > deepest)
      throw new Error("its aliases (*) unfold to more than any object holds");
    if (Array.isArray(one)) return one.map((item) => copy(item, depth + 1));
    if (typeof one !== "object" || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([key, held]) => [key, copy(held, depth + 1)]));
  };
  return copy(value, 0);
}

const Complaint = z.object({ reason: z.string(), mark: z.object({ line: z.number() }) });

/** Never throws. The text is one document; an empty one has the value undefined or null. */
export function loadYaml(text: string): Loaded {
  try {
    const value = load(text, { schema });
    return { value: text.includes("*") && text.includes("&") ? withoutAliases(value, text) : value };
  } catch (thrown) {
    const complaint = Complaint.safeParse(thrown).data;
    // What is missing at the end is missing on the last line that says something.
    const last = text.trimEnd().split("\n").length - 1;
    if (complaint) return { says: complaint.reason, line: Math.min(complaint.mark.line, last) };
    return { says: thrown instanceof Error ? thrown.message : String(thrown), line: 0 };
  }
}
