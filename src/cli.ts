#!/usr/bin/env node
/** terminal -> diagnose: no Slack, no Redis. Composition root. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { commandOf, optionsOf } from "./cli/command-of.ts";
import { help, helpOf } from "./cli/help.ts";
import { inLines, languageOfLine } from "./cli/locale.ts";
import { readCommandLine } from "./cli/options.ts";
import { processTerminal } from "./cli/terminal.ts";
import { EXIT_OWN_FAULT, EXIT_USAGE, UsageError } from "./cli/usage.ts";

const terminal = processTerminal(process.env);
const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    stop.abort(new Error(`stopped by ${signal}`));
  });

async function main(): Promise<number> {
  const { words, values } = readCommandLine(process.argv.slice(2), optionsOf);
  if (values.version === true) {
    terminal.print(`${await version()}\n`);
    return 0;
  }
  const asksForHelp = words[0] === "help";
  const asked = commandOf({ words: asksForHelp ? words.slice(1) : words, values });
  if (asksForHelp || values.help === true) {
    const say = await speaking();
    terminal.print(asked ? helpOf(asked.command, say) : help(say));
    return 0;
  }
  if (!asked) {
    terminal.complain(help(await speaking()).trimEnd());
    return EXIT_USAGE;
  }
  return await asked.command.run(asked.line, {
    terminal,
    environment: process.env,
    signal: stop.signal,
    pages: join(import.meta.dirname, "faults"),
  });
}

/** The other language is loaded only where it is spoken: help and a wrong word come at once. */
async function speaking(): Promise<(text: string) => string> {
  const language = languageOfLine(process.argv.slice(2), process.env);
  return language === "en" ? (text) => text : (await import("./language/tongue.ts")).tongueOf(language);
}

async function version(): Promise<string> {
  const text = await readFile(join(import.meta.dirname, "..", "package.json"), "utf8");
  return /"version": "([^"]+)"/.exec(text)?.[1] ?? "unknown";
}

try {
  process.exitCode = await main();
} catch (error) {
  if (error instanceof UsageError) {
    terminal.complain(inLines(error.message, await speaking()));
    process.exitCode = EXIT_USAGE;
  } else if (stop.signal.aborted) {
    terminal.complain("stopped");
    process.exitCode = 130;
  } else {
    const { stackOf } = await import("./cli/own-fault.ts");
    terminal.complain(`netdiag failed by its own fault: ${stackOf(error)}`);
    process.exitCode = EXIT_OWN_FAULT;
  }
}
