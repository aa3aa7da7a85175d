import { redact, redactJson, redactWords } from "../../report/redact.ts";
import type { Completed, Dialogue } from "./dialogue.ts";
import type { Language } from "../../model/question.ts";
import type { Words } from "./incoming.ts";

type Refusal = Extract<Completed, { readonly refusal: unknown }>["refusal"];

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
  const { kept } = parsed;
  const refusal = refusalOf(dialogue, text, parsed.refusal);
  const says = { sentence: redact(refusal.sentence), example: redact(refusal.example) };
  const words = kept
    ? ({ kind: "one-end", kept: redactJson(kept), ...says } as const)
    : ({ kind: "unread", ...says } as const);
  return { words, ...spoken };
}

/**
 * An example is made of what was typed: `web -> password=…` would be put right as `web -> password-…`, in which no secret is known
 * any more. So it is made of the text without its secrets; where that is understood, there is none to give.
 */
function refusalOf({ parse }: Pick<Dialogue, "parse">, text: string, refusal: Refusal): Refusal {
  const shown = redact(text);
  if (shown === text) return refusal;
  const again = parse(shown);
  return "refusal" in again ? again.refusal : { sentence: refusal.sentence, example: "web -> db:5432" };
}

/** `状态` is Chinese; `status` is what the command is called in every language. */
export function languageOfCommand(typed: string): { readonly language?: Language } {
  return /[\u3400-\u9fff]/.test(typed) ? { language: "zh" } : {};
}

/** `watch A -> B`, `盯着 A -> B`: a question that is to be asked until it passes. */
const watchWord = /^\s*(?:watch(?=\s|$)|盯着|持续检查)[\s:：]*/iu;

/** `capture A -> B`, `抓包 A -> B`: what is done by a button, after the answer. */
const buttonWords = [
  {
    word: /^\s*(?:capture(?=:?(?:\s|$))|抓包)[\s:：]*/iu,
    sentence: "Ask first, then press Capture… under the answer.",
  },
  {
    word: /^\s*(?:apply(?:\s+fix)?(?=:?(?:\s|$))|应用修复)[\s:：]*/iu,
    sentence: "Ask first, then press Apply fix… under the answer.",
  },
] as const;

/** The same, said to netdiag itself: a word in front may say what is to be done with it. */
export function readWish(dialogue: Pick<Dialogue, "parse">, text: string): WordsRead {
  const word = watchWord.exec(text)?.[0];
  if (word === undefined) return byButton(dialogue, text) ?? readWords(dialogue, text);
  const what = text.slice(word.length);
  const spoken = languageOfCommand(word);
  if (what.trim() === "") {
    const refusal = { sentence: "Say what I shall watch.", example: "watch web -> db:5432" };
    return { words: { kind: "unread", ...refusal }, ...spoken };
  }
  const { words, language } = readWords(dialogue, what);
  // What a program printed may begin with the same word.
  if (words.kind !== "question" || words.question.symptom !== undefined) return readWords(dialogue, text);
  return { ...spoken, ...(language && { language }), words: { ...words, watch: true } };
}

/** Such a word before a question, or alone: it is said where the button is, and no packet is sent yet. */
function byButton(dialogue: Pick<Dialogue, "parse">, text: string): WordsRead | undefined {
  for (const { word, sentence } of buttonWords) {
    const [begin] = word.exec(text) ?? [];
    if (begin === undefined) continue;
    const what = text.slice(begin.length);
    const { words, language } = readWords(dialogue, what);
    const isAsked = words.kind === "question" && words.question.symptom === undefined;
    // A pod may be called capture; none is called by a Chinese word.
    if (!isAsked && what.trim() !== "" && languageOfCommand(begin).language === undefined) return undefined;
    const example = isAsked ? words.question.text : "web -> db:5432";
    return {
      ...languageOfCommand(begin),
      ...(language && { language }),
      words: { kind: "unread", sentence, example },
    };
  }
  return undefined;
}
