import { createHash } from "node:crypto";

/** One word for a shell, whatever it holds. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A command that reads `text` on stdin. The text is taken literally and must end its lines itself. */
export function withInput(command: string, text: string): string {
  const end = `END_${createHash("sha1").update(text).digest("hex").slice(0, 12)}`;
  return `${command} <<'${end}'\n${text}${end}\n`;
}

/** `ip -batch` over lines; nothing at all without lines. It stops at the first line that fails. */
export function ipBatch(lines: readonly string[], options = ""): string {
  return lines.length === 0
    ? ""
    : withInput(`ip ${options} -batch -`, lines.map((line) => `${line}\n`).join(""));
}
