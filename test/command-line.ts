/** The words after a command of this repository: read, or told in a sentence with the way out. */
import { parseArgs, type ParseArgsConfig } from "node:util";

/** Exit code of a command that was typed wrongly (EX_USAGE of sysexits.h). */
const usage = 64;

function end(sentence: string): never {
  process.stderr.write(`${sentence} See --help.\n`);
  process.exit(usage);
}

/** The options as node:util reads them. Ends the process: with the help for `--help`, with 64 for what is not an option. */
export function optionsOr<const Options extends NonNullable<ParseArgsConfig["options"]>>(
  help: string,
  options: Options,
): ReturnType<typeof parseArgs<{ readonly options: Options }>>["values"] {
  if (process.argv.slice(2).includes("--help")) {
    process.stdout.write(help);
    process.exit(0);
  }
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    const says = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    return end(says.replace(/[^.]$/, "$&."));
  }
}

/** A number that was typed for an option. Ends the process with 64 for any other text, or one below `least`. */
export function numberOf(option: string, text: string, least = 1): number {
  const number = Number(text);
  if (text.trim() === "" || !Number.isFinite(number) || number < least)
    return end(`--${option} takes a number from ${least} on, not "${text}".`);
  return number;
}

/** One of the names that there are. Ends the process with 64 for another. */
export function nameOf<Name extends string>(option: string, text: string, names: readonly Name[]): Name {
  return (
    names.find((name) => name === text) ?? end(`--${option} is one of ${names.join(", ")}, not "${text}".`)
  );
}
