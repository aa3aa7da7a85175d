/** The coloured cells of a heat map. */
import type { Fold } from "./fold.ts";
import type { Kind } from "./svg-colours.ts";
import { element, tooltip } from "./svg-elements.ts";
import type { Frame } from "./svg-frame.ts";
import type { Label } from "./svg-labels.ts";

interface Run {
  readonly answer: string;
  readonly first: number;
  count: number;
}

/** Neighbours with the same answer, or each by itself; a split cell is none of them. */
function runs(row: readonly string[], isSplit: (column: number) => boolean, separate: boolean): Run[] {
  const found: Run[] = [];
  for (const [place, answer] of row.entries()) {
    const last = found.at(-1);
    if (answer === "" || isSplit(place)) continue;
    if (!separate && last?.answer === answer && last.first + last.count === place) last.count += 1;
    else found.push({ answer, first: place, count: 1 });
  }
  return found;
}

/** A cell of two answers has two triangles: below its own namespace, above another one. */
const halves = [
  { where: "in the same namespace", corner: [0, 1] },
  { where: "in another of the namespaces", corner: [1, 0] },
] as const;

/** @param kinds by the texts of answers. */
export function cellsOf(
  { groups, cells, within }: Fold,
  labels: readonly Label[],
  kinds: ReadonlyMap<string, Kind>,
  { size, left, top, separate }: Frame,
): string[] {
  const side = size - (separate ? 1 : 0.5);
  const classOf = (answer: string): Kind => kinds.get(answer) ?? "unsure";
  const nameOf = (place: number): string => labels[place]?.whole ?? "";
  const whole = (from: number, { answer, first, count }: Run): string => {
    const last = count > 1 ? ` to ${nameOf(first + count - 1)} (${count} groups)` : "";
    const [x, y] = [left + first * size, top + from * size];
    return element(
      "rect",
      { class: classOf(answer), x, y, width: (count - 1) * size + side, height: side },
      tooltip(`${nameOf(from)} → ${nameOf(first)}${last}: ${answer}`),
    );
  };
  const split = (from: number, to: number): string[] =>
    halves.map(({ where, corner: [dx, dy] }, half) => {
      const answer = [within, cells][half]?.[from]?.[to] ?? "";
      const [x, y] = [left + to * size, top + from * size];
      const points = `${x},${y} ${x + side},${y + side} ${x + dx * side},${y + dy * side}`;
      return element(
        "polygon",
        { class: classOf(answer), points },
        tooltip(`${nameOf(from)} → ${nameOf(to)}, ${where}: ${answer}`),
      );
    });
  return cells.flatMap((row, from) => {
    const isSplit = (to: number): boolean => {
      const own = within[from]?.[to];
      return own !== undefined && own !== row[to];
    };
    return [
      ...runs(row, isSplit, separate).map((run) => whole(from, run)),
      ...[...groups.keys()].filter(isSplit).flatMap((to) => split(from, to)),
    ];
  });
}
