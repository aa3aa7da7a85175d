import type { Report } from "../model/report.ts";

/** What a secret is replaced with; one word, so that a reader sees that something was there. */
export const REMOVED = "[removed]";

interface Rule {
  /** A text without this has nothing for the rule: most texts are passed over quickly. */
  readonly hint: RegExp;
  readonly pattern: RegExp;
  readonly replacement: string;
}

/**
 * In this order: whole blocks first, then headers, then values that give themselves away by their look.
 * Every repetition before a fixed text is bounded, so that megabytes of evidence take linear time.
 */
const rules: readonly Rule[] = [
  {
    hint: /-----BEGIN/,
    pattern: /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g,
    replacement: REMOVED,
  },
  {
    hint: /authorization|cookie/i,
    pattern: /\b((?:(?:proxy-)?authorization|(?:set-)?cookie)["']?\s{0,8}[:=]\s{0,8}["']?)[^\r\n"']+/gi,
    replacement: `$1${REMOVED}`,
  },
  {
    hint: /bearer|basic/i,
    pattern: /\b(bearer|basic)\s{1,8}[A-Za-z0-9+/=._~-]{8,}/gi,
    replacement: `$1 ${REMOVED}`,
  },
  {
    hint: /eyJ/,
    pattern: /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*)?/g,
    replacement: REMOVED,
  },
  { hint: /xox|xapp/, pattern: /\b(?:xox[a-z]|xapp)-[A-Za-z0-9-]{8,}/g, replacement: REMOVED },
  {
    hint: /gh[opsur]_|glpat/,
    pattern: /\bgh[opsur]_[A-Za-z0-9]{20,}|\bglpat-[A-Za-z0-9_-]{16,}/g,
    replacement: REMOVED,
  },
  { hint: /AKIA|ASIA/, pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, replacement: REMOVED },
  {
    hint: /:\/\//,
    pattern: /:\/\/[^\s/:@]{1,200}:[^\s/@]{1,200}@/g,
    replacement: `://${REMOVED}@`,
  },
  {
    // A query string carries session ids and addresses; the path before it is what a diagnosis needs.
    hint: /\?/,
    pattern: /(?<=\/[^\s?"'<>]{0,500})\?(?!\[removed\])[^\s"'<>)\]]+/g,
    replacement: `?${REMOVED}`,
  },
  {
    hint: /pass|pwd|secret|token|key/i,
    pattern:
      /((?:password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key)["']?\s{0,8}[=:]\s{0,8}["']?)[^\s"',;&]{4,}/gi,
    replacement: `$1${REMOVED}`,
  },
  {
    hint: /@/,
    pattern: /\b[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}\b/g,
    replacement: REMOVED,
  },
];

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
  for (const { hint, pattern, replacement } of rules)
    if (hint.test(clean)) clean = clean.replace(pattern, replacement);
  return clean;
}

function redactDeep<T>(value: T): T;
function redactDeep(value: unknown): unknown {
  if (typeof value === "string") return redact(value);
  if (Array.isArray(value)) return value.map((item: unknown) => redactDeep(item));
  if (value !== null && typeof value === "object")
    return Object.fromEntries(
      Object.entries(value).map(([key, item]: [string, unknown]) => [redact(key), redactDeep(item)]),
    );
  return value;
}

/** A copy of plain JSON (a Report, a Bundle) with every text passed through `redact`. */
export function redactJson<T>(value: T): T {
  return redactDeep(value);
}

/** The Report as JSON text, two spaces of indent, a newline at the end. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(redactJson(report), null, 2)}\n`;
}
