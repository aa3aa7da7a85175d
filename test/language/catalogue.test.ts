/** What holds of all translations. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { faults } from "../../src/faults/catalogue.ts";
import { catalogues, chinese } from "../../src/language/chinese/index.ts";
import { templatesOf } from "../../src/language/template.ts";
import { createTranslator } from "../../src/language/translator.ts";
import { conclude } from "../../src/judge/conclude.ts";
import { loadEvidence } from "../scenarios/evidence.ts";
import { scenarios } from "../scenarios/index.ts";
import { listener, sayAll } from "./said.ts";

/** What is not translated yet; these numbers only ever go down. `npm run words` prints which sentences they are. */
const notYet = { titles: 0, sentences: 0 };

const { translate, entryOf } = createTranslator(chinese);
const entries = Object.entries(catalogues).flatMap(([area, catalogue]) =>
  Object.entries(catalogue).map(([key, says]) => ({ area, key, says })),
);

test("every entry has the same gaps on both sides", () => {
  const gapsOf = (text: string): string[] =>
    [...new Set([...text.matchAll(/\{([a-z][A-Za-z0-9]*)(?::\w+)?\}/g)].map(([, name = ""]) => name))].sort();
  const wrong = entries.filter(({ key, says }) => gapsOf(key).join() !== gapsOf(says).join());
  expect(wrong).toEqual([]);
});

test("no sentence has two entries that say it differently", () => {
  const twice = entries.filter(({ key, says }) => chinese[key] !== says);
  expect(twice).toEqual([]);
});

test("every entry says its own sentence: no other is taken in its place", () => {
  const shadowed = entries.flatMap(({ area, key, says }) =>
    templatesOf(key, says).flatMap(({ literals, gaps }) => {
      const text = literals
        .map((literal, place) => {
          const gap = gaps[place];
          return `${literal}${gap ? (gap.kind === "number" ? String(place + 3) : `x-${place}`) : ""}`;
        })
        .join("");
      const taken = entryOf(text);
      return taken === key || (taken !== undefined && chinese[taken] === says) ? [] : [{ area, text, taken }];
    }),
  );
  expect(shadowed).toEqual([]);
});

test("every fault has a title in Chinese", () => {
  const lacking = faults
    .filter(({ title }) => translate(title) === title)
    .map(({ code, title }) => `${code} ${title}`);
  expect(lacking.length, lacking.join("\n")).toBeLessThanOrEqual(notYet.titles);
});

test("what is said of recordings is in Chinese", () => {
  const { say, unknown } = listener();
  const some = scenarios.filter((_scenario, place) => place % 14 === 0);
  for (const { name } of some) sayAll(conclude(loadEvidence(name)), say);
  expect(unknown.size, [...unknown.keys()].slice(0, 50).join("\n")).toBeLessThanOrEqual(notYet.sentences);
});

test("a hostile text costs no more than any other", () => {
  const words = [...new Set(entries.flatMap(({ key }) => key.split(" ")))];
  const texts = [
    words.slice(0, 800).join(" "),
    "a; ".repeat(2000),
    "(".repeat(3000),
    " (a)".repeat(1500),
    "a, and b; ".repeat(600),
    '"`'.repeat(3000),
    "packets ".repeat(700),
    "{n} of {m} ".repeat(500),
  ];
  const began = process.cpuUsage();
  for (const text of texts) translate(text);
  const { user, system } = process.cpuUsage(began);
  expect((user + system) / 1000 / texts.length).toBeLessThan(500);
});

/** What objects, rules and programs may be called so that it looks like words of ours. */
const hostile = [
  "web",
  "x (passed), y",
  "Confirmed: 7 of 7",
  "{place}",
  "a; b",
  'q"r',
  "`t`",
  "（已确认）",
  "web and db",
  "up. Fix",
  "$1",
  "<!channel>",
];

test("whatever stands in the gaps of a sentence stands in the Chinese one too", () => {
  const templates = Object.entries(chinese).flatMap(([key, says]) => templatesOf(key, says).slice(0, 1));
  const sentence = fc
    .tuple(
      fc.constantFrom(...templates),
      fc.array(fc.constantFrom(...hostile), { minLength: 8, maxLength: 8 }),
    )
    .map(([{ literals, gaps }, values]) =>
      literals
        .map((literal, place) => {
          const gap = gaps[place];
          if (!gap) return literal;
          return `${literal}${gap.kind === "number" ? 70 + place : `${values[place % 8] ?? ""}-k${place}z`}`;
        })
        .join(""),
    );
  fc.assert(
    fc.property(fc.array(sentence, { minLength: 1, maxLength: 3 }), (sentences) => {
      const text = `${sentences.join(". ")}.`;
      const told = translate(text);
      for (const name of text.match(/-k\dz|7\d/g) ?? []) expect(told).toContain(name);
    }),
    { numRuns: 500 },
  );
});
