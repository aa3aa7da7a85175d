import type { Lane, Pace, Turn } from "../../ports.ts";

/** A lane that was slowed down is as fast as before after this, milliseconds. */
export const recoveryMs = 60_000;

interface Bucket {
  tokens: number;
  /** When `tokens` was true, by a monotonic clock; in the future while the lane is stopped. */
  at: number;
  perSecond: number;
}

/** The pace of one process alone, without lines: what is asked again first goes first. */
export class LocalPace implements Pace {
  /** Those used last come last. */
  readonly #buckets = new Map<string, Bucket>();

  take({ lanes, yields }: Turn): Promise<number> {
    const now = performance.now();
    const filled = lanes.map((lane) => ({ lane, bucket: this.#filled(lane, now) }));
    const waits = filled.map(({ lane, bucket }) => {
      const lack = needed(lane, yields) - bucket.tokens;
      return Math.max(0, bucket.at - now) + Math.max(0, (lack / bucket.perSecond) * 1000);
    });
    const wait = Math.ceil(Math.max(0, ...waits));
    if (wait === 0) for (const { bucket } of filled) bucket.tokens -= 1;
    return Promise.resolve(wait);
  }

  refused({ lanes }: Turn, waitMs: number): Promise<void> {
    const now = performance.now();
    for (const lane of lanes) {
      const bucket = this.#filled(lane, now);
      bucket.perSecond = Math.max(lane.atLeast, bucket.perSecond / 2);
      if (!lane.stops) continue;
      bucket.tokens = Math.min(1, lane.burst);
      bucket.at = Math.max(bucket.at, now + waitMs);
    }
    return Promise.resolve();
  }

  /** A lane that rested for so long is as one that was never used. */
  #forgetRested(now: number): void {
    for (const [name, { at }] of this.#buckets) {
      if (now - at <= recoveryMs) break;
      this.#buckets.delete(name);
    }
  }

  #filled(lane: Lane, now: number): Bucket {
    const fresh = { tokens: lane.burst, at: now, perSecond: lane.perSecond };
    const bucket = this.#buckets.get(lane.name) ?? fresh;
    this.#buckets.delete(lane.name);
    this.#buckets.set(lane.name, bucket);
    this.#forgetRested(now);
    const passed = now - bucket.at;
    if (passed <= 0) return bucket;
    const regained = (passed / recoveryMs) * (lane.perSecond - lane.atLeast);
    bucket.perSecond = Math.min(lane.perSecond, bucket.perSecond + regained);
    bucket.tokens = Math.min(lane.burst, bucket.tokens + (passed / 1000) * bucket.perSecond);
    bucket.at = now;
    return bucket;
  }
}

/** What may be dropped leaves one for what may not. */
export function needed({ burst }: Lane, yields: Turn["yields"]): number {
  return yields === "drop" ? Math.min(2, burst) : 1;
}
