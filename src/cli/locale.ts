/** To which language the terminal is set, and a line asks to be answered in; loads nothing, as help and a wrong word need no more. */
import type { Tongue } from "../language/tongue.ts";
import type { Language } from "../model/question.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** As POSIX has it: the first of these that is set is the locale of messages. */
export function ofLocale({ LC_ALL, LC_MESSAGES, LANG }: Environment): Language {
  const locale = [LC_ALL, LC_MESSAGES, LANG].find((set) => set !== undefined && set !== "");
  return locale !== undefined && /^zh(?:[_.@-]|$)/i.test(locale) ? "zh" : "en";
}

/** In which language a line is answered that is no question, or was not understood: whatever else is wrong with it. */
export function languageOfLine(words: readonly string[], environment: Environment): Language {
  const at = words.findIndex((word) => /^--language(?:=|$)/.test(word));
  const [, given = words[at + 1]] = /^--language=(.*)$/.exec(words[at] ?? "") ?? [];
  return at >= 0 && (given === "en" || given === "zh") ? given : ofLocale(environment);
}

/** A text of several lines, each by itself. */
export function inLines(text: string, say: Tongue): string {
  return text
    .split("\n")
    .map((line) => say(line))
    .join("\n");
}
