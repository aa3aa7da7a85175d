/** One queued question to its answer in the thread, whatever happens on the way. */
import type { Bundle } from "./model/bundle.ts";
import type { Progress } from "./model/progress.ts";
import type { Question } from "./model/question.ts";
import type { Report } from "./model/report.ts";
import { CouldNotRead, Interrupted, type Conversation, type EvidenceStore } from "./ports.ts";
import { AskBack, NotAllowed, NotFound, type Candidate } from "./resolve/unresolved.ts";

/** A job, as far as answering it goes. */
export interface Asking {
  readonly id: string;
  readonly question: Question;
  readonly signal: AbortSignal;
}

/** A conversation that can also ask back with a choice. Says nothing any more once another worker has the job. */
export interface Telling extends Conversation {
  askBack(sentence: string, candidates: readonly Candidate[]): Promise<void>;
}

export interface Answering {
  readonly diagnose: (
    question: Question,
    options: { readonly signal: AbortSignal; readonly onProgress: (progress: Progress) => void },
  ) => Promise<{ readonly report: Report; readonly bundle: Bundle }>;
  readonly telling: Telling;
  readonly store: EvidenceStore;
  /** Trouble that does not end the diagnosis. */
  readonly onTrouble: (what: string, error: unknown) => void;
}

/**
 * Three kinds of wrong have three endings: the asker's mistake and "could not look" are told and done; our own bug is
 * told with the diagnosis' id and thrown; an interruption is told, unless another worker goes on, and thrown.
 */
export async function answer(job: Asking, parts: Answering): Promise<void> {
  const { telling, store, onTrouble } = parts;
  const onProgress = (progress: Progress): void => {
    telling.progress(progress).catch((error: unknown) => {
      onTrouble("progress was not shown", error);
    });
  };
  try {
    const { report, bundle } = await parts.diagnose(job.question, { signal: job.signal, onProgress });
    await store.save(job.id, bundle, report).catch((error: unknown) => {
      onTrouble("evidence was not kept", error);
    });
    await telling.verdict(report);
  } catch (error) {
    const cause: unknown = job.signal.aborted ? job.signal.reason : error;
    await tell(cause, telling, job).catch((failure: unknown) => {
      onTrouble("the ending was not told", failure);
    });
    if (!isAnswered(cause)) throw cause;
  }
}

/** What went wrong was an answer to the asker; there is nothing to try again or to repair here. */
function isAnswered(cause: unknown): boolean {
  return [AskBack, NotFound, NotAllowed, CouldNotRead].some((answered) => cause instanceof answered);
}

async function tell(cause: unknown, telling: Telling, { id, question }: Asking): Promise<void> {
  if (cause instanceof AskBack) return telling.askBack(cause.sentence, cause.candidates);
  if (cause instanceof NotAllowed) return telling.failed(cause.sentence);
  if (cause instanceof NotFound) return telling.failed(withSuggestions(cause));
  if (cause instanceof CouldNotRead)
    return telling.failed(`I could not look: ${cause.message}. Next: ${cause.next}`);
  if (cause instanceof Interrupted) {
    if (cause.kind === "stopped") return telling.failed("Stopped before there was a verdict.");
    if (cause.kind === "deadline")
      return telling.failed(
        `No verdict in time: the diagnosis ${cause.message}. Ask again: ${question.text}`,
      );
    return;
  }
  return telling.failed(
    `netdiag itself failed, id ${id}. Its log says why; the question was ${question.text}`,
  );
}

function withSuggestions({ sentence, suggestions }: NotFound): string {
  return suggestions.length === 0 ? sentence : `${sentence} Did you mean ${suggestions.join(" or ")}?`;
}

/** To the thread of a question that no worker will answer any more. */
export function neverRan(
  id: string,
  why: { readonly stoppedBy: string } | { readonly gaveUp: string },
): string {
  return "stoppedBy" in why
    ? "Stopped before it was its turn."
    : `netdiag itself failed, id ${id}: its workers died over this question, three times.`;
}
