/** What a text was read as. */
import { Question, type Language, type Symptom } from "../model/question.ts";
import type { Refusal } from "./refusal.ts";
import type { EndRead } from "./target.ts";

/** What was read beside the ends. */
export interface Beside {
  /** The asker's words, or the line. */
  readonly text: string;
  readonly symptom?: Symptom;
  readonly resolves?: string;
  readonly sometimes?: true;
  readonly since?: string;
  /** Undefined: a log line or an arrow, which is in none. */
  readonly language?: Language;
}

/** One end, kept until the other is known. */
export interface OneEnd extends Beside {
  /** Which one it is: the other has to be asked for. */
  readonly side: "from" | "to";
  readonly end: EndRead;
}

/**
 * A question, one end of one, or nothing. `refusal` tells a person who cannot be asked back what is missing, with an example that
 * can be asked as it stands. `when`: the time that a log line has, as it is printed there.
 */
export type Reading =
  | {
      readonly kind: "question";
      readonly question: Question;
      readonly language?: Language;
      readonly when?: string;
    }
  | {
      readonly kind: "one-end";
      readonly known: OneEnd;
      readonly refusal: Refusal;
      readonly language?: Language;
      readonly when?: string;
    }
  | {
      readonly kind: "none";
      readonly refusal: Refusal;
      /** How something failed, of which nothing else is said. */
      readonly symptom?: Symptom;
      readonly language?: Language;
    };

export function questionOf(from: EndRead, to: EndRead, beside: Beside): Question | undefined {
  const { text, symptom, resolves, sometimes, since, language } = beside;
  return Question.safeParse({
    text,
    from: from.target,
    to: to.target,
    ...(to.port === undefined ? {} : { port: to.port }),
    ...(to.protocol === undefined ? {} : { protocol: to.protocol }),
    ...(to.looksUp === undefined ? {} : { looksUp: to.looksUp }),
    ...(to.scheme === undefined ? {} : { scheme: to.scheme }),
    ...(symptom === undefined ? {} : { symptom }),
    ...(resolves === undefined || resolves === "" ? {} : { resolves }),
    ...(sometimes === undefined ? {} : { sometimes }),
    ...(since === undefined ? {} : { since }),
    ...(language === undefined ? {} : { language }),
  }).data;
}
