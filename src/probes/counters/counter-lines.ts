import type { CommandOutput } from "../../model/evidence.ts";
import { Unreadable } from "../../model/probe.ts";
import type { MovedCounter } from "../../netstack/seen/counters.ts";
import { linesOf, numberOf, shown, wholeText } from "../text/reading.ts";

/** `VALUES<TAB>KEY` lines: numbers separated by blanks, then what they count. Throws Unreadable. */
export function parseCounters(output: CommandOutput): ReadonlyMap<string, readonly number[]> {
  return new Map(
    linesOf(wholeText(output)).map((line) => {
      const [values, key, ...rest] = line.split("\t");
      if (values === undefined || key === undefined || rest.length > 0)
        throw new Unreadable(`not a counter: ${shown(line)}`);
      return [key, numbersOf(values)];
    }),
  );
}

/**
 * What a window brings back: `BEFORE<TAB>AFTER<TAB>KEY`, only for keys that moved; `-` where a key was
 * not there. Throws Unreadable.
 */
export function parseMoved(output: CommandOutput): readonly MovedCounter[] {
  return linesOf(wholeText(output)).map((line) => {
    const [before, after, key, ...rest] = line.split("\t");
    if (before === undefined || after === undefined || key === undefined || rest.length > 0)
      throw new Unreadable(`not a counter that moved: ${shown(line)}`);
    return {
      key,
      ...(before !== "-" && { before: numbersOf(before) }),
      ...(after !== "-" && { after: numbersOf(after) }),
    };
  });
}

function numbersOf(text: string): readonly number[] {
  return text.split(" ").map(numberOf);
}
