/** How Chinese and Latin letters stand beside each other: a blank between them, none around Chinese marks. */

const han = /[\u3400-\u9fff\uf900-\ufaff]/;
const mark = /[，。：；？！、（）《》“”…]/;

/** Two pieces of a sentence in one. */
export function joined(left: string, right: string): string {
  const [before, after] = [left.trimEnd(), right.trimStart()];
  const [end, begin] = [before.at(-1) ?? "", after.at(0) ?? ""];
  if (before === "" || after === "") return `${left}${right}`;
  if (mark.test(end) || mark.test(begin)) return `${before}${after}`;
  if (han.test(end) && han.test(begin)) return `${before}${after}`;
  const mixed = (han.test(end) && latin.test(begin)) || (latin.test(end) && han.test(begin));
  return mixed ? `${before} ${after}` : `${left}${right}`;
}

const latin = /[A-Za-z0-9`"'<&@/*$[\]+~.%()-]/;

/** Pieces of a line with a blank between, which Chinese marks do without. */
export function together(...pieces: readonly string[]): string {
  return pieces
    .filter((piece) => piece !== "")
    .reduce(
      (line, piece) =>
        line === "" ? piece : mark.test(line.at(-1) ?? "") ? `${line}${piece}` : `${line} ${piece}`,
      "",
    );
}
