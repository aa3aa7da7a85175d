import { existsSync, readFileSync } from "node:fs";
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

/** What a tool of Debian 13 printed, from test/fixtures/trixie: both streams and the exit code. */
export function ofTrixie(name: string, rest: Partial<CommandOutput> = {}): CommandOutput {
  const folder = join(import.meta.dirname, "..", "fixtures", "trixie");
  const read = (file: string) => (existsSync(file) ? readFileSync(file, "utf8") : "");
  const lines = read(join(folder, `${name}.stderr`))
    .trimEnd()
    .split("\n");
  const exit = /^exit (\d+)$/.exec(lines.at(-1) ?? "")?.[1];
  return printed(read(join(folder, `${name}.txt`)), {
    stderr: `${(exit === undefined ? lines : lines.slice(0, -1)).join("\n")}\n`,
    exitCode: Number(exit ?? 0),
    ...rest,
  });
}
