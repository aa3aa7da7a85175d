/** Numbers that follow from a seed alone, so that a set of policies can be made again from its number. */
export class Random {
  constructor(private state: number) {
    // Seeds next to each other shall not begin alike.
    for (let round = 0; round < 8; round += 1) this.below(2);
  }

  /** 0 up to, not including, `limit`. */
  below(limit: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * limit);
  }

  chance(of: number): boolean {
    return this.below(1000) < of * 1000;
  }

  /** Throws when there is nothing to pick from. */
  pick<Item>(items: readonly Item[]): Item {
    for (const item of items.slice(this.below(items.length))) return item;
    throw new Error("nothing to pick from");
  }

  /** `least` to `most` items. */
  several<Item>(least: number, most: number, make: () => Item): Item[] {
    return Array.from({ length: least + this.below(most - least + 1) }, make);
  }

  /** The fields, each with its chance of being there. */
  some(fields: Readonly<Record<string, readonly [number, () => unknown]>>): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(fields).flatMap(([name, [chance, make]]) =>
        this.chance(chance) ? [[name, make()]] : [],
      ),
    );
  }
}
