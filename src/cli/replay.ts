import { readFile } from "node:fs/promises";
import { z } from "zod";
import { conclude } from "../judge/conclude.ts";
import { Bundle } from "../model/bundle.ts";
import { renderJson } from "../report/redact.ts";
import { renderTerminal } from "../report/terminal.ts";
import { exitCodeOf } from "./exit-code.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage.ts";

/** Judges a saved run again. Throws UsageError when the file is none. */
export async function replay(path: string, json: boolean, terminal: Terminal): Promise<number> {
  const report = conclude(await readBundle(path));
  terminal.print(json ? `${renderJson(report)}\n` : renderTerminal(report, { colour: terminal.colour }));
  return exitCodeOf(report.verdict);
}

async function readBundle(path: string): Promise<Bundle> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  const read = Bundle.safeParse(content);
  if (!read.success)
    throw new UsageError(
      `${path} is no run saved with \`netdiag why … --save\`: ${z.prettifyError(read.error)}`,
    );
  return read.data;
}
