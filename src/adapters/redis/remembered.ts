/** Short values at most, and long ones, by their count: about 6 MB and 4 MB. */
const atMost = { short: 20_000, long: 500 } as const;
/** In characters: the place of a message in Slack is short, a whole message is long. */
const shortest = 200;
const longest = 40_000;

export interface Fact {
  readonly value: string;
  /** Milliseconds of the process' own clock. */
  readonly until: number;
}

export function isShort(value: string): boolean {
  return value.length <= shortest;
}

/** What a process knows of the ledger, in its own memory: bounded, the oldest is forgotten first, and what expired. */
export class Remembered {
  readonly #short = new Map<string, Fact>();
  readonly #long = new Map<string, Fact>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  put(key: string, fact: Fact): void {
    this.delete(key);
    if (fact.value.length > longest || fact.until <= this.#now()) return;
    const kind = isShort(fact.value) ? "short" : "long";
    const facts = kind === "short" ? this.#short : this.#long;
    facts.set(key, fact);
    const [oldest] = facts.keys();
    if (facts.size > atMost[kind] && oldest !== undefined) facts.delete(oldest);
  }

  delete(key: string): void {
    this.#short.delete(key);
    this.#long.delete(key);
  }

  get(key: string): Fact | undefined {
    const fact = this.#short.get(key) ?? this.#long.get(key);
    return fact && fact.until > this.#now() ? fact : undefined;
  }

  /** All that has not expired; the rest is forgotten. */
  all(): readonly (Fact & { readonly key: string })[] {
    for (const facts of [this.#short, this.#long])
      for (const [key, { until }] of facts) if (until <= this.#now()) facts.delete(key);
    return [...this.#short, ...this.#long].map(([key, fact]) => ({ key, ...fact }));
  }
}
