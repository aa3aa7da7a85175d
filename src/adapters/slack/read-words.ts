import { redact, redactJson, redactWords } from "../../report/redact.ts";
import type { Dialogue } from "./dialogue.ts";
import type { Language } from "../../model/question.ts";
import type { Words } from "./incoming.ts";

/** Words, and the language they are in where they are in one. */
export interface WordsRead<Read extends Words = Words> {
  readonly words: Read;
  readonly language?: Language;
}

/** What a text asks, as far as it says, without secrets: it is written down in Redis next. Nothing else of it goes further. */
export function readWords(
  dialogue: Pick<Dialogue, "parse">,
  text: string,
): WordsRead<Extract<Words, { kind: "question" | "one-end" | "unread" }>> {
  const parsed = dialogue.parse(text);
  const spoken = parsed.language === undefined ? {} : { language: parsed.language };
  if ("question" in parsed)
    return { words: { kind: "question", question: redactWords(parsed.question) }, ...spoken };
  const { refusal, kept } = parsed;
  const says = { sentence: redact(refusal.sentence), example: redact(refusal.example) };
  const words = kept
    ? ({ kind: "one-end", kept: redactJson(kept), ...says } as const)
    : ({ kind: "unread", ...says } as const);
  return { words, ...spoken };
}

/** `状态` is Chinese; `status` is what the command is called in every language. */
export function languageOfCommand(typed: string): { readonly language?: Language } {
  return /[\u3400-\u9fff]/.test(typed) ? { language: "zh" } : {};
}
