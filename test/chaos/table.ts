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

const columns: readonly {
  readonly name: string;
  readonly cell: (result: Result) => string;
  /** For whoever reads the table for the first time. */
  readonly is: string;
}[] = [
  {
    name: "acked",
    cell: ({ acknowledged }) => String(acknowledged),
    is: "questions that Slack was told are taken",
  },
  {
    name: "verdict",
    cell: ({ verdicts }) => String(verdicts),
    is: "of those, answered with reachable, blocked or cannot tell",
  },
  {
    name: "why not",
    cell: ({ whyNot }) => String(whyNot),
    is: "of those, told in the place of the answer why there is none, or asked back which was meant",
  },
  {
    name: "refused",
    cell: ({ refused }) => String(refused),
    is: "of those, told to the asker alone that they are not taken, and why",
  },
  {
    name: "lost",
    cell: ({ lost }) => String(lost),
    is: "acknowledged and never told an ending: must be 0",
  },
  {
    name: "doubled",
    cell: ({ doubled }) => String(doubled),
    is: "told more than one ending: must be 0",
  },
  {
    name: "waiting",
    cell: ({ waiting }) => String(waiting),
    is: "messages that say to the end that they wait or work: must be 0",
  },
  {
    name: "orphans",
    cell: ({ orphans }) => String(orphans),
    is: 'first words ("question received") that stayed beside the answer, for Slack lost its own answer to them: harmless',
  },
  {
    name: "left",
    cell: ({ left }) => String(left.length),
    is: "debug pods, execs, jobs, leases and keys that are still there when everything has ended: must be 0",
  },
  {
    name: "backlog s",
    cell: ({ backlogSeconds }) => backlogSeconds?.toFixed(1) ?? "",
    is: `seconds from the repair until all that was open had its end, without the work itself: at most ${recoveryLimit}`,
  },
  {
    name: "new s",
    cell: ({ newSeconds }) => newSeconds?.toFixed(1) ?? "",
    is: `seconds in which a question asked after the repair had its end, without the work itself: at most ${recoveryLimit}`,
  },
  {
    name: "ack p99 ms",
    cell: ({ ackP99Ms }) => String(ackP99Ms),
    is: "99 of 100 were acknowledged within this, milliseconds; Slack gives 3000, then it delivers a message again",
  },
  {
    name: "took s",
    cell: ({ seconds }) => String(seconds),
    is: "the whole row, seconds",
  },
];

/** What each column of the table means, a line each. */
export function legend(): string {
  return columns.map(({ name, is }) => `  ${name.padEnd(12)}${is}`).join("\n");
}

/** A line per row, the total, what the columns mean, and what is wrong. */
export function tableOf(results: readonly Result[]): string {
  const width = Math.max(4, ...results.map(({ name }) => name.length)) + 2;
  const line = (name: string, cells: readonly string[]): string =>
    [
      name.padEnd(width),
      ...cells.map((cell, index) => cell.padStart((columns[index]?.name.length ?? 0) + 2)),
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
      columns.map(({ name }) => name),
    ),
    ...results.map((result) =>
      line(
        result.name,
        columns.map(({ cell }) => cell(result)),
      ),
    ),
    "",
    `${total.acknowledged} acknowledged, ${total.lost} lost, ${total.doubled} doubled verdicts, ` +
      `${total.left} left behind, recovery at most ${total.recoverySeconds.toFixed(1)} s`,
    "",
    legend(),
    ...(notes.length > 0 ? ["", ...notes] : []),
    ...(wrong.length > 0 ? ["", ...wrong] : []),
    "",
  ].join("\n");
}
