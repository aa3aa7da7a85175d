/** What may pass between two ends, as exact ranges of ports. */
import { difference, intersection, union, type Interval } from "../intervals.ts";
import { lastPort } from "../normal-form.ts";
import type { Verdict } from "../verdict/decide.ts";
import { protocols, rangeText, type PortRange } from "../verdict/port-ranges.ts";

/** Ranges in order, by protocol and port, adjacent ones joined; what is in neither list is denied. */
export interface Reach {
  readonly open: readonly PortRange[];
  /** Policies alone do not tell: it may be open or denied. */
  readonly unsure: readonly PortRange[];
}

const all: readonly PortRange[] = protocols.map((protocol) =>
  protocol === "ICMP" ? { protocol, first: 0, last: 0 } : { protocol, first: 1, last: lastPort },
);

export const everything: Reach = { open: all, unsure: [] };
export const untold: Reach = { open: [], unsure: all };

type Combine = (one: readonly Interval[], other: readonly Interval[]) => readonly Interval[];

/** Protocol by protocol, in their order. */
function combined(one: readonly PortRange[], other: readonly PortRange[], combine: Combine): PortRange[] {
  return protocols.flatMap((protocol) => {
    const of = (ranges: readonly PortRange[]): PortRange[] =>
      ranges.filter((range) => range.protocol === protocol);
    const mine = of(one);
    if (mine.length === 0) return [];
    return combine(mine, of(other)).map(({ first, last }) => ({ protocol, first, last }));
  });
}

/** In order, without overlaps, adjacent ranges as one. */
export function joined(ranges: readonly PortRange[]): PortRange[] {
  return combined(ranges, [], union);
}

/** Ports of the first that the second does not have, in order. */
export function without(one: readonly PortRange[], other: readonly PortRange[]): PortRange[] {
  return combined(one, other, difference);
}

/** Ports of both, in order. */
export function shared(one: readonly PortRange[], other: readonly PortRange[]): PortRange[] {
  return combined(one, other, intersection);
}

/** Open where both are, denied where one is. */
export function both(one: Reach, other: Reach): Reach {
  const open = shared(one.open, other.open);
  const possible = shared([...one.open, ...one.unsure], [...other.open, ...other.unsure]);
  return { open, unsure: without(possible, open) };
}

/** Ports that a reach says this of. */
export function portsThat({ open, unsure }: Reach, verdict: Verdict): readonly PortRange[] {
  if (verdict === "allow") return open;
  return verdict === "undecidable" ? unsure : without(without(all, open), unsure);
}

/** Whether these are all ports of all protocols. */
export const coversAll = (ranges: readonly PortRange[]): boolean => without(all, ranges).length === 0;

const count = (ranges: readonly PortRange[]): number => ranges.length;

/** `everything`, `nothing`, `TCP 80, UDP 53`, `everything but TCP 22`; `?` marks what cannot be told. */
export function reachText({ open, unsure }: Reach): string {
  const closed = portsThat({ open, unsure }, "deny");
  if (count(closed) + count(unsure) === 0) return "everything";
  if (count(open) + count(unsure) === 0) return "nothing";
  if (count(open) + count(closed) === 0) return "?";
  if (count(unsure) === 0 && count(closed) < count(open))
    return `everything but ${closed.map(rangeText).join(", ")}`;
  return [...open.map(rangeText), ...unsure.map((range) => `${rangeText(range)}?`)].join(", ");
}
