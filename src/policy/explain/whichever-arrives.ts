/** One direction, when several may be taken for the sender. */
import { together } from "../bounded.ts";
import type { End } from "../match/ends.ts";
import type { Verdict } from "../verdict/decide.ts";
import type { Direction } from "./direction.ts";

export interface Arriving {
  readonly from: End;
  readonly told: Direction;
}

/** `node1 (192.168.0.1)`. */
function who({ name, ip }: End): string {
  return ip === undefined || ip === name ? name : `${name} (${ip})`;
}

const outcomes: Readonly<Record<Verdict, string>> = {
  allow: "which is admitted",
  deny: "which is not",
  undecidable: "of which it cannot be told",
};

/** What holds for all of them, in the words for the first; else what depends on which it is. */
export function whicheverArrives(to: End, arriving: readonly [Arriving, ...Arriving[]]): Direction {
  const [first] = arriving;
  const byVerdict = new Map<Verdict, Arriving[]>();
  for (const one of arriving)
    byVerdict.set(one.told.verdict, [...(byVerdict.get(one.told.verdict) ?? []), one]);
  if (byVerdict.size === 1) return first.told;
  const groups = [...byVerdict].map(([verdict, all]) => ({ verdict, all }));
  const why = `its packets arrive as from ${groups
    .map(
      ({ verdict, all }) =>
        `${together(
          all.map(({ from }) => who(from)),
          3,
        )}, ${outcomes[verdict]}`,
    )
    .join(", or as from ")}`;
  return {
    ...first.told,
    verdict: "undecidable",
    sentence: `Whether ${to.name} accepts it cannot be told from the policies: ${why}`,
    walkthrough: [
      ...groups.flatMap(({ all: [one] }) =>
        one ? one.told.walkthrough.map((line) => `as from ${who(one.from)}: ${line}`) : [],
      ),
      why,
    ],
  };
}
