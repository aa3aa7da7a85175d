import { redact, redactJson, redactWords } from "../../report/redact.ts";
import type { Dialogue } from "./dialogue.ts";
import type { Words } from "./incoming.ts";

/** What a text asks, as far as it says, without secrets: it is written down in Redis next. Nothing else of it goes further. */
export function readWords(
  dialogue: Pick<Dialogue, "parse">,
  text: string,
): Extract<Words, { kind: "question" | "one-end" | "unread" }> {
  const parsed = dialogue.parse(text);
  if ("question" in parsed) return { kind: "question", question: redactWords(parsed.question) };
  const { refusal, kept } = parsed;
  const says = { sentence: redact(refusal.sentence), example: redact(refusal.example) };
  return kept ? { kind: "one-end", kept: redactJson(kept), ...says } : { kind: "unread", ...says };
}
