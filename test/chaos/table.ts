/** The figures as people and README read them. */
import type { Result } from "./row.ts";

/** Seconds within which everything works again after a heal. */
export const recoveryLimit = 15;

export interface Total {
  readonly acknowledged: number;
  readonly lost: number;
  readonly doubled: number;
  readonly left: number;
  readonly recoverySeconds: number;
}

export function totalOf(results: readonly Result[]): Total {
  const sum = (pick: (result: Result) => number): number =>
    results.reduce((before, result) => before + pick(result), 0);
  return {
    acknowledged: sum(({ acknowledged }) => acknowledged),
    lost: sum(({ lost }) => lost),
    doubled: sum(({ doubled }) => doubled),
    left: sum(({ left, waiting, misplaced }) => left.length + waiting + misplaced),
    recoverySeconds: Math.max(0, ...results.map(recoveryOf)),
  };
}

function recoveryOf({ backlogSeconds, newSeconds }: Result): number {
  return Math.max(backlogSeconds ?? 0, newSeconds ?? 0);
}

/** Why a row does not pass, as words; empty when it does. */
export function faultsOf(result: Result): readonly string[] {
  const { lost, doubled, misplaced, waiting, left, blames } = result;
  const seconds = recoveryOf(result);
  return [
    ...(lost > 0 ? [`${lost} lost`] : []),
    ...(doubled > 0 ? [`${doubled} doubled`] : []),
    ...(misplaced > 0 ? [`${misplaced} at another place than asked`] : []),
    ...(waiting > 0 ? [`${waiting} statuses that still claim to wait`] : []),
    ...left.map((what) => `left behind: ${what}`),
    ...(seconds > recoveryLimit ? [`recovered after ${seconds.toFixed(1)} s`] : []),
    ...blames,
  ];
}

const columns: readonly (readonly [string, (result: Result) => string])[] = [
  ["acked", ({ acknowledged }) => String(acknowledged)],
  ["verdict", ({ verdicts }) => String(verdicts)],
  ["why not", ({ whyNot }) => String(whyNot)],
  ["refused", ({ refused }) => String(refused)],
  ["lost", ({ lost }) => String(lost)],
  ["doubled", ({ doubled }) => String(doubled)],
  ["waiting", ({ waiting }) => String(waiting)],
  ["orphans", ({ orphans }) => String(orphans)],
  ["left", ({ left }) => String(left.length)],
  ["backlog s", ({ backlogSeconds }) => backlogSeconds?.toFixed(1) ?? ""],
  ["new s", ({ newSeconds }) => newSeconds?.toFixed(1) ?? ""],
  ["ack p99 ms", ({ ackP99Ms }) => String(ackP99Ms)],
  ["took s", ({ seconds }) => String(seconds)],
];

/** A line per row, the total, and what is wrong. */
export function tableOf(results: readonly Result[]): string {
  const width = Math.max(4, ...results.map(({ name }) => name.length)) + 2;
  const line = (name: string, cells: readonly string[]): string =>
    [
      name.padEnd(width),
      ...cells.map((cell, index) => cell.padStart((columns[index]?.[0].length ?? 0) + 2)),
    ].join("");
  const total = totalOf(results);
  const wrong = results.flatMap((result) => {
    const faults = faultsOf(result);
    if (faults.length === 0) return [];
    return [
      `${result.name} (${result.breaks}): ${faults.join("; ")}`,
      ...result.examples.map((example) => `    ${example}`),
    ];
  });
  const notes = results.flatMap(({ name, notes: said }) => said.map((note) => `${name}: ${note}`));
  return [
    line(
      "row",
      columns.map(([name]) => name),
    ),
    ...results.map((result) =>
      line(
        result.name,
        columns.map(([, cell]) => cell(result)),
      ),
    ),
    "",
    `${total.acknowledged} acknowledged, ${total.lost} lost, ${total.doubled} doubled verdicts, ` +
      `${total.left} left behind, recovery at most ${total.recoverySeconds.toFixed(1)} s`,
    ...(notes.length > 0 ? ["", ...notes] : []),
    ...(wrong.length > 0 ? ["", ...wrong] : []),
    "",
  ].join("\n");
}
