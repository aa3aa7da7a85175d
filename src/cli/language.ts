/** In which language the terminal is spoken to. */
import { tongueOf, type Tongue } from "../language/tongue.ts";
import { Language } from "../model/question.ts";
import { ofLocale, type Environment } from "./locale.ts";
import { UsageError } from "./usage.ts";

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

function readLanguage(option: string | undefined): Language | undefined {
  if (option === undefined) return undefined;
  const read = Language.safeParse(option);
  if (!read.success)
    throw new UsageError(`There is no language ${option}; there are ${Language.options.join(", ")}.`);
  return read.data;
}
