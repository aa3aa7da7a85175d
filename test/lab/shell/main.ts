/** npm run lab: a cluster of one's own to break by hand and to ask about. */
import { once } from "node:events";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { NotFound, AskBack } from "../../../src/resolve/unresolved.ts";
import { healthyIncident } from "../clusters/incident.ts";
import { startLab } from "../lab.ts";
import { breakableNamed } from "./breakable.ts";
import { commandHelp, runCommand, type Session } from "./commands.ts";
import { splitCommands } from "./split-line.ts";

const help = `npm run lab [-- OPTIONS]
  -c 'COMMAND ; …'      runs these and ends; a ; without a blank on both sides belongs to a shell command. Without -c
                        commands are read line by line from stdin
  --backend nft|legacy  which iptables the nodes use (default nft)
  --like NAME           the cluster of this scenario or case, where it has its own

${commandHelp()}

The first command of -c or of a script that fails ends it with exit code 1. Nothing of the lab is left behind.
`;

interface Options {
  readonly backend: "nft" | "legacy";
  readonly like: ReturnType<typeof breakableNamed> | undefined;
  readonly commands: readonly string[] | undefined;
}

function optionsFrom(argv: readonly string[]): Options | "help" {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      command: { type: "string", short: "c", multiple: true },
      backend: { type: "string", default: "nft" },
      like: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return "help";
  const { backend } = values;
  if (backend !== "nft" && backend !== "legacy") throw new Error(`--backend ${backend}: nft or legacy`);
  return {
    backend,
    like: values.like === undefined ? undefined : breakableNamed(values.like),
    commands: values.command?.flatMap(splitCommands),
  };
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function complain(error: unknown): void {
  process.stderr.write(`${sentenceOf(error)}\n`);
}

function sentenceOf(error: unknown): string {
  if (error instanceof NotFound && error.suggestions.length > 0)
    return `${error.message} Did you mean ${error.suggestions.join(" or ")}?`;
  if (error instanceof AskBack)
    return [error.message, ...error.candidates.map(({ label }) => `  ${label}`)].join("\n");
  return error instanceof Error ? error.message : String(error);
}

async function main(): Promise<number> {
  let options: Options | "help";
  try {
    options = optionsFrom(process.argv.slice(2));
  } catch (error) {
    complain(error);
    process.stderr.write(`\n${help}`);
    return 64;
  }
  if (options === "help") {
    print(help.trimEnd());
    return 0;
  }
  const { backend, like, commands } = options;
  const interactive = commands === undefined && process.stdin.isTTY;
  const lab = await startLab({ cluster: like?.cluster ?? healthyIncident, backend, ...like?.lab });
  const session: Session = {
    lab,
    ...(like ? { like: like.name } : {}),
    print,
    colour: process.stdout.isTTY,
  };
  const ended = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]).then(() => 130);
  try {
    if (interactive) print(`The lab is up (${backend}); \`help\` lists the commands, Ctrl-D ends it.`);
    return await Promise.race([commands ? runAll(session, commands) : runLines(session, interactive), ended]);
  } finally {
    await lab.stop();
  }
}

async function runAll(session: Session, commands: readonly string[]): Promise<number> {
  for (const command of commands) {
    if (isQuit(command)) break;
    try {
      await runCommand(session, command);
    } catch (error) {
      complain(error);
      return 1;
    }
  }
  return 0;
}

async function runLines(session: Session, interactive: boolean): Promise<number> {
  const lines = createInterface({
    input: process.stdin,
    ...(interactive ? { output: process.stdout, prompt: "lab> " } : {}),
  });
  lines.on("SIGINT", () => {
    lines.close();
  });
  if (interactive) lines.prompt();
  for await (const line of lines) {
    const command = line.trim();
    if (isQuit(command)) break;
    if (command !== "" && !command.startsWith("#")) {
      try {
        await runCommand(session, command);
      } catch (error) {
        complain(error);
        if (!interactive) return 1;
      }
    }
    if (interactive) lines.prompt();
  }
  return 0;
}

function isQuit(command: string): boolean {
  return command === "quit" || command === "exit";
}

try {
  process.exit(await main());
} catch (error) {
  process.stderr.write(`the lab did not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
