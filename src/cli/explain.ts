import { conclude } from "../judge/conclude.ts";
import { redactJson } from "../report/redact.ts";
import { suspectLine, suspectOf } from "../report/suspects.ts";
import { faultCode } from "./catalogues.ts";
import { readBundle } from "./replay.ts";
import type { Speaking } from "./language.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage.ts";

/**
 * What a saved run says of one cause, or of every one in a line each. Throws UsageError when the file is none, or for a code
 * that nobody has.
 */
export async function explain(
  path: string,
  typed: string | undefined,
  speaking: Speaking,
  terminal: Terminal,
): Promise<number> {
  const code = typed === undefined ? undefined : faultCode(typed);
  const report = redactJson(conclude(await readBundle(path)));
  const say = speaking(report.question.language);
  if (code === undefined) {
    terminal.print((report.suspects ?? []).map((suspect) => `${suspectLine(suspect, say)}\n`).join(""));
    return 0;
  }
  const suspect = suspectOf(report, code);
  if (!suspect)
    throw new UsageError(
      `${code} is no cause: it only keeps netdiag from looking. \`netdiag faults ${code}\``,
    );
  terminal.print([suspectLine(suspect, say), ...suspect.says.map((line) => `  ${say(line)}`), ""].join("\n"));
  return 0;
}
