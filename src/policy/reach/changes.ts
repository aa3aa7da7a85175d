/** What differs between two answers for one pair of ends. */
import type { PortRange } from "../verdict/port-ranges.ts";
import type { Answer } from "./answers.ts";
import { without } from "./reach.ts";

/** Of the pair, those that run on one node or do not; undefined: it makes no difference. */
export type Nodes = "same" | "other" | undefined;

export interface Change {
  readonly nodes: Nodes;
  /** Undefined: it makes no difference. */
  readonly family: 4 | 6 | undefined;
  readonly opened: readonly PortRange[];
  readonly closed: readonly PortRange[];
}

type Ranges = Pick<Change, "opened" | "closed">;

function changed(was: readonly PortRange[], is: readonly PortRange[]): Ranges {
  return { opened: without(is, was), closed: without(was, is) };
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

function byFamily(was: Answer, is: Answer): { family: Change["family"]; ranges: Ranges }[] {
  const four = changed(was.open, is.open);
  const six = changed((was.ipv6 ?? was).open, (is.ipv6 ?? is).open);
  if (same(four, six)) return [{ family: undefined, ranges: four }];
  return [
    { family: 4, ranges: four },
    { family: 6, ranges: six },
  ];
}

/** Undecidable counts as not open. */
export function changesOf(was: Answer, is: Answer): Change[] {
  const elsewhere = byFamily(was, is);
  const near = byFamily(was.onOwnNode ?? was, is.onOwnNode ?? is);
  const placed = (nodes: Nodes, all: typeof near): Change[] =>
    all.map(({ family, ranges }) => ({ nodes, family, ...ranges }));
  return same(elsewhere, near)
    ? placed(undefined, elsewhere)
    : [...placed("other", elsewhere), ...placed("same", near)];
}

/** `` or ` (by IPv6, on its own node)`. */
export function whereText({ nodes, family }: Pick<Change, "nodes" | "family">): string {
  const said = [
    ...(family === undefined ? [] : [`by IPv${family}`]),
    ...(nodes === undefined ? [] : [nodes === "same" ? "on its own node" : "on another node"]),
  ];
  return said.length > 0 ? ` (${said.join(", ")})` : "";
}
