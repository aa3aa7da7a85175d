/** The matrix as a heat map. */
import type { Matrix } from "../matrix.ts";
import { unreadDoubt } from "./doubt.ts";
import { fold } from "./fold.ts";
import { namespacesText } from "./fold-names.ts";
import { cellsOf } from "./svg-cells.ts";
import { colours, kindOf, type Kind } from "./svg-colours.ts";
import { element, escaped } from "./svg-elements.ts";
import { frames, separators, type Frame } from "./svg-frame.ts";
import { labelOf, labelTexts } from "./svg-labels.ts";

/** Of more rows than this, neighbours with one answer are one rectangle: a big table is a small file. */
const mostSeparate = 120;
const margin = 16;

const widthOf = (text: string, font: number): number => text.length * font * 0.56;

function legendOf(isFolded: boolean, y: number): { readonly parts: string[]; readonly end: number } {
  const parts: string[] = [];
  let x = margin;
  const add = (mark: string, means: string): void => {
    parts.push(mark, element("text", { class: "legend", x: x + 20, y: y + 11 }, escaped(means)));
    x += widthOf(means, 11) + 40;
  };
  for (const [kind, { means }] of Object.entries(colours))
    add(element("rect", { class: kind, x, y, width: 14, height: 14 }), means);
  if (isFolded) {
    const half = (kind: Kind, corner: string): string =>
      element("polygon", { class: kind, points: `${x},${y} ${x + 14},${y + 14} ${corner}` });
    add(
      half("everything", `${x},${y + 14}`) + half("nothing", `${x + 14},${y}`),
      "below: in one namespace, above: between two of those alike",
    );
  }
  return { parts, end: x };
}

/** A line for each of the alike namespaces, which rows and columns tell of the first. */
function notesOf({ alike, unread }: Matrix): string[] {
  const namespaces = alike
    .toSorted((one, other) => other.namespaces.length - one.namespaces.length)
    .map(({ namespaces: all }) => `${all[0] ?? ""} ×${all.length}: ${namespacesText(all)}`);
  return [...namespaces, ...[unreadDoubt(unread) ?? []].flat()];
}

/**
 * One row per source, one column per destination, as an SVG document of its own; namespaces that are alike share rows and
 * columns, marked with their number. Every cell or stretch of cells has a tooltip with the names and the whole answer.
 */
export function matrixSvg(matrix: Matrix): string {
  const folded = fold(matrix);
  const count = folded.groups.length;
  const labels = folded.groups.map((group) => labelOf(group, matrix));
  const separate = count <= mostSeparate;
  const [size, font] = separate ? [18, 12] : [12, 9];
  const widest = Math.max(0, ...labels.map(({ short }) => widthOf(short, font)));
  const frame: Frame = {
    size,
    font,
    separate,
    left: Math.round(margin + widest + 8),
    top: Math.round(84 + widest * 0.75),
  };
  const side = size * count;
  const kinds = new Map(matrix.answers.map((answer) => [answer.text, kindOf(answer)]));
  const legend = legendOf(matrix.alike.length > 0, 54);
  const notes = notesOf(matrix);
  const below = frame.top + side + 28;
  const pods = matrix.groups.reduce((sum, group) => sum + group.pods.length, 0);
  const drawn = count < matrix.groups.length ? `, drawn as ${count}: ×n stands for n namespaces` : "";
  const groups = matrix.groups.length;
  const caption = `Rows send, columns receive. ${pods} ${pods === 1 ? "pod" : "pods"} in ${groups} ${groups === 1 ? "group" : "groups that behave alike"}${drawn}.`;
  const width = Math.ceil(
    Math.max(
      frame.left + side + widest * 0.67 + margin,
      legend.end,
      widthOf(caption, 12) + 2 * margin,
      ...notes.map((note) => widthOf(note, 12) + 2 * margin),
    ),
  );
  const height = Math.ceil(below + notes.length * 17);
  const styles = [
    `text{font:${font}px sans-serif;fill:#222}.head{font-size:16px;font-weight:bold}.legend{font-size:12px}`,
    `.ground{fill:#fff}.frame{fill:none;stroke:#222}.line{stroke:#aaa}`,
    ...Object.entries(colours).map(([kind, { fill }]) => `.${kind}{fill:${fill}}`),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<style>${styles.join("")}</style>`,
    `<rect class="ground" width="100%" height="100%"/>`,
    element("text", { class: "head", x: margin, y: 24 }, "Who can reach whom"),
    element("text", { class: "legend", x: margin, y: 41 }, escaped(caption)),
    ...legend.parts,
    ...labelTexts(labels, frame),
    ...cellsOf(folded, labels, kinds, frame),
    ...separators(folded, matrix, frame),
    ...frames(folded, frame),
    ...notes.map((note, at) =>
      element("text", { class: "legend", x: margin, y: below + at * 17 }, escaped(note)),
    ),
    "</svg>\n",
  ].join("\n");
}
