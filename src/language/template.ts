/** A sentence with gaps, and how a finished sentence is recognised as one of its kind. */

/**
 * What a gap takes: a name, a list or a known phrase of several words (the rule); digits; a known phrase of one word too, as
 * `packets`, which without it is taken for somebody's name; or whatever there is, which is then left as it is.
 */
export type GapKind = "name" | "number" | "word" | "any";

export interface Gap {
  readonly name: string;
  readonly kind: GapKind;
}

export interface Template {
  /** As it stands in the catalogue. */
  readonly key: string;
  /** What stands before, between and after the gaps: one more than there are gaps. */
  readonly literals: readonly string[];
  readonly gaps: readonly Gap[];
  /** Characters that are no gap, and gaps that take digits alone: of two templates that fit, the one with more is meant. */
  readonly weight: number;
  /** The same sentence in the other language. */
  readonly says: readonly (string | Gap)[];
}

const gap = /\{([a-z][A-Za-z0-9]*)(?::(number|word|any))?\}/;

/**
 * Templates of one entry: `{n} packet[|s] [was|were] lost` has as many as there are ways through its brackets. A full stop at the end
 * is left out on both sides: whoever translates puts it back.
 */
export function templatesOf(key: string, translation: string): readonly Template[] {
  const says = piecesOf(translation.replace(/。$/, ""));
  return waysThrough(key.replace(/(?<!\.)\.$/, "")).map((text) => {
    const pieces = piecesOf(text);
    const literals: string[] = [];
    const gaps: Gap[] = [];
    let literal = "";
    for (const piece of pieces) {
      if (typeof piece === "string") literal += piece;
      else {
        gaps.push(piece);
        literals.push(literal);
        literal = "";
      }
    }
    literals.push(literal);
    const numbers = gaps.filter(({ kind }) => kind === "number").length;
    const weight = literals.reduce((sum, each) => sum + each.length, 0) + numbers / (gaps.length + 1);
    return { key, literals, gaps, weight, says };
  });
}

/** Text and gaps in their order. */
function piecesOf(text: string): readonly (string | Gap)[] {
  const pieces: (string | Gap)[] = [];
  let rest = text;
  for (;;) {
    const found = gap.exec(rest);
    if (!found) break;
    const [whole, name = "", kind] = found;
    if (found.index > 0) pieces.push(rest.slice(0, found.index));
    pieces.push({ name, kind: kind === "number" || kind === "word" || kind === "any" ? kind : "name" });
    rest = rest.slice(found.index + whole.length);
  }
  return rest === "" ? pieces : [...pieces, rest];
}

/** `pod[|s]` is `pod` and `pods`. Brackets without a bar are text. */
function waysThrough(text: string): readonly string[] {
  const found = [...text.matchAll(/\[([^[\]{}]*)\]/g)].find(([, ways = ""]) => ways.includes("|"));
  if (!found) return [text];
  const [whole, ways = ""] = found;
  const after = waysThrough(text.slice(found.index + whole.length));
  return ways.split("|").flatMap((way) => after.map((rest) => `${text.slice(0, found.index)}${way}${rest}`));
}

/** Whole words of a text, in small letters. */
export function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

/** Words of a template that stand whole between its gaps. */
export function wordsOfTemplate({ literals }: Template): readonly string[] {
  return literals.flatMap((literal, place) => {
    const words = wordsOf(literal);
    const cut = (edge: string, isOuter: boolean): boolean => !isOuter && /[a-z0-9]/i.test(edge);
    const from = cut(literal.charAt(0), place === 0) ? 1 : 0;
    const to = cut(literal.at(-1) ?? "", place === literals.length - 1) ? words.length - 1 : words.length;
    return words.slice(from, to);
  });
}

/** Of each literal so many places are tried. */
const places = 4;

/**
 * What stands in the gaps of a text, as `fill` takes it; undefined where the text is no sentence of this template, or `fill` refuses what
 * would stand in one.
 */
export function fillGaps(
  { literals, gaps }: Template,
  text: string,
  fill: (value: string, gap: Gap, last: boolean) => string | undefined,
): readonly string[] | undefined {
  const [first = ""] = literals;
  const last = literals.at(-1) ?? "";
  if (gaps.length === 0) return sameBeginning(text, first) && text.length === first.length ? [] : undefined;
  const end = text.length - last.length;
  if (first.length >= end || !sameBeginning(text, first) || !text.endsWith(last)) return undefined;
  const from = (index: number, position: number): readonly string[] | undefined => {
    const gap = gaps[index];
    if (!gap) return undefined;
    if (index === gaps.length - 1) {
      const filled = position < end ? fill(text.slice(position, end), gap, true) : undefined;
      return filled === undefined ? undefined : [filled];
    }
    const next = literals[index + 1] ?? "";
    let at = position;
    for (let tried = 0; tried < places; tried += 1) {
      at = text.indexOf(next, at + 1);
      if (at < 0 || at + next.length > end) return undefined;
      const filled = fill(text.slice(position, at), gap, false);
      const rest = filled === undefined ? undefined : from(index + 1, at + next.length);
      if (filled !== undefined && rest) return [filled, ...rest];
    }
    return undefined;
  };
  return from(0, first.length);
}

/** Whether a text begins so; its first letter may be a capital there and a small one here. */
function sameBeginning(text: string, beginning: string): boolean {
  if (text.startsWith(beginning)) return true;
  return (
    beginning !== "" &&
    text.charAt(0).toLowerCase() === beginning.charAt(0).toLowerCase() &&
    text.startsWith(beginning.slice(1), 1)
  );
}
