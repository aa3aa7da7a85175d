import fc from "fast-check";

/** Where to change a text, as a share of its length, and with what. */
interface Change {
  readonly how: (text: string, at: number, word: string) => string;
  readonly at: number;
  readonly word: string;
}

/** What other versions, other tools of the same name and broken ones say; and what no tool should say. */
const words = [
  "",
  "0",
  "-1",
  "18446744073709551616",
  "1e999",
  "NaN",
  "none",
  "unknown",
  "10.1.2.3.4",
  "fe80::1%eth0",
  "::ffff:10.0.0.1",
  "BusyBox v1.36.1 (2026-01-01) multi-call binary.",
  "Couldn't find runtime libbpf version - falling back to compile-time value!",
  "# Warning: table ip filter is managed by iptables-nft, do not touch!",
  "Segmentation fault (core dumped)",
  "\u0000\u0007\u001b[31m",
  "ungültig \ufffd",
  "null",
  "{}",
  "[]",
  '"text"',
  "__proto__",
];

const cutAt = (text: string, at: number): number => Math.floor(at * text.length);

function onLine(text: string, at: number, change: (line: string) => readonly string[]): string {
  const lines = text.split("\n");
  const index = Math.min(lines.length - 1, Math.floor(at * lines.length));
  return [...lines.slice(0, index), ...change(lines[index] ?? ""), ...lines.slice(index + 1)].join("\n");
}

/** The word that stands nearest behind a place. */
function onWord(text: string, at: number, word: string, pattern: RegExp): string {
  const from = cutAt(text, at);
  const found = pattern.exec(text.slice(from));
  if (!found) return text;
  const start = from + found.index;
  return text.slice(0, start) + word + text.slice(start + found[0].length);
}

const ways: readonly Change["how"][] = [
  (text, at) => text.slice(0, cutAt(text, at)),
  (text, at) => text.slice(cutAt(text, at)),
  (text, at) => onLine(text, at, () => []),
  (text, at) => onLine(text, at, (line) => [line, line]),
  (text, at) => onLine(text, at, (line) => [line.slice(0, line.length / 2)]),
  (text, at, word) => onLine(text, at, (line) => [word, line]),
  (text, at, word) => onLine(text, at, (line) => [`${line} ${word}`]),
  (text, at) => onLine(text, at, (line) => [line.slice(0, 500).replaceAll(/\S/g, (one) => one.repeat(200))]),
  (text, at) => onLine(text, at, (line) => [` ${line.slice(0, 500)} `.repeat(300)]),
  (text, at, word) => onWord(text, at, word, /\d+/),
  (text, at, word) => onWord(text, at, word, /[A-Za-z_-]+/),
  (text, at, word) => onWord(text, at, word, /"[^"]*"/),
  (text, at, word) => onWord(text, at, `"${word}"`, /\d+/),
  (text, at, word) => onWord(text, at, word, /\S+/),
  (text) => text.replaceAll("\n", "\r\n"),
  (text) => text.replaceAll("\n", ""),
  (text) => text.trimEnd(),
  (text, _, word) => `${word}\n${text}`,
  (text, _, word) => `${text}${word}`,
];

const change: fc.Arbitrary<Change> = fc.record({
  how: fc.constantFrom(...ways),
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  word: fc.constantFrom(...words),
});

/** No probe lets a node say more than this. */
const most = 500_000;

/** The text with a few things changed that other versions, broken tools and cut connections change. */
export function mutatedText(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(text, fc.array(change, { minLength: 1, maxLength: 4 }))
    .map(([whole, changes]) =>
      changes.reduce((sofar, { how, at, word }) => how(sofar, at, word).slice(0, most), whole),
    );
}
