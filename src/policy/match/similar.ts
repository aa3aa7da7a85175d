import { closest, distance } from "fastest-levenshtein";

/** The candidate at most two edits away (one for short words); undefined when none is near. */
export function closestWord(word: string, candidates: readonly string[]): string | undefined {
  if (word === "" || candidates.length === 0) return undefined;
  const near = closest(word, candidates);
  return distance(word, near) <= (word.length < 5 ? 1 : 2) ? near : undefined;
}
