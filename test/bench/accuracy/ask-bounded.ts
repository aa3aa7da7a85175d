import { CouldNotRead } from "../../../src/ports.ts";
import { AskBack, NotFound } from "../../../src/resolve/unresolved.ts";
import type { Answer } from "../../cases/judge-answer.ts";
import type { Lab } from "../../lab/lab.ts";
import { ask, NotUnderstood } from "../../scenarios/run.ts";

export interface TimedAnswer {
  readonly answer: Answer;
  readonly milliseconds: number;
}

/** After this long the looking ends and what was seen is judged. */
const deadlineMs = 30_000;
/** After this long the question counts as one that hangs. */
const limitMs = 60_000;

/** Asks as the command line does. Never rejects: what netdiag throws is an answer too. */
export async function askBounded(lab: Lab, words: string, user?: string): Promise<TimedAnswer> {
  const started = performance.now();
  const answer = await answerOf(lab, words, user);
  return { answer, milliseconds: Math.round(performance.now() - started) };
}

async function answerOf(lab: Lab, words: string, user: string | undefined): Promise<Answer> {
  const limit = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<Answer>((resolve) => {
    timer = setTimeout(() => {
      limit.abort();
      resolve({ kind: "threw", says: `no answer within ${limitMs / 1000} s` });
    }, limitMs);
  });
  const told = ask(lab, words, user, {
    signal: limit.signal,
    deadline: AbortSignal.timeout(deadlineMs),
  }).then(({ report }): Answer => ({ kind: "report", report }), refusalOf);
  try {
    return await Promise.race([told, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

/** A typed refusal is netdiag's own word; anything else that is thrown is its fault. */
function refusalOf(error: unknown): Answer {
  if (error instanceof NotUnderstood || error instanceof CouldNotRead)
    return { kind: "refusal", says: error.message };
  if (error instanceof AskBack)
    return {
      kind: "refusal",
      says: [error.sentence, ...error.candidates.map(({ label }) => label)].join(" | "),
    };
  if (error instanceof NotFound)
    return {
      kind: "refusal",
      says:
        error.suggestions.length === 0
          ? error.sentence
          : `${error.sentence} Did you mean ${error.suggestions.join(" or ")}?`,
    };
  return { kind: "threw", says: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
