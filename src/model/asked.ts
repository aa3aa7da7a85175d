/** A question on its way from who asked to the answer. Plain JSON: it travels through the queue. */
import type { Question } from "./question.ts";
import type { Report } from "./report.ts";

/** Something that a person did in the chat, as it was read and before it is dealt with. Plain JSON. */
export interface Delivery {
  /** The same for the same delivery, however often it comes: letters and digits. */
  readonly key: string;
  /** The way it came in: `slash command`. */
  readonly entry: string;
  /** The rest is the chat's own. */
  readonly from: Readonly<Record<string, unknown>>;
}

/** Who asked, where; enough to answer there. Plain JSON. */
export interface Origin {
  /** Of the delivery that asked: each is answered once. */
  readonly key: string;
  readonly channel: string;
  /** Thread root; absent when the answer starts a message of its own. */
  readonly threadTs?: string;
  /** The message that becomes the answer, once it is known. */
  readonly statusTs?: string;
  readonly user: string;
  /** What the person was let in with: whoever goes on decides again. Absent in what older bots wrote. */
  readonly grant?: {
    readonly action: string;
    readonly groups: readonly string[];
    /** Whether it was for everything in the cluster. */
    readonly ofAll?: boolean;
  };
  /** The watch whose look this is: nothing of it is shown, and how it ends is told to the watch. */
  readonly watch?: string;
}

export interface DiagnosisRequest {
  readonly question: Question;
  readonly origin: Origin;
  /** The same for those who may be told the same: equal questions of others are other questions. */
  readonly rights?: string;
  /** Lower is sooner: how many questions the same people have open already. 0 and absent go before all others. */
  readonly priority?: number;
}

/** One question of one person, under the id of the diagnosis that answers it. */
export interface Asked {
  readonly id: string;
  readonly question: Question;
  readonly origin: Origin;
}

/** What has to be told to one who asked. */
export interface Told extends Asked {
  readonly ending: Ending;
}

/** How a question ended, to be told to everybody who asked it. Plain JSON. */
export type Ending =
  | { readonly kind: "verdict"; readonly report: Report }
  /** Several things fit the words: which one was meant? */
  | {
      readonly kind: "ask-back";
      readonly sentence: string;
      readonly candidates: readonly { readonly label: string; readonly question: Question }[];
    }
  /** There is no verdict; the sentence says why and how to go on. */
  | { readonly kind: "failed"; readonly sentence: string };

/** Who presses Stop, on which message. */
export interface Leaving {
  readonly user: string;
  readonly statusTs?: string;
  /** Where the status message of one who asked is, when the origin does not say it; undefined when nobody knows. */
  readonly statusOf?: (origin: Origin) => Promise<string | undefined>;
  /** Called before it is left: what is told then is not lost by a crash in between. */
  readonly before?: (leaver: Asked) => Promise<void>;
}
