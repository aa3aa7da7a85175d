/** How often something may be done in this process: a reserve at once, and then so many a second. */
export class Bucket {
  readonly #burst: number;
  readonly #perSecond: number;
  readonly #elapsed: () => number;
  #left: number;
  #at: number;

  /** @param elapsed milliseconds of a monotonic clock. */
  constructor(
    { burst, perSecond }: { readonly burst: number; readonly perSecond: number },
    elapsed: () => number,
  ) {
    this.#burst = burst;
    this.#perSecond = perSecond;
    this.#elapsed = elapsed;
    this.#left = burst;
    this.#at = elapsed();
  }

  /** Whether it may be done now. */
  take(): boolean {
    const now = this.#elapsed();
    this.#left = Math.min(this.#burst, this.#left + ((now - this.#at) / 1000) * this.#perSecond);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
