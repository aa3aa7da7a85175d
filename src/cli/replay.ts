import { readFile } from "node:fs/promises";
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
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  const none = `${path} is no run saved with \`netdiag why … --save\``;
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new UsageError(`${none}: it is not JSON, or only a part of it.`);
  }
  const read = Bundle.safeParse(content);
  if (read.success) return read.data;
  const missing = ["question", "flows", "snapshot", "evidence"].filter(
    (part) => !isObject(content) || !(part in content),
  );
  if (missing.length > 0) throw new UsageError(`${none}: it has no ${missing.join(", no ")}.`);
  const [where = "run"] = read.error.issues.map(({ path: at }) => at.join("."));
  throw new UsageError(
    `${none}, or another version of netdiag saved it: what it holds under ${where} cannot be read.`,
  );
}

const isObject = (content: unknown): content is object => typeof content === "object" && content !== null;
