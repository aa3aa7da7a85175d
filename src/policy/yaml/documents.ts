/** A file of manifests taken apart by its text alone, so that most of it need not be parsed. */

/** A stretch of a text: from `start` to before `end`. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Only directives, comments and empty lines, which belong to the document that comes. */
const onlyPreamble = /^(?:[ \t]*(?:#.*)?\r?\n|%.*\n)*$/;

/** The documents of a stream, empty ones among them. No scalar can hold the lines that part them. */
export function splitDocuments(text: string): Stretch[] {
  const found: Stretch[] = [];
  let start = 0;
  const part = (at: number): void => {
    found.push({ start, end: at });
    start = at;
  };
  for (const { 0: marker, index } of text.matchAll(/^(?:---|\.\.\.)(?=[ \t\r\n]|$)/gm))
    if (marker === "...") part(text.indexOf("\n", index) + 1 || text.length);
    else if (!onlyPreamble.test(text.slice(start, index))) part(index);
  if (start < text.length) part(text.length);
  return found;
}

/** An anchor or an alias stands where a value may begin; `a && b` and `"*"` are none. */
const valueBefore = /(?:^|[:\-?,[{])[ \t]*$/;

/** Whether parts of this text may refer to one another. Says yes when in doubt. */
function mayHoldAliases(text: string, { start, end }: Stretch): boolean {
  for (const sign of ["&", "*"])
    for (let at = text.indexOf(sign, start); at >= 0 && at < end; at = text.indexOf(sign, at + 1)) {
      const line = text.lastIndexOf("\n", at) + 1;
      const isName = /[^\s,[\]{}]/.test(text.charAt(at + 1));
      if (isName && valueBefore.test(text.slice(Math.max(line, at - 200), at))) return true;
    }
  return false;
}

const itemsLine = /^items:[ \t]*(?:#.*)?\r?$/m;

/**
 * The items of a List written in block style, each from its dash on; undefined when it is written otherwise, or when its items
 * may share anchors.
 */
export function splitItems(text: string, { start, end }: Stretch): Stretch[] | undefined {
  const document = text.slice(start, end);
  const head = itemsLine.exec(document);
  if (!head) return undefined;
  const first = /^([ ]*)-(?=[ \t\r\n])/m;
  const behind = start + head.index + head[0].length;
  const dash = first.exec(text.slice(behind, Math.min(end, behind + 10_000)));
  if (!dash || mayHoldAliases(text, { start, end })) return undefined;
  const indent = dash[1]?.length ?? 0;
  const found: number[] = [];
  let at = behind + 1;
  while (at < end) {
    const next = text.indexOf("\n", at) + 1 || end;
    let column = 0;
    while (text.charCodeAt(at + column) === 32) column++;
    const code = text.charCodeAt(at + column);
    const isEmpty = code === 10 || code === 13 || code === 35;
    if (!isEmpty && column <= indent) {
      const isDash = column === indent && code === 45 && /[ \t\r\n]/.test(text.charAt(at + column + 1));
      if (!isDash) break;
      found.push(at);
    }
    at = next;
  }
  return found.map((start, place) => ({ start, end: found[place + 1] ?? at }));
}
