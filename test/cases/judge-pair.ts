/** Holds an answer against two things that are broken at once, one before the other on the way. */
import {
  accusations,
  accusedCause,
  fit,
  inShort,
  type Answer,
  type Graded,
  type Grade,
} from "./judge-answer.ts";
import type { Culprit } from "./right-answer.ts";

/** What an answer to two faults can be beside the ordinary grades. */
export const orderGrades = ["first only", "second only"] as const;
export type PairGrade = Grade | (typeof orderGrades)[number];

export interface Pair {
  readonly first: Culprit;
  readonly second: Culprit;
  /** What either of them alone may show beside itself. */
  readonly beside: readonly Culprit[];
}

/**
 * Right: the first on the way is the cause, and the second stands beside it. `second only` is the wrong order: the second is told
 * as the cause, whatever stands beside it. The second may be told as surely as what was read of it allows.
 */
export function judgePair(
  answer: Answer,
  { first, second, beside }: Pair,
): Omit<Graded, "grade"> & { readonly grade: PairGrade } {
  if (answer.kind === "threw") return { grade: "threw", why: [answer.says] };
  if (answer.kind === "refusal") return { grade: "cannot tell", why: [`no report: ${answer.says}`] };
  const { report } = answer;
  if (report.verdict === "reachable") return { grade: "false reachable", why: ["says reachable"] };
  const wrong = accusations(report).filter((weighed) =>
    [first, second, ...beside].every((culprit) => fit(weighed, culprit).grade === "no"),
  );
  if (wrong.length > 0)
    return { grade: "wrong accusation", why: wrong.map((weighed) => `accuses ${inShort(weighed)}`) };
  const cause = accusedCause(report);
  if (!cause) return { grade: "cannot tell", why: [`names no cause: ${report.headline}`] };
  if (fit(cause, first).grade === "yes")
    return report.also.some((weighed) => fit(weighed, second).grade === "yes")
      ? { grade: "right", why: [] }
      : { grade: "first only", why: [`does not tell ${inWords(second)}`] };
  if (fit(cause, second).grade === "yes")
    return { grade: "second only", why: [`does not tell ${inWords(first)} as the cause`] };
  return { grade: "cannot tell", why: [`${inShort(cause)} is told as the cause`] };
}

function inWords({ code, node }: Culprit): string {
  return [code, ...(node ?? [])].filter((part) => part !== undefined).join(" on ");
}
