import { redactJson } from "../../report/redact.ts";
import type { Dialogue } from "./dialogue.ts";
import type { Words } from "./incoming.ts";

/** What a text asks, as far as it says; nothing else of it goes further. */
export function readWords(
  dialogue: Dialogue,
  text: string,
): Extract<Words, { kind: "question" | "one-end" | "unread" }> {
  const parsed = dialogue.parse(text);
  if ("question" in parsed) return { kind: "question", question: parsed.question };
  const { refusal, kept } = parsed;
  return kept ? { kind: "one-end", kept: redactJson(kept), ...refusal } : { kind: "unread", ...refusal };
}
