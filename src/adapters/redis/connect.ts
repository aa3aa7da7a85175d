import { Redis } from "ioredis";

/**
 * A connection for stores and leases. A command waits for a lost connection to come back, but no longer than about
 * two seconds; then it throws.
 */
export function connectRedis(url: string, onError: (error: Error) => void): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: 5,
    commandTimeout: 2000,
    connectTimeout: 2000,
    retryStrategy: (times) => Math.min(times * 100, 1000),
  });
  redis.on("error", onError);
  return redis;
}
