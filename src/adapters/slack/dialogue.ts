import type { Subject } from "../../access/subject.ts";
import type { Bundle } from "../../model/bundle.ts";
import type { Opinion } from "../../model/feedback.ts";
import type { Language, Question } from "../../model/question.ts";
import type { Report } from "../../model/report.ts";
import type {
  Admitted,
  Asked,
  DiagnosisRequest,
  History,
  Leaving,
  Open,
  Origin,
  Rated,
  Told,
  Watches,
  WorkforceNow,
} from "../../ports.ts";

export type Completed =
  | { readonly question: Question }
  | { readonly refusal: { readonly sentence: string; readonly example: string } };

/** An end that can be picked, and what it is. */
export interface Suggestion {
  readonly end: string;
  readonly says: string;
}

export interface Wanted {
  readonly typed: string;
  /** `other`: of an end that was kept, the one that was missing. */
  readonly side: "from" | "to" | { readonly other: unknown };
  readonly cluster: string;
  readonly sees: (namespace: string) => boolean;
  readonly longest: number;
}

/** What the Slack side needs from the rest of netdiag; the composition root puts it together. */
export interface Dialogue {
  /** Never throws. `kept` is plain JSON: one end that was understood. */
  parse(text: string): Completed & {
    readonly kept?: Readonly<Record<string, unknown>>;
    readonly language?: Language;
  };
  /** With the other end, as it was typed or picked; undefined when that is no kept end. */
  complete(kept: unknown, typed: string): Completed | undefined;
  /** What the other end may be, by what was asked before, as it can be typed. */
  likely(kept: unknown, asked: readonly Question[]): readonly string[];
  /** The ends that may be meant by what is typed so far, best first; undefined while no names of the cluster are known. */
  suggest(wanted: Wanted): Promise<readonly Suggestion[] | undefined>;
  /** What a diagnosis is about, as far as that is known still. */
  about(
    id: string,
  ): Promise<{ readonly subjects: readonly Subject[]; readonly cluster?: string | undefined }>;
  /** Whether one more question may be open, and how soon it is its turn. */
  admit(origin: Origin, cluster?: string): Promise<Admitted>;
  /** An admitted question was told its end here, and not in the queue. */
  ended(key: string): Promise<void>;
  submit(request: DiagnosisRequest): Promise<{ readonly id: string; readonly joined: boolean }>;
  /** Whom it ended for; undefined when nobody waits for it any more. */
  leave(id: string, by: Leaving): Promise<Asked | undefined>;
  tell(told: Told): Promise<void>;
  /** What is being answered at the moment. */
  open(): Promise<Open>;
  /** Who answers at the moment. */
  workforce(cluster: string): Promise<WorkforceNow>;
  /** What was answered lately. */
  past: History["last"];
  /** What is asked again until it passes. */
  readonly watches: Watches;
  /** Keeps and counts what somebody says of an answer. */
  rate(id: string, user: string, says: Opinion): Promise<Rated | undefined>;
  load(id: string): Promise<{ readonly bundle: Bundle; readonly report: Report } | undefined>;
}
