/** The options of every command, and how they are read. */
import { parseArgs } from "node:util";
import { closest, distance } from "fastest-levenshtein";
import { UsageError } from "./usage.ts";

const flag = { type: "boolean" } as const;
const value = { type: "string" } as const;

const options = {
  help: { ...flag, short: "h" },
  version: flag,
  json: flag,
  quiet: { ...flag, short: "q" },
  save: value,
  seconds: value,
  write: value,
  overwrite: flag,
  from: value,
  "no-fix": flag,
  csv: flag,
  svg: flag,
  kubeconfig: value,
  context: value,
  cluster: value,
  language: value,
} as const;

export type OptionName = keyof typeof options;

const places: Readonly<Record<string, string>> = {
  save: "FILE",
  seconds: "N",
  write: "FILE",
  from: "DIR",
  kubeconfig: "FILE",
  context: "NAME",
  cluster: "NAME",
  language: "en|zh",
};

export interface CommandLine {
  readonly words: readonly string[];
  readonly values: ReturnType<typeof parsed>["values"];
}

function parsed(argv: readonly string[]) {
  return parseArgs({ args: [...argv], allowPositionals: true, options });
}

/**
 * Throws UsageError for an option that there is not, or one without its value.
 *
 * @param optionsOf those that the command takes which the words begin with: no other one is proposed.
 */
export function readCommandLine(
  argv: readonly string[],
  optionsOf: (words: readonly string[]) => readonly string[],
): CommandLine {
  const { tokens, positionals: typed } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options,
    strict: false,
    tokens: true,
  });
  for (const token of tokens)
    if (token.kind === "option" && !(token.name in options))
      throw new UsageError(notThere(argv[token.index] ?? token.rawName, optionsOf(typed)));
  try {
    const { positionals, values } = parsed(argv);
    return { words: positionals, values: { ...values, ...contextOf(values) } };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** As in Slack one says `--cluster prod-2`; here a cluster is a context of the kubeconfig. */
function contextOf({ context, cluster }: CommandLine["values"]): { readonly context?: string } {
  if (context !== undefined && cluster !== undefined && context !== cluster)
    throw new UsageError(
      "--context and --cluster are the same, and name two clusters: leave one of them out.",
    );
  const named = context ?? cluster;
  return named === undefined ? {} : { context: named };
}

function notThere(typed: string, known: readonly string[]): string {
  const [name = typed] = typed.split("=");
  const near = suggestion(
    name,
    known.map((option) => `--${option}`),
  );
  return `There is no option ${name}.${near} \`netdiag COMMAND --help\` lists those of a command.`;
}

/** ` Did you mean replay?`; empty when nothing is like it. */
export function suggestion(typed: string, known: readonly string[]): string {
  const nearest = closest(typed, known);
  const limit = Math.max(2, Math.floor(typed.length / 3));
  return distance(typed, nearest) <= limit ? ` Did you mean ${nearest}?` : "";
}

/** `--save FILE`, `--quiet, -q`. */
export function spelled(name: string): string {
  const place = places[name];
  return `--${name}${place === undefined ? "" : ` ${place}`}${name === "quiet" ? ", -q" : ""}`;
}
