/** A sentence word by word, and the parts of it that commas and words as "because" make. */
import { bareWord } from "./named-ends.ts";
import { joint } from "./story-words.ts";

export interface Word {
  readonly word: string;
  /** A comma or the end of a sentence stands behind it. */
  readonly ends: boolean;
}

export function wordsOf(sentence: string): readonly Word[] {
  return sentence
    .replace(/ (?:[\u2013\u2014]|-{1,2}) /g, "; ")
    .split(" ")
    .filter((word) => bareWord(word) !== "")
    .map((word) => ({ word: bareWord(word), ends: /[,;:.?!)]$/.test(word) }));
}

/** Where the words stand that name somebody: from `start`, up to and without `end`. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** The part of the sentence that ends in front of `end`. */
export function partBefore(words: readonly Word[], end: number): Span {
  let start = end;
  while (start > 0 && (start === end || !words[start - 1]?.ends) && !joint.has(lower(words, start - 1)))
    start -= 1;
  return { start, end };
}

/** Where the part of the sentence ends that holds `at`. */
export function partAfter(words: readonly Word[], at: number): number {
  let end = at + 1;
  while (end < words.length && !words[end - 1]?.ends && !joint.has(lower(words, end))) end += 1;
  return end;
}

/** The word that stands there, in small letters; empty outside of the sentence. */
export const lower = (words: readonly Word[], at: number): string => (words[at]?.word ?? "").toLowerCase();
