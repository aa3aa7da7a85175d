import type { RedisConnection } from "./connect.ts";
import { defaultPrefix } from "./prefix.ts";

/** Between two questions, and how long an answer may take, milliseconds. */
const everyMs = 2000;
const withinMs = 1500;

/**
 * Whether Redis answers: a connection that stands says nothing of a server that does not. It is asked every two seconds;
 * the answer is that of the last time.
 */
export function watchRedis(redis: RedisConnection): {
  readonly answers: () => boolean;
  readonly close: () => void;
} {
  let answered = true;
  let asking = false;
  const ask = async (): Promise<void> => {
    if (asking) return;
    asking = true;
    const late = setTimeout(() => {
      answered = false;
    }, withinMs);
    try {
      await redis.exists(`${defaultPrefix}:epoch`);
      answered = true;
    } catch {
      answered = false;
    } finally {
      clearTimeout(late);
      asking = false;
    }
  };
  const timer = setInterval(() => void ask(), everyMs);
  timer.unref();
  return {
    answers: () => redis.status === "ready" && answered,
    close: () => {
      clearInterval(timer);
    },
  };
}
