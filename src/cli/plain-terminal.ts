/** Words out of manifests for a person to read: no control characters, which a terminal obeys, and no line without an end. */
import { printable } from "../report/redact.ts";
import type { Terminal } from "./terminal.ts";

const longestLine = 2_000;

/** `aaaa… and 9,998,000 more characters`. */
export function boundedLine(line: string): string {
  return line.length <= longestLine
    ? line
    : `${line.slice(0, longestLine)}… and ${line.length - longestLine} more characters`;
}

/** The same terminal, through which no word of a manifest moves a cursor or fills the screen. */
export function plainTerminal(terminal: Terminal): Terminal {
  return {
    colour: terminal.colour,
    print: (text) => {
      terminal.print(printable(text));
    },
    note: (text) => {
      terminal.note(text);
    },
    complain: (text) => {
      terminal.complain(printable(text).split("\n").map(boundedLine).join("\n"));
    },
  };
}
