import type { RedisConnection } from "./connection.ts";

/** Between two looks at Redis' clock, milliseconds. */
const everyMs = 60_000;
/** An answer that took longer tells the time no better than what is known, milliseconds. */
const tripMs = 1000;

/** What all processes count time by that lies in Redis: how old a job is, and what was signed when. */
export interface RedisTime {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly close: () => void;
}

/**
 * Redis' clock, carried on by a monotonic one between two looks. This machine's own may be wrong, or be set while jobs lie
 * in the queue: one that goes two hours back would find every job signed in the future. It is what counts until Redis has
 * said the time once.
 */
export function redisTime(redis: RedisConnection): RedisTime {
  let ahead: number | undefined;
  let looking = false;
  const look = async (): Promise<void> => {
    // Away, it would keep the question until it is back.
    if (looking || redis.status !== "ready") return;
    looking = true;
    try {
      const asked = performance.now();
      const [seconds, microseconds] = (await redis.time()).map(Number);
      const trip = performance.now() - asked;
      if (seconds === undefined || microseconds === undefined) return;
      if (ahead === undefined || trip < tripMs)
        ahead = seconds * 1000 + microseconds / 1000 - asked - trip / 2;
    } catch {
      // The next look is as good.
    } finally {
      looking = false;
    }
  };
  // Another server may answer now, with a clock of its own.
  const onReady = (): void => void look();
  redis.on("ready", onReady);
  const timer = setInterval(onReady, everyMs);
  timer.unref();
  void look();
  return {
    now: () => (ahead === undefined ? Date.now() : Math.round(performance.now() + ahead)),
    close: () => {
      clearInterval(timer);
      redis.off("ready", onReady);
    },
  };
}
