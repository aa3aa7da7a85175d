import type { Question } from "../model/question.ts";

/** One way to read an unclear question, with the question it would have been. */
export interface Candidate {
  readonly label: string;
  readonly question: Question;
}

/** Several objects fit the words; the person is asked which one. */
export class AskBack extends Error {
  override readonly name = "AskBack";
  readonly candidates: readonly Candidate[];
  constructor(sentence: string, candidates: readonly Candidate[]) {
    super(sentence);
    this.candidates = candidates;
  }
  get sentence(): string {
    return this.message;
  }
}

/** The asker may not ask that, or nobody may; the sentence names nothing that the asker did not. */
export class NotAllowed extends Error {
  override readonly name = "NotAllowed";
  get sentence(): string {
    return this.message;
  }
}

/** Nothing fits the words; `suggestions` are names that look alike, best first. */
export class NotFound extends Error {
  override readonly name = "NotFound";
  readonly suggestions: readonly string[];
  constructor(sentence: string, suggestions: readonly string[]) {
    super(sentence);
    this.suggestions = suggestions;
  }
  get sentence(): string {
    return this.message;
  }
}
