/** Plays one subject on a lab of its own: asks it healthy and broken, and tries the fixes that are shown. */
import type { Verdict } from "../../../src/model/report.ts";
import { judgeAnswer, type Answer } from "../../cases/judge-answer.ts";
import type { PairGrade } from "../../cases/judge-pair.ts";
import { reachable } from "../../cases/right-answer.ts";
import type { Lab } from "../../lab/lab.ts";
import type { Backend } from "../../lab/network/network.ts";
import { perform } from "../../scenarios/run.ts";
import { askBounded, type TimedAnswer } from "./ask-bounded.ts";
import { isTryable, tryFix, type FixOutcome } from "./fix-trial.ts";
import { onLab, type HealthyClusters } from "./healthy.ts";
import type { Source, Subject } from "./subjects.ts";

/** One question, judged. */
export interface Row {
  readonly grade: PairGrade;
  /** What is not as it should be, in words; empty when right. */
  readonly why: readonly string[];
  readonly source: Source;
  readonly id: string;
  readonly backend: Backend | "replayed";
  readonly ask: string;
  /** Asked of a cluster in which nothing is broken. */
  readonly healthy: boolean;
  /** Of a pair: only its second fault was left. */
  readonly firstMended?: true;
  readonly milliseconds: number;
  readonly said: Said;
  /** The whole of it, to be judged again against other right answers. */
  readonly answer: Answer;
  readonly fix?: FixOutcome;
}

/** The answer in short. */
export interface Said {
  readonly verdict: Verdict | "refused" | "threw";
  readonly headline: string;
  readonly cause?: string;
  readonly also: readonly string[];
}

export interface Played {
  readonly rows: readonly Row[];
  /** What kept the case from being played: a script of its own that failed. */
  readonly failure?: string;
}

type Subjects = Subject["asked"][number];

export async function play(subject: Subject, backend: Backend, healthy: HealthyClusters): Promise<Played> {
  const rows: Row[] = [];
  const row = (asked: Subjects, timed: TimedAnswer, twin: boolean): Row => ({
    source: subject.source,
    id: subject.id,
    backend,
    ask: twin ? (asked.askHealthy ?? asked.ask) : asked.ask,
    healthy: twin,
    milliseconds: timed.milliseconds,
    ...judgeAnswer(timed.answer, twin ? [reachable()] : asked.right),
    said: saidOf(timed.answer),
    answer: timed.answer,
  });
  try {
    const fixes = new Map<string, Subjects>();
    for (const asked of subject.asked) {
      if ((asked.healthy ?? "before") !== "before") continue;
      const timed = await healthy.ask(subject, backend, asked.ask);
      if (timed) rows.push(row(asked, timed, true));
    }
    await onLab(subject, backend, async (lab) => {
      await breakIt(lab, subject);
      for (const asked of subject.asked) {
        const timed = await askBounded(lab, asked.ask, subject.as);
        rows.push(row(asked, timed, false));
        const fix = fixIn(timed.answer);
        if (fix !== undefined && !fixes.has(fix)) fixes.set(fix, asked);
      }
      const healed = subject.asked.filter((asked) => asked.healthy === "healed");
      if (healed.length === 0) return;
      for (const act of subject.heal) await perform(act, lab);
      await lab.api.settled();
      for (const asked of healed) {
        const words = asked.askHealthy ?? asked.ask;
        rows.push(row(asked, await askBounded(lab, words, subject.as), true));
      }
    });
    for (const [fix, asked] of fixes) {
      const outcome = await onLab(subject, backend, async (lab) => {
        await breakIt(lab, subject);
        const { answer } = await askBounded(lab, asked.ask, subject.as);
        if (answer.kind !== "report" || !isTryable(answer.report)) return undefined;
        return tryFix({
          lab,
          report: answer.report,
          grade: judgeAnswer(answer, asked.right).grade,
          ask: asked.ask,
          ...(subject.as === undefined ? {} : { as: subject.as }),
          healthy: await healthy.pairs(subject, backend),
          leavesMore: asked.fixLeavesMore ?? false,
        });
      });
      for (const [index, one] of rows.entries())
        if (!one.healthy && fixIn(one.answer) === fix) rows[index] = withFix(one, outcome);
    }
    return { rows };
  } catch (error) {
    return { rows, failure: error instanceof Error ? error.message : String(error) };
  }
}

/** An answer whose fix does not help, or does harm, is not right. */
export function withFix(row: Row, fix: FixOutcome | undefined): Row {
  if (!fix) return row;
  const bad = fix.outcome === "useless" || fix.outcome === "harmful";
  if (!bad || row.grade !== "right") return { ...row, fix };
  return { ...row, fix, grade: "vague", why: [...row.why, `its fix is ${fix.outcome}`] };
}

async function breakIt(lab: Lab, subject: Subject): Promise<void> {
  for (const act of subject.break) await perform(act, lab);
  await lab.api.settled();
}

/** The fix that is shown, as text to compare; undefined when nothing of it can be applied. */
function fixIn(answer: Answer): string | undefined {
  return answer.kind === "report" && isTryable(answer.report) ? JSON.stringify(answer.report.fix) : undefined;
}

export function saidOf(answer: Answer): Said {
  if (answer.kind !== "report")
    return { verdict: answer.kind === "threw" ? "threw" : "refused", headline: answer.says, also: [] };
  const { verdict, headline, cause, also } = answer.report;
  return {
    verdict,
    headline,
    ...(cause ? { cause: `${cause.code} ${cause.confidence} at ${cause.at}: ${cause.finding.says}` } : {}),
    also: also.map(({ code, confidence, finding }) => `${code} ${confidence}: ${finding.says}`),
  };
}
