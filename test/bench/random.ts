/** Chance that can be played again: the same seed gives the same cluster. */
export interface Random {
  /** From 0 to below `limit`. */
  readonly below: (limit: number) => number;
  readonly pick: <Item>(items: readonly [Item, ...Item[]]) => Item;
  readonly chance: (probability: number) => boolean;
  /** Lower-case letters and digits, as in the names Kubernetes makes. */
  readonly suffix: (length: number) => string;
}

const alphabet = "bcdfghjklmnpqrstvwxz2456789";

/** Mulberry32, a generator of 32 bits by Tommy Ettinger: enough to vary shapes with. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    pick: (items) => items[below(items.length)] ?? items[0],
    chance: (probability) => next() < probability,
    suffix: (length) => Array.from({ length }, () => alphabet[below(alphabet.length)] ?? "b").join(""),
  };
}
