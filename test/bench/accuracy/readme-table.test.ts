import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readKept } from "./keep.ts";
import { keptWith, type Figures, type Kept } from "./kept.ts";
import type { Row } from "./play.ts";
import { editions, english, withTable } from "./readme-table.ts";

const none = { uselessFixes: 0, harmfulFixes: 0 };
const then = { date: "2026-01-02", commit: "aaaaaaa" };
const today = { date: "2026-03-04", commit: "bbbbbbb" };
const cases: Figures = { source: "cases", state: "broken", ...then, grades: { right: 3, vague: 1 }, ...none };
const real: Figures = { source: "real", state: "broken", ...then, grades: { right: 2 }, ...none };
const kept: Kept = { first: cases, last: [cases, real] };

function row(told: Partial<Row>): Row {
  return {
    source: "cases",
    id: "B01",
    backend: "nft",
    ask: "a -> b",
    grade: "right",
    why: [],
    healthy: false,
    milliseconds: 1,
    said: { verdict: "blocked", headline: "", also: [] },
    answer: { kind: "refusal", says: "" },
    ...told,
  };
}

test.each(editions)(
  "the table of $file tells the figures that are kept; `npm run bench:accuracy -- --readme` mends it",
  async (edition) => {
    const readme = readFileSync(new URL(`../../../${edition.file}`, import.meta.url), "utf8");
    expect(readme, "run: npm run bench:accuracy -- --readme").toBe(
      await withTable(readme, readKept(), edition),
    );
  },
);

test("only what was played whole is replaced, each state of it counted apart", () => {
  const rows = [
    row({}),
    row({ grade: "vague", fix: { outcome: "useless", why: [] } }),
    row({ healthy: true }),
    row({ source: "real", backend: "replayed" }),
  ];
  expect(keptWith(kept, rows, new Set(["cases"]), today)).toEqual({
    first: cases,
    last: [
      {
        source: "cases",
        state: "broken",
        ...today,
        grades: { right: 1, vague: 1 },
        uselessFixes: 1,
        harmfulFixes: 0,
      },
      { source: "cases", state: "healthy", ...today, grades: { right: 1 }, ...none },
      real,
    ],
  });
});

test("every source has its line, what is healthy one together, and a rare grade a column where it occurs", async () => {
  const pairs: Figures = {
    source: "pairs",
    state: "first mended",
    ...today,
    grades: { "second only": 2, right: 5 },
    ...none,
  };
  const healthy = (figures: Figures): Figures => ({ ...figures, state: "healthy", grades: { right: 4 } });
  const readme = `before\n<!-- accuracy: written by npm run bench:accuracy -- --readme -->\nold\n<!-- accuracy ends -->\nafter`;
  const last = [cases, healthy(cases), pairs, healthy({ ...real, ...today })];
  const lines = (await withTable(readme, { first: cases, last }, english)).split("\n");
  const cells = lines
    .filter((line) => line.startsWith("|"))
    .map((line) => line.split("|").map((one) => one.trim()));
  expect(cells[0]).toContain("second only");
  expect(cells[0]).not.toContain("threw");
  expect(cells.slice(2).map((line) => line[1])).toEqual([
    "4, cases, first run",
    "4, cases",
    "7, pairs of two faults, first mended",
    "8, nothing is broken",
  ]);
  expect(cells.at(-1)?.at(-2)).toBe("2026-01-02, aaaaaaa; 2026-03-04, bbbbbbb");
  expect([lines[0], lines.at(-1)]).toEqual(["before", "after"]);
});

test("README without the two comments is refused", async () => {
  await expect(withTable("# netdiag", kept, english)).rejects.toThrow("README.md has no <!-- accuracy");
});
