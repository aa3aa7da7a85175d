import type { Question } from "../model/question.ts";
import type { Report } from "../model/report.ts";
import { REMOVED } from "../model/removed.ts";
import { anyToken, mayHoldASecret, namesASecret, secretForms } from "./secret-forms.ts";

// Anything that is not text: terminals obey escape sequences, Slack shows boxes, and bidirectional marks reorder lines.
const unprintable =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** Without what is no text. */
export function printable(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(unprintable, "");
}

/**
 * The one gate before any text leaves netdiag: tokens, Authorization and Cookie headers, passwords, query strings and
 * e-mail addresses are replaced, control characters dropped. Names, addresses, ports and rules stay: they are the answer.
 */
export function redact(text: string): string {
  let clean = printable(text);
  if (!mayHoldASecret.test(clean)) return clean;
  let hasToken: boolean | undefined;
  for (const { isToken, hint, pattern, replacement } of secretForms) {
    if (isToken && !(hasToken ??= anyToken.test(clean))) continue;
    if (hint.test(clean)) clean = clean.replace(pattern, replacement);
  }
  return clean;
}

function redactDeep<T>(value: T, parent?: string): T;
function redactDeep(value: unknown, parent?: string): unknown {
  if (typeof value === "string") return redact(value);
  if (Array.isArray(value)) return value.map((item: unknown) => redactDeep(item));
  if (value !== null && typeof value === "object")
    return Object.fromEntries(
      Object.entries(value).map(([key, item]: [string, unknown]) => [
        redact(key),
        parent === "annotations" && typeof item === "string" && namesASecret.test(key)
          ? REMOVED
          : redactDeep(item, key),
      ]),
    );
  return value;
}

/** Copies by what they were made of: verdict, thread and picture are all made of one report. */
const copies = new WeakMap<object, unknown>();

/** A copy of plain JSON (a Report, a Bundle) with every text passed through `redact`. Of one object it is one copy. */
export function redactJson<T>(value: T): T;
export function redactJson(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return redactDeep(value);
  const before = copies.get(value);
  if (before !== undefined) return before;
  const copy = redactDeep(value);
  copies.set(value, copy);
  return copy;
}

/** A question without secrets in what was typed or pasted; the ends that are asked about stay as they are. */
export function redactWords(question: Question): Question {
  const { text, symptom } = question;
  return {
    ...question,
    text: redact(text),
    ...(symptom && { symptom: { ...symptom, line: redact(symptom.line) } }),
  };
}

/** The Report as JSON text, two spaces of indent, a newline at the end. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(redactJson(report), null, 2)}\n`;
}
