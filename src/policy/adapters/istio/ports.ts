/** Ports of an AuthorizationPolicy as ranges, so that what is named and what is left out come together. */
import { difference, intersection, type Interval } from "../../intervals.ts";
import { lastPort, type PortMatch } from "../../normal-form.ts";
import { refuse, type Reading } from "../reading.ts";

export type Ranges = readonly Interval[];
/** Compared by identity: nothing was said of ports. */
export const everyPort: Ranges = [{ first: 0, last: lastPort }];

export function within(ranges: Ranges, others: Ranges): Ranges {
  if (ranges === everyPort) return others;
  return others === everyPort ? ranges : intersection(ranges, others);
}

type Texts = readonly string[] | null | undefined;

function numbers(reading: Reading, texts: readonly string[], path: string): Ranges {
  return texts.flatMap((text, index) => {
    const port = Number(text);
    if (/^\d{1,5}$/.test(text) && port >= 1 && port <= lastPort) return [{ first: port, last: port }];
    refuse(reading, `${path}[${index}]`, `"${text}" is not a port number between 1 and ${lastPort}`);
    return [];
  });
}

export function readPorts(reading: Reading, values: Texts, not: Texts, path: readonly string[]): Ranges {
  const [at = "", notAt = ""] = path;
  const some = values?.length ? numbers(reading, values, at) : everyPort;
  return not?.length ? difference(some, numbers(reading, not, notAt)) : some;
}

/** An empty list of ranges is no port at all. */
export function toPortMatches(ranges: Ranges): readonly PortMatch[] | undefined {
  return ranges === everyPort
    ? undefined
    : ranges.map(({ first, last }) => ({ type: "range", protocol: "TCP", first, last }));
}
