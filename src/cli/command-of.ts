/** Which command the words begin with, and what is said where they begin with none. */
import { type Command, commands } from "./commands.ts";
import { type CommandLine, suggestion } from "./options.ts";
import { UsageError } from "./usage.ts";

export interface Asked {
  readonly command: Command;
  readonly line: CommandLine;
}

/**
 * The command that the words begin with, and what is left for it; undefined without any words. Throws UsageError when there
 * is no such command, or when an option was given that means nothing to it.
 */
export function commandOf({ words, values }: CommandLine): Asked | undefined {
  const [first] = words;
  if (first === undefined) return undefined;
  const command = commandNamed(words);
  if (!command) throw new UsageError(noCommand(first, words));
  const { name, options } = command;
  const other = Object.keys(values).find(
    (option) => option !== "help" && !(option in options) && !(option === "language" && values.help === true),
  );
  if (other !== undefined) {
    const takers = commands.filter((one) => other in one.options).map((one) => one.name);
    throw new UsageError(
      `--${other} means nothing to netdiag ${name}: it is an option of ${takers.join(", ")}.`,
    );
  }
  return { command, line: { words: words.slice(name.split(" ").length), values } };
}

/** What may be given to the command that the words begin with; to any, where they begin with none. */
export function optionsOf(words: readonly string[]): readonly string[] {
  const command = commandNamed(words[0] === "help" ? words.slice(1) : words);
  const taken = (command ? [command] : commands).flatMap(({ options }) => Object.keys(options));
  return [...new Set(["help", "version", ...taken])];
}

function commandNamed([first = "", second = ""]: readonly string[]): Command | undefined {
  return (
    commands.find(({ name }) => name === `${first} ${second}`) ?? commands.find(({ name }) => name === first)
  );
}

function noCommand(first: string, words: readonly string[]): string {
  const ends = words.length > 3 ? words.slice(1).join(" ") : "web to db";
  if (first === "watch")
    return `Watching is done in Slack: /netdiag watch ${ends}. Here, ask again: netdiag why ${ends}`;
  if (first === "apply")
    return `A fix is applied in Slack, by the button Apply fix… under an answer. Here, give the YAML that is shown to kubectl apply -f -. To see it: netdiag why ${ends}`;
  const near = suggestion(
    first,
    commands.map(({ name }) => name),
  );
  const question = words.length > 2 ? ` Ask like: netdiag why ${words.join(" ")}` : "";
  return `There is no command ${first}.${near || question || " `netdiag --help` lists them."}`;
}
