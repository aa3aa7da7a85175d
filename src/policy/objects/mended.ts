/** An object without its bad fields, so that the rest of it counts. */
import { shapeWords, valueAt, type Issue } from "./shape-words.ts";

export interface MendedField {
  readonly path: readonly PropertyKey[];
  readonly says: string;
}

export interface Mended {
  /** Undefined when what is bad cannot be done without. */
  readonly value: unknown;
  readonly issues: readonly MendedField[];
}

/** More bad fields than a slip or two: it is no such object. */
const mostFields = 20;

/** Keys and values of a person's own. */
const isOwnText = (path: readonly PropertyKey[]): boolean =>
  path.length === 3 && path[0] === "metadata" && (path[1] === "labels" || path[1] === "annotations");

function withAt(value: unknown, path: readonly PropertyKey[], put: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return put;
  if (Array.isArray(value))
    return value.flatMap((item: unknown, at): unknown[] => {
      if (at !== key) return [item];
      const changed = withAt(item, rest, put);
      return changed === undefined ? [] : [changed];
    });
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(
        ([name, held]: [string, unknown]) => [name, name === key ? withAt(held, rest, put) : held] as const,
      )
      .filter(([, held]) => held !== undefined),
  );
}

/** What of the object has to go for an issue: a field, or what cannot be without a field that is missing. */
function toDrop(object: unknown, path: readonly PropertyKey[]): readonly PropertyKey[] {
  return path.length > 0 && valueAt(object, path) === undefined ? toDrop(object, path.slice(0, -1)) : path;
}

/**
 * Takes one bad field after the other out, each with what cannot be without it. A label that is a number or a truth value becomes
 * the text that was meant. Never throws.
 */
export function mended(object: unknown, wrong: (value: unknown) => Issue | undefined): Mended {
  const issues: MendedField[] = [];
  let value = object;
  for (let issue = wrong(value); issue; issue = wrong(value)) {
    const held = valueAt(value, issue.path);
    const says = shapeWords(issue, value);
    const isBare = typeof held === "number" || typeof held === "boolean";
    if (isOwnText(issue.path) && isBare) {
      issues.push({ path: issue.path, says: `${says}, as it is read here` });
      value = withAt(value, issue.path, String(held));
      continue;
    }
    const at = issue.path;
    const path = toDrop(value, at);
    // Without a name, or a spec, there is nothing to judge.
    const isNeeded = path.length < 2 || (path.length === 2 && path[0] === "metadata" && path[1] === "name");
    if (isNeeded || issues.length >= mostFields) return { value: undefined, issues };
    // Without a bad field its list item may be bad: told once.
    const isTold = issues.some((told) => told.path.join("\n") === at.join("\n"));
    if (!isTold) issues.push({ path: at, says });
    const isContainers = path.length === 2 && path[0] === "spec" && path[1] === "containers";
    value = withAt(value, path, isContainers ? [] : undefined);
  }
  return { value, issues };
}
