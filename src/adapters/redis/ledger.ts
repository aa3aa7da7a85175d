import { setTimeout as delay } from "node:timers/promises";
import type { RedisConnection } from "./connect.ts";
import type { Ledger } from "../../ports.ts";
import { defaultPrefix } from "./prefix.ts";

/** What this process wrote lately and still knows should Redis lose it; in characters, no value longer than that. */
const rememberedHere = 5000;
const longestRemembered = 200;

/**
 * After a connection was lost, everybody gets so long to write again what the Redis that answers now may never have seen,
 * milliseconds: longer than the slowest of us takes to find it after the first one has.
 */
const settleMs = 3000;

interface Written {
  readonly value: string;
  /** Milliseconds of the process' own clock. */
  readonly until: number;
}

/**
 * The Ledger in Redis: what one process wrote, all see, until it expires. A Redis that lost its data, or a replica that
 * lags and takes over, does not make netdiag say the same thing again: each process writes again what it wrote, as soon
 * as it is connected again, and what is not there is believed to be missing only after everybody had the time for that.
 * What `setIfAbsent` wrote is a place that others give back (`remove`), so it is not written again.
 */
export function createLedger(redis: RedisConnection, prefix = defaultPrefix): Ledger {
  const at = (key: string): string => `${prefix}:ledger:${key}`;
  const written = new Map<string, Written>();
  let connectedBefore = redis.status === "ready";
  let foundAgainAt = -Infinity;

  const remember = (key: string, value: string, ttlSeconds: number): void => {
    written.delete(key);
    if (value.length > longestRemembered) return;
    written.set(key, { value, until: performance.now() + ttlSeconds * 1000 });
    const [oldest] = written.keys();
    if (written.size > rememberedHere && oldest !== undefined) written.delete(oldest);
  };
  const remembered = (key: string): string | undefined => {
    const own = written.get(key);
    return own !== undefined && own.until > performance.now() ? own.value : undefined;
  };
  const writeAgain = async (): Promise<void> => {
    const now = performance.now();
    const again = redis.pipeline();
    for (const [key, { value, until }] of written)
      if (until > now) again.set(at(key), value, "PX", Math.ceil(until - now), "NX");
    await again.exec();
  };

  redis.on("ready", () => {
    if (connectedBefore) foundAgainAt = performance.now();
    connectedBefore = true;
    // A connection that is lost in between comes back, and this with it; the connection itself reports its errors.
    writeAgain().catch(() => undefined);
  });

  const get = async (key: string): Promise<string | undefined> => {
    for (;;) {
      const found = foundAgainAt;
      const value = (await redis.get(at(key))) ?? remembered(key);
      if (value !== undefined) return value;
      const wait = foundAgainAt + settleMs - performance.now();
      if (wait <= 0 && found === foundAgainAt) return undefined;
      await delay(Math.max(0, wait));
    }
  };

  return {
    get,
    set: async (key, value, ttlSeconds) => {
      // First: Slack has the message already whose place is noted here, whatever Redis says now.
      remember(key, value, ttlSeconds);
      await redis.set(at(key), value, "EX", ttlSeconds);
    },
    setIfAbsent: async (key, value, ttlSeconds) =>
      remembered(key) === undefined && (await redis.set(at(key), value, "EX", ttlSeconds, "NX")) === "OK",
    remove: async (key) => {
      written.delete(key);
      await redis.del(at(key));
    },
  };
}
