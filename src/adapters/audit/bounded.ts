/** An audit event as it is written: of bounded size, and without secrets. */
import { redact } from "../../report/redact.ts";

/** Characters of one text, or of one command's argv together. */
const longestText = 2000;
/** Entries of one list. */
const longestList = 64;
const deepest = 8;

/**
 * The same event with long texts and lists cut, saying by how much, and tokens and the like removed: a line stays below some
 * tens of kilobytes, whatever somebody typed or a node named.
 */
export function bounded(event: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(event).map(([key, value]) => [key, cut(value, 0)]));
}

function cut(value: unknown, depth: number): unknown {
  if (typeof value === "string") return cutText(redact(value.slice(0, 2 * longestText)), value.length);
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object" || value === null) return value;
  if (depth >= deepest) return "… (deeper than is written)";
  if (Array.isArray(value)) return isTexts(value) ? cutTexts(value) : cutList(value, depth);
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, longestList)
      .map(([key, held]: [string, unknown]) => [key.slice(0, 100), cut(held, depth + 1)]),
  );
}

function cutText(text: string, was: number): string {
  const kept = text.slice(0, longestText);
  return was > 2 * longestText || text.length > longestText ? `${kept}… (${was} characters)` : kept;
}

function isTexts(list: readonly unknown[]): list is readonly string[] {
  return list.every((one) => typeof one === "string");
}

/** An argv: its arguments as they are until together they are too long. */
function cutTexts(texts: readonly string[]): string[] {
  const kept: string[] = [];
  let left = longestText;
  for (const [index, text] of texts.entries()) {
    if (left <= 0 || kept.length >= longestList) {
      kept.push(`… (${texts.length - index} more)`);
      break;
    }
    const clean = redact(text.slice(0, 2 * longestText));
    kept.push(
      clean.length <= left
        ? cutText(clean, text.length)
        : `${clean.slice(0, left)}… (${text.length} characters)`,
    );
    left -= clean.length;
  }
  return kept;
}

function cutList(list: readonly unknown[], depth: number): unknown[] {
  const kept = list.slice(0, longestList).map((one) => cut(one, depth + 1));
  return list.length > longestList ? [...kept, `… (${list.length - longestList} more)`] : kept;
}
