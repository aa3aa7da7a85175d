import fc from "fast-check";
import { mutatedText } from "../mutated/texts.ts";

/** What patterns and parsers stumble over when it comes again and again. */
const units = [
  ":",
  "::",
  ".",
  "1.",
  "-",
  "--",
  "/",
  "//",
  "/?",
  "?",
  "[",
  "]",
  "{",
  "(",
  '"',
  "\\",
  "'",
  ",",
  ";",
  "=",
  "@",
  "#",
  "%",
  "<",
  ">",
  "|",
  " ",
  "\t",
  "\n",
  "\r\n",
  " \n",
  "\u0000",
  "\u200b",
  "\u202e",
  "é",
  "👩‍👩‍👧",
  "a",
  "A",
  "0",
  "1",
  "f",
  "a ",
  "a:",
  "a.",
  "a-",
  "a@",
  "a=",
  "a/",
  "1:",
  "0x",
  "fe80:",
  "10.0.0.1",
  "10.0.0.1 ",
  "10.0.0.1:80 ",
  "-> ",
  "to ",
  "from ",
  "why can't ",
  "http://",
  "://a:",
  "https://a:b@",
  "-A ",
  "-m ",
  "! ",
  "-j X ",
  "\n-A X ",
  "IP ",
  "IP6 ",
  "Flags [S], ",
  "[{",
  '{"a":',
  "[[",
  '"a":"',
  "[UNREPLIED] ",
  "token",
  "token=",
  "pass:",
  "key=",
  "eyJ",
  "eyJ.",
  "sk-",
  "Bearer ",
  "Cookie: ",
  "-----BEGIN ",
  "-----BEGIN A-----",
  "xoxb-",
  "<@U1>",
  "<!channel>",
  "curl -u ",
  "mysql ",
  "--password ",
  "AccountKey",
  "_v1_",
  "https://hooks.slack.com/services/",
];

/** Longer than any text that people paste. */
export const longest = 60_000;

const repeated = (most: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...units), fc.constantFrom(20, 400, 4000, most))
    .map(([unit, length]) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length));

/** Any character and any half of one. fast-check's own unit of any character is a table of 80 MB. */
const anyText = fc
  .array(fc.oneof(fc.nat(0x7f), fc.nat(0xffff), fc.nat(0x10ffff)), { maxLength: 300 })
  .map((points) => String.fromCodePoint(...points));

const junk = fc.oneof(
  anyText,
  fc.array(fc.constantFrom(...units), { maxLength: 200 }).map((all) => all.join("")),
);

/** A text that somebody means no good with, now and then inside one that is well formed. */
export function hostileText(wellFormed: fc.Arbitrary<string>, most = longest): fc.Arbitrary<string> {
  const inside = fc
    .tuple(
      wellFormed,
      fc.oneof({ weight: 3, arbitrary: repeated(most) }, junk),
      fc.double({ min: 0, max: 1, noNaN: true }),
    )
    .map(([text, evil, where]) => {
      const at = Math.floor(where * text.length);
      return text.slice(0, at) + evil + text.slice(at);
    });
  return fc.oneof(
    { weight: 3, arbitrary: inside },
    { weight: 2, arbitrary: mutatedText(wellFormed) },
    { weight: 1, arbitrary: repeated(most) },
    { weight: 1, arbitrary: junk },
  );
}

/** JSON that goes deep, is wide, or has names that mean something to JavaScript. */
export const hostileJson: fc.Arbitrary<unknown> = fc.oneof(
  fc
    .constantFrom(10, 300, 20_000)
    .map((depth): unknown => JSON.parse(`${'{"a":['.repeat(depth)}${"]}".repeat(depth)}`)),
  fc
    .constantFrom(10, 1000, 40_000)
    .map((count) => Array.from({ length: count }, (_, at) => ({ port: at, protocol: "TCP" }))),
  fc
    .constantFrom(10, 20_000)
    .map((count) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`key-${at}`, "x"]))),
  fc
    .constantFrom("__proto__", "constructor", "toString", "then")
    .map((key): unknown => JSON.parse(`{"${key}": {"x": 1}}`)),
  repeated(longest),
  fc.jsonValue({ maxDepth: 4 }),
);
