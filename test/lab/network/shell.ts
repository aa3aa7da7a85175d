import { createHash } from "node:crypto";

/** One word for a shell, whatever it holds. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A command that reads `text` on stdin, literally, or with `$name` replaced when `expand`. The text ends its lines itself. */
export function withInput(command: string, text: string, expand = false): string {
  const end = `END_${createHash("sha1").update(text).digest("hex").slice(0, 12)}`;
  return `${command} <<${expand ? end : `'${end}'`}\n${text}${end}\n`;
}

/** Writes a file without starting a process. */
export function writeFile(path: string, text: string): string {
  return `printf %s ${quoted(text)} >${path}\n`;
}

/** `ip -batch` over lines, in which `$name` is replaced; nothing at all without lines. It stops at the first line that fails. */
export function ipBatch(lines: readonly string[], ip = "ip"): string {
  if (lines.length === 0) return "";
  return withInput(`${ip} -batch -`, lines.map((line) => `${line}\n`).join(""), true);
}
