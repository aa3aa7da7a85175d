/** One queued question to its ending, whatever happens on the way. */
import type { Bundle } from "./model/bundle.ts";
import type { Progress } from "./model/progress.ts";
import type { Question } from "./model/question.ts";
import type { Report } from "./model/report.ts";
import { CouldNotRead, Interrupted, NotAudited, type Ending, type EvidenceStore } from "./ports.ts";
import { AskBack, NotAllowed, NotFound } from "./resolve/unresolved.ts";

/** A job, as far as answering it goes. */
export interface Asking {
  readonly id: string;
  readonly question: Question;
  readonly signal: AbortSignal;
}

export interface Answering {
  readonly diagnose: (
    question: Question,
    options: { readonly signal: AbortSignal; readonly onProgress: (progress: Progress) => void },
  ) => Promise<{ readonly report: Report; readonly bundle: Bundle }>;
  /** Shows how far it is; does not wait and does not fail. */
  readonly onProgress: (progress: Progress) => void;
  readonly store: Pick<EvidenceStore, "save">;
  /** Trouble that does not end the diagnosis. */
  readonly onTrouble: (what: string, error: unknown) => void;
}

/**
 * The asker's mistake and "could not look" are endings, our own bug too, with the diagnosis' id; it is trouble besides.
 * Rejects only with an interruption that is nothing to tell from here: another worker goes on, or nobody waits.
 */
export async function answer(job: Asking, parts: Answering): Promise<Ending> {
  const { store, onTrouble, onProgress } = parts;
  try {
    const { report, bundle } = await parts.diagnose(job.question, { signal: job.signal, onProgress });
    await store.save(job.id, bundle, report).catch((error: unknown) => {
      onTrouble("evidence was not kept", error);
    });
    return { kind: "verdict", report };
  } catch (error) {
    const cause: unknown = job.signal.aborted ? job.signal.reason : error;
    if (cause instanceof Interrupted && cause.kind !== "deadline") throw cause;
    if (!isAnswer(cause)) onTrouble("a diagnosis ended without a verdict", cause);
    return endingOf(job, cause);
  }
}

/** What went wrong was an answer to the asker; there is nothing to try again or to repair here. */
function isAnswer(cause: unknown): boolean {
  return [AskBack, NotFound, NotAllowed, CouldNotRead].some((answered) => cause instanceof answered);
}

/** What is told when there is no verdict. */
export function endingOf({ id, question }: Pick<Asking, "id" | "question">, cause: unknown): Ending {
  if (cause instanceof AskBack)
    return { kind: "ask-back", sentence: cause.sentence, candidates: cause.candidates };
  return { kind: "failed", sentence: whyNot(id, question, cause) };
}

function whyNot(id: string, question: Question, cause: unknown): string {
  if (cause instanceof NotAllowed) return cause.sentence;
  if (cause instanceof NotFound) return withSuggestions(cause);
  if (cause instanceof CouldNotRead) return `I could not look: ${cause.message}. Next: ${cause.next}`;
  if (cause instanceof NotAudited)
    return `I look at nothing that I cannot write down: ${cause.message}. Next: ${cause.next}.`;
  if (cause instanceof Interrupted && cause.kind === "deadline")
    return `No verdict in time: the diagnosis ${cause.message}. Ask again: ${question.text}`;
  return `netdiag itself failed, id ${id}. Its log says why; the question was ${question.text}`;
}

function withSuggestions({ sentence, suggestions }: NotFound): string {
  return suggestions.length === 0 ? sentence : `${sentence} Did you mean ${suggestions.join(" or ")}?`;
}

/** What is told where a worker was given a question about another cluster than its own: an answer would be a wrong one. */
export function ofAnotherCluster(asked: string, own: string): Ending {
  return {
    kind: "failed",
    sentence:
      `A worker of cluster ${own} was given a question about ${asked}, and did not look. Whoever runs netdiag: give workers of ` +
      `${own} the setting NETDIAG_DEFAULT_CLUSTER, which is the bot's NETDIAG_CLUSTER_NAME.`,
  };
}
