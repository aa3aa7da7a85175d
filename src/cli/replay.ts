import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { conclude } from "../judge/conclude.ts";
import { Bundle } from "../model/bundle.ts";
import { renderJson } from "../report/redact.ts";
import { renderTerminal } from "../report/terminal.ts";
import { exitCodeOf } from "./exit-code.ts";
import type { Speaking } from "./language.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage.ts";

/** Judges a saved run again; it may be compressed with gzip, as people attach it. Throws UsageError when the file is none. */
export async function replay(
  path: string,
  { json, speaking }: { readonly json: boolean; readonly speaking: Speaking },
  terminal: Terminal,
): Promise<number> {
  const report = conclude(await readBundle(path));
  const say = speaking(report.question.language);
  terminal.print(json ? `${renderJson(report)}\n` : renderTerminal(report, { colour: terminal.colour, say }));
  return exitCodeOf(report.verdict);
}

const unpack = promisify(gunzip);

/** In bytes: a run of a few hundred pods is 1 to 5 MB; what unpacks to more is no run. */
const largestRun = 256 * 1024 * 1024;

/** Every gzip file begins with these two bytes (RFC 1952, 2.3.1). */
const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** A saved run. Throws UsageError when the file is none. */
export async function readBundle(path: string): Promise<Bundle> {
  let text: string;
  try {
    const bytes = await readFile(path);
    text = (isGzip(bytes) ? await unpack(bytes, { maxOutputLength: largestRun }) : bytes).toString("utf8");
  } catch (error) {
    throw new UsageError(whyUnread(path, error));
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
  if (missing.length > 0) throw new UsageError(`${none}: it lacks ${missing.join(", ")}.`);
  const [where = "run"] = read.error.issues.map(({ path: at }) => at.join("."));
  throw new UsageError(
    `${none}, or another version of netdiag saved it: what it holds under ${where} cannot be read.`,
  );
}

function whyUnread(path: string, error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return `There is no file ${path}.`;
  if (code === "EISDIR") return `${path} is a folder. Name one saved run: netdiag replay run.json`;
  return `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
}

const isObject = (content: unknown): content is object => typeof content === "object" && content !== null;
