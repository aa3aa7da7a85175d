import { grades } from "../../cases/judge-answer.ts";
import { orderGrades } from "../../cases/judge-pair.ts";
import { quantile } from "../figures.ts";
import type { Row } from "./play.ts";
import { sources } from "./subjects.ts";

const columns: readonly (readonly [title: string, count: (row: Row) => boolean])[] = [
  ...[...grades, ...orderGrades].map((grade) => [grade, (row: Row) => row.grade === grade] as const),
  ["fixes tried", ({ fix }) => fix !== undefined && fix.outcome !== "none"],
  ["mend", ({ fix }) => fix?.outcome === "mends"],
  ["useless", ({ fix }) => fix?.outcome === "useless"],
  ["HARMFUL", ({ fix }) => fix?.outcome === "harmful"],
];

/** Counts per source and in all, then what fails with what is said there. */
export function printed(rows: readonly Row[], failures: readonly string[]): string {
  const broken = rows.filter(({ healthy }) => !healthy);
  const healthy = rows.filter((row) => row.healthy);
  const alone = broken.filter(({ firstMended }) => firstMended !== true);
  const groups: readonly (readonly [string, readonly Row[]])[] = [
    ...sources.map((source) => [source, alone.filter((row) => row.source === source)] as const),
    ["pairs, first mended", broken.filter(({ firstMended }) => firstMended)],
    ["faults in all", broken],
    ...sources.map(
      (source) =>
        [
          source === "healthy" ? "healthy variants" : `${source}, healthy`,
          healthy.filter((row) => row.source === source),
        ] as const,
    ),
    ["healthy in all", healthy],
  ];
  const wide = Math.max(...groups.map(([name]) => name.length));
  const heads = ["asked", "right", "%", ...columns.slice(1).map(([title]) => title), "p50 s", "p95 s"];
  const line = (name: string, cells: readonly string[]): string =>
    [name.padEnd(wide), ...cells.map((cell, index) => cell.padStart(heads[index]?.length ?? 0))].join("  ");
  const table = groups
    .filter(([, group]) => group.length > 0)
    .map(([name, group]) => line(name, cellsOf(group)));
  const bad = rows.filter(isBad);
  return [
    line("", heads),
    ...table,
    "",
    ...(failures.length === 0 ? [] : ["Could not be played:", ...failures.map((one) => `  ${one}`), ""]),
    `${bad.length} of ${rows.length} answers are not right, or show a fix that is not:`,
    ...bad.flatMap(inWords),
    "",
  ].join("\n");
}

function cellsOf(rows: readonly Row[]): string[] {
  const counts = columns.map(([, counted]) => rows.filter(counted).length);
  const [right = 0, ...others] = counts;
  const times = rows.map(({ milliseconds }) => milliseconds / 1000);
  return [
    String(rows.length),
    String(right),
    String(Math.round((100 * right) / rows.length)),
    ...others.map(String),
    quantile(times, 0.5).toFixed(2),
    quantile(times, 0.95).toFixed(2),
  ];
}

function isBad({ grade, fix }: Row): boolean {
  return grade !== "right" || fix?.outcome === "useless" || fix?.outcome === "harmful";
}

function inWords(row: Row): string[] {
  const { id, backend, ask, grade, why, said, fix, healthy, firstMended } = row;
  const state = healthy ? ", healthy" : firstMended ? ", first mended" : "";
  const bad = fix && (fix.outcome === "useless" || fix.outcome === "harmful") ? fix : undefined;
  return [
    `${grade.toUpperCase()}  ${id} (${backend}${state})  ${short(ask, 90)}`,
    `    says ${said.verdict}: ${short(said.headline)}`,
    ...(said.cause === undefined ? [] : [`    cause ${short(said.cause)}`]),
    ...said.also.map((one) => `    also ${short(one)}`),
    ...(why.length === 0 ? [] : [`    - ${short(why.join("; "))}`]),
    ...(bad
      ? [`    - ${bad.outcome === "harmful" ? "HARMFUL" : "useless"} fix: ${short(bad.why.join("; "), 400)}`]
      : []),
  ];
}

function short(text: string, longest = 260): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}
