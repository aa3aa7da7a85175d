/** In which language the terminal is spoken to. */
import { tongueOf, type Tongue } from "../language/tongue.ts";
import { Language } from "../model/question.ts";
import { UsageError } from "./usage.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** What `--language` says, else what the question is in, else what the terminal is set to: `LANG=zh_CN.UTF-8`. Throws UsageError. */
export type Speaking = (asked?: Language) => Tongue;

export function speakingOf(option: string | undefined, environment: Environment): Speaking {
  const named = readLanguage(option);
  return (asked) => tongueOf(named ?? asked ?? ofLocale(environment));
}

/** Where nothing is asked: what `--language` says, else what the terminal is set to. Throws UsageError. */
export function languageOf(option: string | undefined, environment: Environment): Language {
  return readLanguage(option) ?? ofLocale(environment);
}

/** In which language a line is answered that is no question, or was not understood: whatever else is wrong with it. */
export function languageOfLine(words: readonly string[], environment: Environment): Language {
  const at = words.findIndex((word) => /^--language(?:=|$)/.test(word));
  const [, given = words[at + 1]] = /^--language=(.*)$/.exec(words[at] ?? "") ?? [];
  const named = at < 0 ? undefined : Language.safeParse(given).data;
  return named ?? ofLocale(environment);
}

/** A text of several lines, each by itself. */
export function inLines(text: string, say: Tongue): string {
  return text
    .split("\n")
    .map((line) => say(line))
    .join("\n");
}

function readLanguage(option: string | undefined): Language | undefined {
  if (option === undefined) return undefined;
  const read = Language.safeParse(option);
  if (!read.success)
    throw new UsageError(`There is no language ${option}; there are ${Language.options.join(", ")}.`);
  return read.data;
}

/** As POSIX has it: the first of these that is set is the locale of messages. */
function ofLocale({ LC_ALL, LC_MESSAGES, LANG }: Environment): Language {
  const locale = [LC_ALL, LC_MESSAGES, LANG].find((set) => set !== undefined && set !== "");
  return locale !== undefined && /^zh(?:[_.@-]|$)/i.test(locale) ? "zh" : "en";
}
