/** What a document says it is, read from its lines alone. Written unusually, it says nothing: then it is parsed. */
import type { Stretch } from "./documents.ts";
import { readScalar } from "./yaml-scalar.ts";

export interface Sketch {
  readonly kind: string;
  /** "" when it names none. */
  readonly apiVersion: string;
  /** Undefined when it names none. */
  readonly namespace: string | undefined;
}

const space = 32;
const newline = 10;
const carriageReturn = 13;
const hash = 35;
const dash = 45;

const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);

/** Plain or simply quoted, on one line. */
const simple = /^[ \t]*(?:"([^"\\]*)"|'([^']*)'|([A-Za-z0-9][A-Za-z0-9./_-]*))[ \t]*(?:[ \t]#.*)?\r?$/;

function simpleText(text: string): string | undefined {
  const [, double, single, plain] = simple.exec(text) ?? [];
  if (plain !== undefined) return typeof readScalar(plain) === "string" ? plain : undefined;
  return double ?? single;
}

/** A quoted text that goes on in the next line may hold anything there. */
function hasOpenQuote(text: string): boolean {
  if (!/["']/.test(text)) return false;
  return text
    .split("\n")
    .some((line) => line.split('"').length % 2 === 0 || line.split("'").length % 2 === 0);
}

interface Line {
  readonly start: number;
  readonly end: number;
  /** Where its text begins. */
  readonly at: number;
  readonly column: number;
}

/** Lines with something on them, comments and document markers left out. An item's dash counts as a space. */
function* linesOf(text: string, { start, end }: Stretch, isItem: boolean): Generator<Line> {
  let from = start;
  while (from < end) {
    const next = text.indexOf("\n", from) + 1 || end;
    let at = from;
    while (text.charCodeAt(at) === space || (isItem && from === start && text.charCodeAt(at) === dash)) at++;
    const code = text.charCodeAt(at);
    const isMarker = code === dash && at === from && text.startsWith("---", at);
    if (at < next && code !== newline && code !== carriageReturn && code !== hash && !isMarker)
      yield { start: from, end: next, at, column: at - from };
    else if (isMarker && /\S/.test(text.slice(at + 3, next).replace(/#.*/, "")))
      yield { start: from, end: next, at, column: 0 };
    from = next;
  }
}

/** Undefined when it cannot be told from the lines; `isItem`: the text begins with the dash of a list's item. */
export function sketch(text: string, stretch: Stretch, isItem = false): Sketch | undefined {
  const said = new Map<string, Line>();
  let base: number | undefined;
  let inMetadata = false;
  let within: number | undefined;
  let metadataEnd = stretch.end;
  let namespace: Line | undefined;
  for (const line of linesOf(text, stretch, isItem)) {
    base ??= line.column;
    if (line.column < base) return undefined;
    const code = text.charCodeAt(line.at);
    if (line.column === base) {
      // An item of a sequence under the key before; behind a document's marker stands what it is as a whole.
      if (code === dash && text.charCodeAt(line.at + 1) !== dash) continue;
      if (!isLetter(code)) return undefined;
      if (inMetadata) metadataEnd = line.start;
      inMetadata = false;
      for (const key of ["apiVersion", "kind", "metadata"])
        if (text.startsWith(`${key}:`, line.at)) {
          if (said.has(key)) return undefined;
          said.set(key, line);
          inMetadata = key === "metadata";
        }
    } else if (inMetadata) {
      within ??= line.column;
      if (line.column !== within || code === dash) continue;
      if (!isLetter(code)) return undefined;
      if (!text.startsWith("namespace:", line.at)) continue;
      if (namespace) return undefined;
      namespace = line;
    }
  }
  return told(text, said, namespace, metadataEnd);
}

function told(
  text: string,
  said: ReadonlyMap<string, Line>,
  namespace: Line | undefined,
  metadataEnd: number,
): Sketch | undefined {
  const valueOf = (line: Line, key: string): string | undefined =>
    simpleText(text.slice(line.at + key.length + 1, line.end).trimEnd());
  const [api, kinds, metadata] = ["apiVersion", "kind", "metadata"].map((key) => said.get(key));
  const kind = kinds && valueOf(kinds, "kind");
  const apiVersion = api ? valueOf(api, "apiVersion") : "";
  if (kind === undefined || apiVersion === undefined || !metadata) return undefined;
  const behind = text.slice(metadata.at + "metadata:".length, metadata.end).trim();
  if (behind !== "" && !behind.startsWith("#")) return undefined;
  if (!namespace) return { kind, apiVersion, namespace: undefined };
  const name = valueOf(namespace, "namespace");
  if (name === undefined || hasOpenQuote(text.slice(metadata.end, metadataEnd))) return undefined;
  return { kind, apiVersion, namespace: name === "" ? undefined : name };
}
