import type { RedisConnection } from "./connect.ts";
import type { Ledger } from "../../ports.ts";
import { defaultPrefix } from "./prefix.ts";

/** The Ledger in Redis: what one process wrote, all see, until it expires. */
export function createLedger(redis: RedisConnection, prefix = defaultPrefix): Ledger {
  const at = (key: string): string => `${prefix}:ledger:${key}`;
  return {
    get: async (key) => (await redis.get(at(key))) ?? undefined,
    set: async (key, value, ttlSeconds) => {
      await redis.set(at(key), value, "EX", ttlSeconds);
    },
    setIfAbsent: async (key, value, ttlSeconds) =>
      (await redis.set(at(key), value, "EX", ttlSeconds, "NX")) === "OK",
    remove: async (key) => {
      await redis.del(at(key));
    },
  };
}
