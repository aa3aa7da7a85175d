/** The table of README, made of the figures that were kept. */
import { format } from "prettier";
import { grades } from "../../cases/judge-answer.ts";
import { orderGrades } from "../../cases/judge-pair.ts";
import { askedIn, type Figures, type Kept } from "./kept.ts";
import type { Source } from "./subjects.ts";

const begins = "<!-- accuracy: written by npm run bench:accuracy -- --readme -->";
const ends = "<!-- accuracy ends -->";

/** What a source is called in README, where not as it is called in the options. */
const titles: Readonly<Partial<Record<Source, string>>> = {
  suites: "faults of [suites](test/cases/suites/README.md)",
  scenarios: "scenarios of the lab",
  pairs: "pairs of two faults",
  real: "real runs",
};

interface Line {
  readonly title: string;
  readonly of: readonly Figures[];
}

/** README with the table between its two comments written anew. Throws where the comments are not there. */
export async function withTable(readme: string, kept: Kept): Promise<string> {
  const [from, to] = [readme.indexOf(begins), readme.indexOf(ends)];
  if (from === -1 || to < from) throw new Error(`README.md has no ${begins} … ${ends}`);
  const table = await format(tableOf(kept), { parser: "markdown" });
  return `${readme.slice(0, from)}${begins}\n\n${table}\n${readme.slice(to)}`;
}

function tableOf({ first, last }: Kept): string {
  const healthy = last.filter(({ state }) => state === "healthy");
  const lines: readonly Line[] = [
    { title: `${titleOf(first)}, first run`, of: [first] },
    ...last
      .filter(({ state }) => state !== "healthy")
      .map((figures) => ({ title: titleOf(figures), of: [figures] })),
    ...(healthy.length === 0 ? [] : [{ title: "nothing is broken", of: healthy }]),
  ];
  // What hardly ever happens has a column only where it did.
  const seldom: readonly string[] = ["threw", ...orderGrades];
  const shown = [...grades, ...orderGrades].filter(
    (grade) =>
      !seldom.includes(grade) || [first, ...last].some(({ grades: counts }) => (counts[grade] ?? 0) > 0),
  );
  const row = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;
  const heads = ["asked", ...shown, "useless fix", "harmful fix", "played"];
  return [
    row(heads),
    row(heads.map(() => "---")),
    ...lines.map(({ title, of }) =>
      row([
        `${sum(of, askedIn)}, ${title}`,
        ...shown.map((grade) => sum(of, ({ grades: counts }) => counts[grade] ?? 0)),
        sum(of, ({ uselessFixes }) => uselessFixes),
        sum(of, ({ harmfulFixes }) => harmfulFixes),
        [...new Set(of.map(({ date, commit }) => `${date}, ${commit}`))].join("; "),
      ]),
    ),
  ].join("\n");
}

function titleOf({ source, state }: Figures): string {
  return `${titles[source] ?? source}${state === "first mended" ? ", first mended" : ""}`;
}

function sum(of: readonly Figures[], count: (figures: Figures) => number): number {
  return of.reduce((total, figures) => total + count(figures), 0);
}
