/** The table of both editions of README, made of the figures that were kept. */
import { format } from "prettier";
import { grades } from "../../cases/judge-answer.ts";
import { orderGrades } from "../../cases/judge-pair.ts";
import { askedIn, type Figures, type Kept } from "./kept.ts";
import type { Source } from "./subjects.ts";

const begins = "<!-- accuracy: written by npm run bench:accuracy -- --readme -->";
const ends = "<!-- accuracy ends -->";

/** One edition of README: where its links lead from, and its words; where there is none the table has those of the options. */
export interface Edition {
  readonly file: "README.md" | "docs/README.zh.md";
  readonly heads: Readonly<Record<string, string>>;
  readonly titles: Readonly<Partial<Record<Source, string>>>;
  readonly firstRun: string;
  readonly firstMended: string;
  readonly nothingBroken: string;
  readonly comma: string;
}

export const english: Edition = {
  file: "README.md",
  heads: {},
  titles: {
    suites: "faults of [suites](test/cases/suites/README.md)",
    scenarios: "scenarios of the lab",
    pairs: "pairs of two faults",
    real: "real runs",
  },
  firstRun: "first run",
  firstMended: "first mended",
  nothingBroken: "nothing is broken",
  comma: ", ",
};

export const chinese: Edition = {
  file: "docs/README.zh.md",
  heads: {
    asked: "问了什么",
    right: "正确",
    vague: "含糊",
    "cannot tell": "无法判断",
    "false blocked": "误报不通",
    "wrong accusation": "错误归因",
    "false reachable": "误报可达",
    threw: "抛出异常",
    "first only": "只有第一处",
    "second only": "只有第二处",
    "useless fix": "修复无效",
    "harmful fix": "修复有害",
    played: "运行于",
  },
  titles: {
    cases: "用例",
    suites: "[suites](../test/cases/suites/README.md) 的故障",
    scenarios: "lab 的场景",
    pairs: "两处故障的组合",
    real: "真实运行",
  },
  firstRun: "第一次运行",
  firstMended: "第一处已修好",
  nothingBroken: "什么都没坏",
  comma: "，",
};

export const editions = [english, chinese];

interface Line {
  readonly title: string;
  readonly of: readonly Figures[];
}

/** One edition of README with the table between its two comments written anew. Throws where the comments are not there. */
export async function withTable(readme: string, kept: Kept, edition: Edition): Promise<string> {
  const [from, to] = [readme.indexOf(begins), readme.indexOf(ends)];
  if (from === -1 || to < from) throw new Error(`${edition.file} has no ${begins} … ${ends}`);
  const table = await format(tableOf(kept, edition), { parser: "markdown" });
  return `${readme.slice(0, from)}${begins}\n\n${table}\n${readme.slice(to)}`;
}

function tableOf({ first, last }: Kept, edition: Edition): string {
  const { heads, firstRun, nothingBroken, comma } = edition;
  const healthy = last.filter(({ state }) => state === "healthy");
  const lines: readonly Line[] = [
    { title: `${titleOf(first, edition)}${comma}${firstRun}`, of: [first] },
    ...last
      .filter(({ state }) => state !== "healthy")
      .map((figures) => ({ title: titleOf(figures, edition), of: [figures] })),
    ...(healthy.length === 0 ? [] : [{ title: nothingBroken, of: healthy }]),
  ];
  // What hardly ever happens has a column only where it did.
  const seldom: readonly string[] = ["threw", ...orderGrades];
  const shown = [...grades, ...orderGrades].filter(
    (grade) =>
      !seldom.includes(grade) || [first, ...last].some(({ grades: counts }) => (counts[grade] ?? 0) > 0),
  );
  const row = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;
  const columns = ["asked", ...shown, "useless fix", "harmful fix", "played"];
  return [
    row(columns.map((column) => heads[column] ?? column)),
    row(columns.map(() => "---")),
    ...lines.map(({ title, of }) =>
      row([
        `${sum(of, askedIn)}${comma}${title}`,
        ...shown.map((grade) => sum(of, ({ grades: counts }) => counts[grade] ?? 0)),
        sum(of, ({ uselessFixes }) => uselessFixes),
        sum(of, ({ harmfulFixes }) => harmfulFixes),
        [...new Set(of.map(({ date, commit }) => `${date}, ${commit}`))].join("; "),
      ]),
    ),
  ].join("\n");
}

function titleOf({ source, state }: Figures, { titles, comma, firstMended }: Edition): string {
  return `${titles[source] ?? source}${state === "first mended" ? `${comma}${firstMended}` : ""}`;
}

function sum(of: readonly Figures[], count: (figures: Figures) => number): number {
  return of.reduce((total, figures) => total + count(figures), 0);
}
