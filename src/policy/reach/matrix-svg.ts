/** The matrix as a heat map. */
import type { Answer } from "./answers.ts";
import type { Matrix } from "./matrix.ts";

/**
 * Told apart by the colour-blind too (after Okabe and Ito), on light ground and dark. Each kind of answer has one.
 */
const colours = {
  everything: { fill: "#0072b2", means: "everything" },
  some: { fill: "#56b4e9", means: "some ports" },
  unsure: { fill: "#e69f00", means: "cannot be told from the policies alone" },
  nothing: { fill: "#dcdcdc", means: "nothing" },
} as const;
type Kind = keyof typeof colours;

/** More groups than this are too small for a name at each row. */
const mostNamed = 120;
/** A longer name is cut; its tooltip has it whole. */
const longest = 40;
const letter = 6.2;

/** @returns which colour says most of this answer. */
function kindOf({ text, open, unsure, ipv6, onOwnNode }: Answer): Kind {
  if (text === "everything") return "everything";
  if (open.length + (ipv6?.open.length ?? 0) > 0) return "some";
  if (onOwnNode && kindOf(onOwnNode) !== "nothing") return "some";
  return unsure.length + (ipv6?.unsure.length ?? 0) > 0 ? "unsure" : "nothing";
}

/** For text and attributes of XML; characters that XML forbids are left out. */
const escaped = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");

const cut = (name: string): string => (name.length > longest ? `${name.slice(0, longest - 1)}…` : name);

/** Neighbours in a row with the same answer are one rectangle: a big table is a small file. */
function runs(row: readonly string[]): { answer: string; first: number; count: number }[] {
  const found: { answer: string; first: number; count: number }[] = [];
  for (const [place, answer] of row.entries()) {
    const last = found.at(-1);
    if (last?.answer === answer && last.first + last.count === place) last.count += 1;
    else if (answer !== "") found.push({ answer, first: place, count: 1 });
  }
  return found;
}

/**
 * One row per source, one column per destination, as an SVG document of its own. Up to 120 groups have their names beside them
 * and every cell a tooltip; of more only the colours and the tooltips of stretches remain readable.
 */
export function matrixSvg({ groups, cells, answers }: Matrix): string {
  const named = groups.length <= mostNamed;
  const size = named ? 18 : Math.max(2, Math.min(6, Math.floor(1500 / groups.length)));
  const width = named ? Math.max(0, ...groups.map(({ name }) => cut(name).length)) * letter + 12 : 30;
  const [left, top] = [width, width * (named ? 0.75 : 1) + 54];
  const side = size * groups.length;
  const gap = named ? 1 : 0;
  const kinds = new Map(answers.map((answer) => [answer.text, kindOf(answer)]));
  const nameOf = (place: number): string => groups[place]?.name ?? "";

  const rectangles = cells.flatMap((row, from) =>
    (named
      ? row.flatMap((answer, first) => (answer === "" ? [] : [{ answer, first, count: 1 }]))
      : runs(row)
    ).map(({ answer, first, count }) => {
      const to =
        count > 1 ? `${nameOf(first)} to ${nameOf(first + count - 1)} (${count} groups)` : nameOf(first);
      const title = `${nameOf(from)} → ${to}: ${answer}`;
      const place = `x="${left + first * size}" y="${top + from * size}"`;
      const extent = `width="${count * size - gap}" height="${size - gap}"`;
      return `<rect class="${kinds.get(answer) ?? "unsure"}" ${place} ${extent}><title>${escaped(title)}</title></rect>`;
    }),
  );
  const labels = named
    ? groups.flatMap(({ name }, place) => {
        const middle = (place + 0.5) * size;
        const inner = `<title>${escaped(name)}</title>${escaped(cut(name))}`;
        return [
          `<text x="${left - 6}" y="${top + middle + 4}" text-anchor="end">${inner}</text>`,
          `<text transform="translate(${left + middle + 3} ${top - 6}) rotate(-48)">${inner}</text>`,
        ];
      })
    : [];
  const legend = Object.entries(colours).reduce(
    ({ at, parts }, [kind, { means }]) => ({
      at: at + means.length * letter + 36,
      parts: [
        ...parts,
        `<rect class="${kind}" x="${at}" y="30" width="14" height="14"/><text x="${at + 20}" y="41">${means}</text>`,
      ],
    }),
    { at: 12, parts: [] as string[] },
  );
  const shown = named ? "" : `, ${groups.length} groups: hover for names`;
  const title = `Who can reach whom: rows send, columns receive${shown}`;
  const over = named ? width * 0.75 : 12;
  const whole = [
    Math.ceil(Math.max(left + side + over, legend.at, title.length * letter * 1.2 + 24)),
    Math.ceil(top + side + 12),
  ];
  const styles = Object.entries(colours).map(([kind, { fill }]) => `.${kind}{fill:${fill}}`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${whole[0]}" height="${whole[1]}" viewBox="0 0 ${whole.join(" ")}">`,
    `<style>text{font:11px sans-serif;fill:#222}.head{font-size:13px;font-weight:bold}.ground{fill:#fff}${styles.join("")}</style>`,
    `<rect class="ground" width="100%" height="100%"/>`,
    `<text class="head" x="12" y="20">${title}</text>`,
    ...legend.parts,
    ...labels,
    ...rectangles,
    "</svg>\n",
  ].join("\n");
}
