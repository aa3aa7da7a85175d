import type { RedisConnection } from "./connect.ts";
import type { Ledger } from "../../ports.ts";
import { defaultPrefix } from "./prefix.ts";

/** What this process wrote lately and still knows should Redis lose it. */
const rememberedHere = 5000;

/**
 * The Ledger in Redis: what one process wrote, all see, until it expires. Where Redis knows nothing of a key, this process
 * still knows what it wrote there itself: a Redis that lost its data does not make it say the same thing again.
 */
export function createLedger(redis: RedisConnection, prefix = defaultPrefix): Ledger {
  const at = (key: string): string => `${prefix}:ledger:${key}`;
  const written = new Map<string, { readonly value: string; readonly until: number }>();
  const remember = (key: string, value: string, ttlSeconds: number): void => {
    written.delete(key);
    written.set(key, { value, until: performance.now() + ttlSeconds * 1000 });
    const [oldest] = written.keys();
    if (written.size > rememberedHere && oldest !== undefined) written.delete(oldest);
  };
  const remembered = (key: string): string | undefined => {
    const own = written.get(key);
    return own !== undefined && own.until > performance.now() ? own.value : undefined;
  };
  return {
    get: async (key) => (await redis.get(at(key))) ?? remembered(key),
    set: async (key, value, ttlSeconds) => {
      await redis.set(at(key), value, "EX", ttlSeconds);
      remember(key, value, ttlSeconds);
    },
    setIfAbsent: async (key, value, ttlSeconds) => {
      if (remembered(key) !== undefined) return false;
      const won = (await redis.set(at(key), value, "EX", ttlSeconds, "NX")) === "OK";
      if (won) remember(key, value, ttlSeconds);
      return won;
    },
    remove: async (key) => {
      written.delete(key);
      await redis.del(at(key));
    },
  };
}
