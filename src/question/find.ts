/** Ends that a text holds although nothing in it could be read as a line or a sentence: addresses with ports, URLs, names with ports. */
import { endOfWord } from "./readers/told.ts";
import { isRefused, readTarget, type EndRead } from "./target.ts";

const found: readonly RegExp[] = [
  /\b[a-z][a-z0-9+]{1,15}:\/\/[^\s"'<>|]{1,500}/gi,
  /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?(?![\w.])/g,
  /\[[0-9a-f]{0,4}:[0-9a-f:]{1,40}\](?::\d{1,5})?/gi,
  /(?<![\w./:-])(?!\S{0,200}\.(?:go|py|js|mjs|ts|java|kt|rb|rs|c|cc|cpp|cs|php|scala):)[a-z][a-z0-9-]{0,62}(?:\.[a-z0-9-]{1,63}){0,5}:\d{2,5}(?![\w:.])/g,
  /(?<![\w./:-])[a-z][a-z0-9-]{0,62}\.[a-z0-9-]{1,63}\.svc(?:\.[a-z0-9-]{1,63}){0,5}(?![\w:.])/g,
];
const pair = /(?<![\w.])((?:\d{1,3}\.){3}\d{1,3})(?::\d{1,5})? ?-+> ?((?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?)/;

export interface Found {
  readonly from?: EndRead;
  readonly to?: EndRead;
  /** It holds several different ones. */
  readonly several?: true;
}

/** A pair with an arrow between; else the one thing that may be called. Several different ones: none of them for certain. */
export function findEnds(text: string): Found {
  const [, from, to] = pair.exec(text) ?? [];
  if (from !== undefined && to !== undefined) {
    const [one, other] = [readTarget(from), readTarget(to)];
    if (!isRefused(one) && !isRefused(other)) return { from: one, to: other };
  }
  for (const says of found) {
    const words = new Set([...text.matchAll(says)].slice(0, 20).map(([word]) => word));
    const [only] = words;
    const end = words.size === 1 && only !== undefined ? endOfWord(only) : undefined;
    if (end) return { to: end };
    if (words.size > 1) return { several: true };
  }
  return {};
}
