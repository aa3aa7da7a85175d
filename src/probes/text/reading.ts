import { z } from "zod";
import type { CommandOutput } from "../../model/evidence.ts";
import { Unreadable } from "../../model/probe.ts";

/** Standard output of a command that ended well and was not cut. Throws Unreadable. */
export function wholeText(output: CommandOutput, exitCodes: readonly number[] = [0]): string {
  const name = output.argv[0] ?? "command";
  if (output.timedOut) throw new Unreadable(`${name} did not end in time`);
  if (output.exitCode === null) throw new Unreadable(`${name} was stopped`);
  if (!exitCodes.includes(output.exitCode))
    throw new Unreadable(
      `${name} ended with ${output.exitCode}: ${firstLine(output.stderr || output.stdout)}`,
    );
  if (output.truncated) throw new Unreadable(`${name} printed more than was read`);
  return output.stdout;
}

/** The JSON a command printed, through a schema. iproute2 prints nothing for an empty list. Throws Unreadable. */
export function jsonOf<Schema extends z.ZodType>(output: CommandOutput, schema: Schema): z.infer<Schema> {
  const text = wholeText(output);
  const name = output.argv.join(" ");
  const parsed = schema.safeParse(jsonValue(text.trim() === "" ? "[]" : text, name));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Unreadable(`${name}: ${issue?.path.join(".") ?? ""} ${issue?.message ?? "unexpected"}`);
  }
  return parsed.data;
}

/** A list without the empty objects iproute2 leaves where an entry vanished while it was listed. */
export function listOf<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess(
    (value) => (Array.isArray(value) ? value.filter((entry) => !isEmptyObject(entry)) : value),
    z.array(schema),
  );
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

/** Non-empty lines. */
export function linesOf(text: string): readonly string[] {
  return text.split("\n").filter((line) => line.trim() !== "");
}

/** `key<TAB>value` lines as a map. Throws Unreadable for any other line. */
export function tabbedPairs(text: string): ReadonlyMap<string, string> {
  return new Map(
    linesOf(text).map((line) => {
      const cut = line.indexOf("\t");
      if (cut < 1) throw new Unreadable(`not a key and a value: ${shown(line)}`);
      return [line.slice(0, cut), line.slice(cut + 1)];
    }),
  );
}

/** A whole number from text. Throws Unreadable. */
export function numberOf(text: string | undefined): number {
  if (text === undefined || !/^-?\d{1,20}$/.test(text.trim()))
    throw new Unreadable(`not a number: ${shown(text ?? "nothing")}`);
  return Number(text);
}

/** A line short enough for an error message. */
export function shown(line: string): string {
  return JSON.stringify(line.length > 120 ? `${line.slice(0, 120)}…` : line);
}

/** The first line of a text. */
export function firstLine(text: string): string {
  return text.trim().split("\n", 1)[0] ?? "";
}

function jsonValue(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Unreadable(`${name}: not JSON: ${shown(text)}`);
  }
}
