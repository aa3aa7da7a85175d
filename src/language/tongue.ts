import type { Language } from "../model/question.ts";
import { chinese } from "./chinese/index.ts";
import { createTranslator } from "./translator.ts";

/** How something is said to a reader: English text in, the reader's language out. */
export type Tongue = (text: string) => string;

export const english: Tongue = (text) => text;

let chineseTongue: Tongue | undefined;

/** English where nothing else is known. */
export function tongueOf(language: Language | undefined): Tongue {
  if (language !== "zh") return english;
  return (chineseTongue ??= createTranslator(chinese).translate);
}
