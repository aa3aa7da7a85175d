/** What is being answered at a moment, and by whom; and what was answered. */
import type { Asked, Origin } from "./asked.ts";
import type { Question } from "./question.ts";
import type { Subject } from "./subject.ts";

/** A question that was taken and not yet told an ending. */
export interface OpenQuestion extends Asked {
  /** In the line, 1 is next; absent once a worker has begun, and where too many are in front to be counted. */
  readonly place?: number;
}

export interface Open {
  readonly questions: readonly OpenQuestion[];
  /** How many wait for a worker; or more, where so many are not counted to their end. */
  readonly waiting: { readonly count: number; readonly orMore: boolean };
}

/** A question that no worker has begun. */
export interface InLine {
  readonly id: string;
  readonly question: Question;
  /** Everybody who asked it, with the message that will become the answer. */
  readonly origins: readonly Origin[];
  /** 1 is next. */
  readonly place: number;
  readonly waitedMs: number;
}

export interface WorkforceNow {
  readonly workers: number;
  /** How many diagnoses all of them run at once. */
  readonly places: number;
  /** How long one lasted lately; absent before the first. */
  readonly diagnosisMs?: number;
}

/** A question that was told how it ended. */
export interface Past extends Asked {
  /** Milliseconds of the wall clock. */
  readonly at: number;
  /** The verdict, or why there is none, in one sentence. */
  readonly line: string;
  /** Whether there is one: what `about` says holds for it alone, why there is none was told with the asker's own rights. */
  readonly verdict: boolean;
  /** Beside what the words name, what the answer tells of; undefined once what was seen is not kept any more. */
  readonly about: readonly Subject[] | undefined;
}

/** How many questions may be open at once: asked, and not yet answered. */
export interface Caps {
  readonly perPerson: number;
  readonly perChannel: number;
  readonly inAll: number;
}

/** `priority`: lower is sooner. `full` says whose questions are too many, `limit` how many are permitted. */
export type Admitted =
  | { readonly admitted: true; readonly priority: number }
  | { readonly admitted: false; readonly full: keyof Caps; readonly limit: number };
