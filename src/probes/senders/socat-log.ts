import { Unreadable } from "../../model/probe.ts";
import { shown } from "../text/reading.ts";

/** One line of socat's log (`-d -d -lu`): `2026/11/23 06:43:46.877458 NAME[30] N opening connection to …`. */
export interface LogLine {
  /** Milliseconds since 1970 in the clock of the node; only differences mean something. */
  readonly at: number;
  /** What `-lp` set. */
  readonly name: string;
  readonly level: string;
  readonly text: string;
}

const shape = /^(\d{4})\/(\d\d)\/(\d\d) (\d\d):(\d\d):(\d\d)\.(\d{6}) (\S+?)\[\d+\] ([A-Z]) (.*)$/;

/** Reads one line. Throws Unreadable. */
export function logLine(line: string): LogLine {
  const parts = shape.exec(line);
  if (!parts) throw new Unreadable(`not a line of socat's log: ${shown(line)}`);
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0, micro = 0] = parts
    .slice(1, 8)
    .map(Number);
  const at = Date.UTC(year, month - 1, day, hour, minute, second) + micro / 1000;
  return { at, name: parts[8] ?? "", level: parts[9] ?? "", text: parts[10] ?? "" };
}

/**
 * The error that ended it, in the system's words: `Connection refused`. socat 1.7 says it once, as an error. socat 1.8
 * warns for each address it tried (`connecting to AF=2 10.2.0.2:9080: Connection timed out`) and then gives up with an error
 * that may say less (`TCP4:10.2.0.2:9080: Operation now in progress`), so a warning comes first. Both also warn about
 * reading an empty error queue, which means nothing.
 */
export function errorIn(lines: readonly LogLine[]): string | undefined {
  const error =
    lines.findLast(({ level, text }) => level === "W" && /^(connect|bind|send|write)/.test(text)) ??
    lines.findLast(({ level }) => level === "E" || level === "F");
  return error?.text;
}

/** Milliseconds with microseconds between two lines; never negative when the clock was set back. */
export function between(start: LogLine | undefined, end: LogLine | undefined): number | undefined {
  if (!start || !end) return undefined;
  return Math.max(0, Math.round((end.at - start.at) * 1000) / 1000);
}
