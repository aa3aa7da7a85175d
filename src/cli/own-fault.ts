import { readFileSync } from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const Payload = z.custom<SourceMapPayload>();

/**
 * What to report of a fault of netdiag itself: its stack, with the places of the sources where maps beside the bundled files
 * tell them. Node could do that for every error, but would then read the maps at each start.
 */
export function stackOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return stack.replaceAll(
    /(file:\/\/[^\s()]+\.js):(\d+):(\d+)/g,
    (place, url: string, line: string, column: string) =>
      sourceOf(url, Number(line), Number(column)) ?? place,
  );
}

function sourceOf(url: string, line: number, column: number): string | undefined {
  try {
    const payload = Payload.parse(JSON.parse(readFileSync(`${fileURLToPath(url)}.map`, "utf8")));
    const origin = new SourceMap(payload).findOrigin(line, column);
    if (!("fileName" in origin)) return undefined;
    return `${origin.fileName.replace(/^(\.\.\/)+/, "")}:${origin.lineNumber}:${origin.columnNumber}`;
  } catch {
    // Code that is not bundled, as under tsx, has no map beside it.
    return undefined;
  }
}
