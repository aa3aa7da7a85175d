/** How often a watch looks and how much it says; milliseconds. */
export interface WatchPace {
  /** To the first look, and doubled with each at which nothing changed. */
  readonly firstMs: number;
  /** Never longer than this. */
  readonly longestMs: number;
  /** After a look that found it reachable: the second one in a row ends the watch. */
  readonly confirmMs: number;
  /** So many changes within this are one saying, and so are all after it. */
  readonly flapping: { readonly changes: number; readonly withinMs: number };
  /** While it comes and goes one saying in this time, no more. */
  readonly hushMs: number;
  /** So many looks in a row that saw nothing are told. */
  readonly blindLooks: number;
}

export const watchPace: WatchPace = {
  firstMs: 30_000,
  longestMs: 5 * 60_000,
  confirmMs: 60_000,
  flapping: { changes: 3, withinMs: 10 * 60_000 },
  hushMs: 10 * 60_000,
  blindLooks: 3,
};

/** So much earlier or later than planned, as a share: watches that began together do not look together. */
const spread = 0.1;

/** How long to wait for the next look; `chance` is from 0 to 1. */
export function waitFor(
  { passed, steady }: { readonly passed: number; readonly steady: number },
  { firstMs, longestMs, confirmMs }: WatchPace,
  chance: number,
): number {
  const planned = passed > 0 ? confirmMs : Math.min(longestMs, firstMs * 2 ** Math.min(steady, 20));
  return Math.round(planned * (1 - spread + 2 * spread * chance));
}
