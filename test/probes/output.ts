import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CommandOutput } from "../../src/model/evidence.ts";

/** A command that printed this and ended well. */
export function printed(stdout: string, rest: Partial<CommandOutput> = {}): CommandOutput {
  return {
    argv: ["recorded"],
    stdout,
    stderr: "",
    exitCode: 0,
    timedOut: false,
    truncated: false,
    durationMs: 1,
    ...rest,
  };
}

/** A recorded text of test/fixtures/probes. */
export function recorded(name: string): string {
  return readFileSync(join(import.meta.dirname, "..", "fixtures", "probes", name), "utf8");
}

/** The same, as the output of a command. */
export function replayed(name: string): CommandOutput {
  return printed(recorded(name));
}
