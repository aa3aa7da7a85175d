/** On which line of a manifest a field stands. */
import { FAILSAFE_SCHEMA, load } from "js-yaml";

/** A value of the text, with where it begins: a mapping's children are its keys and values in turn. */
interface Spot {
  readonly line: number;
  readonly children: Spot[];
  kind: string | null;
  text: string;
}

/** The whole text as spots; undefined where it is no YAML. */
function spotsOf(text: string): Spot | undefined {
  const root: Spot = { line: 0, children: [], kind: "root", text: "" };
  const open: Spot[] = [root];
  try {
    load(text, {
      schema: FAILSAFE_SCHEMA,
      listener: (event, state) => {
        if (event === "open") {
          const spot: Spot = { line: state.line, children: [], kind: null, text: "" };
          open.at(-1)?.children.push(spot);
          open.push(spot);
          return;
        }
        const spot = open.pop();
        if (!spot) return;
        const result: unknown = state.result;
        spot.kind = state.kind;
        spot.text = typeof result === "string" ? result : "";
      },
    });
  } catch {
    return undefined;
  }
  return root.children[0];
}

interface Step {
  readonly spot: Spot;
  readonly line: number;
  readonly rest: string;
}

/** One step down the field: `[2]`, or the longest key it begins with, as keys may hold dots. */
function step(spot: Spot, field: string): Step | undefined {
  const [item, index] = /^\[(\d+)\]/.exec(field) ?? [];
  if (item !== undefined) {
    const child = spot.kind === "sequence" ? spot.children[Number(index)] : undefined;
    return child && { spot: child, line: child.line, rest: field.slice(item.length) };
  }
  const path = field.replace(/^\./, "");
  let best: Step | undefined;
  if (spot.kind !== "mapping") return undefined;
  for (let at = 0; at + 1 < spot.children.length; at += 2) {
    const [key, value] = [spot.children[at], spot.children[at + 1]];
    if (!key || !value || !path.startsWith(key.text) || !/^(?:$|[.[])/.test(path.slice(key.text.length)))
      continue;
    const rest = path.slice(key.text.length);
    if (!best || rest.length < best.rest.length) best = { spot: value, line: key.line, rest };
  }
  return best;
}

/**
 * From 0, within the text; the nearest that is there around a field that is not, and 0 in a text that is no YAML.
 * @param field `items[2].spec.ingress[0].ports`
 */
export function lineOfField(text: string, field: string): number {
  let spot = spotsOf(text);
  let line = spot?.line ?? 0;
  for (let rest = field; spot && rest !== "";) {
    const next = step(spot, rest);
    if (!next) break;
    ({ spot, line, rest } = next);
  }
  return line;
}
