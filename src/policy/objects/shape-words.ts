/** What is wrong with the shape of an object, in words for who wrote it: `is 5, where a text is expected: write "5" in quotes`. */
import type { z } from "zod";

export type Issue = z.core.$ZodIssue;

const expectations: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a block of fields",
  record: "a block of fields",
};

/** What stands at a path; undefined where nothing does. */
export function valueAt(object: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    object,
  );
}

const longestShown = 60;

function shown(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "a block of fields";
  const text = JSON.stringify(value);
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}

/** The lists and numbers of alternatives, each once: `a whole number or a text`. */
function expected(issue: Issue): string | undefined {
  if (issue.code === "invalid_type") return expectations[issue.expected];
  if (issue.code === "invalid_value") return issue.values.map((value) => String(value)).join(" or ");
  if (issue.code !== "invalid_union") return undefined;
  const all = issue.errors.flatMap(([first]) => (first ? (expected(first) ?? []) : []));
  return all.length > 0 ? [...new Set(all)].join(" or ") : undefined;
}

/** @param object what was read, to say what stands there. */
export function shapeWords(issue: Issue, object: unknown): string {
  const value = valueAt(object, issue.path);
  const wanted = expected(issue);
  if (value === undefined) return wanted === undefined ? "is missing" : `is missing: ${wanted} is expected`;
  if (wanted === undefined) return `is ${shown(value)}, which is not readable here`;
  const isBare = typeof value === "number" || typeof value === "boolean";
  const hint = wanted === "a text" && isBare ? `: write "${String(value)}" in quotes` : "";
  return `is ${shown(value)}, where ${wanted} is expected${hint}`;
}
