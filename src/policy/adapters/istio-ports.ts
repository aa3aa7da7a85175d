/** Ports of an AuthorizationPolicy as ranges, so that what is named and what is left out come together. */
import { lastPort, type PortMatch } from "../normal-form.ts";
import { refuse, type Reading } from "./reading.ts";

export type Ranges = readonly { readonly first: number; readonly last: number }[];
/** Compared by identity: nothing was said of ports. */
export const everyPort: Ranges = [{ first: 0, last: lastPort }];

/** Those of the ranges outside all of the others. */
function without(ranges: Ranges, others: Ranges): Ranges {
  return others.reduce<Ranges>(
    (left, hole) =>
      left.flatMap(({ first, last }) =>
        [
          { first, last: Math.min(last, hole.first - 1) },
          { first: Math.max(first, hole.last + 1), last },
        ].filter((piece) => piece.first <= piece.last),
      ),
    ranges,
  );
}

export function within(ranges: Ranges, others: Ranges): Ranges {
  if (ranges === everyPort) return others;
  return others === everyPort ? ranges : without(ranges, without(everyPort, others));
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
  return not?.length ? without(some, numbers(reading, not, notAt)) : some;
}

/** An empty list of ranges is no port at all. */
export function toPortMatches(ranges: Ranges): readonly PortMatch[] | undefined {
  return ranges === everyPort
    ? undefined
    : ranges.map(({ first, last }) => ({ type: "range", protocol: "TCP", first, last }));
}
