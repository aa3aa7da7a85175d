/** Where the table of a heat map stands, and lines that part it. */
import type { Matrix } from "../matrix.ts";
import type { Fold, FoldedGroup } from "./fold.ts";
import { element } from "./svg-elements.ts";

/** Sizes in pixels. */
export interface Frame {
  /** Of a cell. */
  readonly size: number;
  readonly font: number;
  /** Of the table. */
  readonly left: number;
  readonly top: number;
  readonly separate: boolean;
}

/** A frame around those that share their namespaces. */
export function frames({ groups }: Fold, { size, left, top }: Frame): string[] {
  const starts = [...groups.keys()].filter(
    (place) => groups[place]?.alike && groups[place].alike !== groups[place - 1]?.alike,
  );
  return starts.map((start) => {
    const side = (groups[start]?.alike?.groups.length ?? 0) * size;
    return element("rect", {
      class: "frame",
      x: left + start * size - 1,
      y: top + start * size - 1,
      width: side + 1,
      height: side + 1,
    });
  });
}

/** Lines between groups of different namespaces. */
export function separators({ groups }: Fold, matrix: Matrix, { size, left, top }: Frame): string[] {
  const spaceOf = (group: FoldedGroup | undefined): string =>
    matrix.groups[group?.places[0] ?? -1]?.namespaces.join(" ") ?? "";
  const side = groups.length * size;
  return [...groups.keys()]
    .filter((place) => place > 0 && spaceOf(groups[place]) !== spaceOf(groups[place - 1]))
    .flatMap((place) => {
      const [x, y] = [left + place * size - 0.5, top + place * size - 0.5];
      return [
        element("path", { class: "line", d: `M${left} ${y}h${side}` }),
        element("path", { class: "line", d: `M${x} ${top}v${side}` }),
      ];
    });
}
