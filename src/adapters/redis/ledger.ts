import { setTimeout as delay } from "node:timers/promises";
import type { RedisConnection } from "./connect.ts";
import type { Ledger } from "../../ports.ts";
import { Journal } from "./journal.ts";
import { defaultPrefix } from "./prefix.ts";
import { isShort, Remembered } from "./remembered.ts";

/** Between two looks at what others wrote, milliseconds. */
const lookMs = 250;

/** What is good for less is over before anybody would miss it, and not told to the others, milliseconds. */
const worthNotingMs = 60_000;

/** So many are written again beside each other. */
const atOnce = 100;

/**
 * After a connection was lost, everybody gets so long to write again what the Redis that answers now may never have seen,
 * milliseconds: longer than the slowest of us takes to find it after the first one has.
 */
const settleMs = 3000;

/**
 * The Ledger in Redis: what one process wrote, all see, until it expires. A Redis that lost its data, or a replica that
 * lags and takes over, does not make netdiag say the same thing again: each process knows what any of them wrote, those
 * too that have ended since, and writes it again as soon as it is connected again; and what is not there is believed to
 * be missing only after everybody had the time for that. Long values are known to who wrote them alone.
 */
export function createLedger(redis: RedisConnection, prefix = defaultPrefix): Ledger {
  const journal = new Journal(redis, prefix);
  const memory = new Remembered(() => performance.now());
  /** Written here, and Redis has not said that it has them: what others wrote before does not take their place. */
  const unconfirmed = new Set<string>();
  let connectedBefore = redis.status === "ready";
  let foundAgainAt = -Infinity;
  /** Redis may not have what is known here. */
  let doubtful = false;

  const writeAgain = async (): Promise<void> => {
    const all = memory.all();
    for (let first = 0; first < all.length; first += atOnce)
      await Promise.all(
        all.slice(first, first + atOnce).map(async ({ key, value, until }) => {
          const ms = until - performance.now();
          // Removed, or expired, while others were written.
          if (!memory.get(key) || ms < 1) return;
          await journal.write(key, { value, ms, ifAbsent: true, noted: isNoted(value, ms) });
          unconfirmed.delete(key);
        }),
      );
    // What expired meanwhile, or is too long to be known here, is confirmed by nobody any more.
    for (const key of unconfirmed) if (!memory.get(key)) unconfirmed.delete(key);
  };

  const lookOnce = async (): Promise<void> => {
    const { changes, lost } = await journal.news();
    if (lost) {
      foundAgainAt = performance.now();
      doubtful = true;
    }
    for (const { key, value, leftMs } of changes)
      if (value === undefined) memory.delete(key);
      else if (!unconfirmed.has(key)) memory.put(key, { value, until: performance.now() + leftMs });
    if (!doubtful) return;
    doubtful = false;
    // What cannot be written now, as when Redis is full, is tried again at the next look, and can be read here meanwhile.
    await writeAgain().catch(() => {
      doubtful = true;
    });
  };
  const look = oneAfterTheOther(lookOnce);

  redis.on("ready", () => {
    if (connectedBefore) {
      foundAgainAt = performance.now();
      doubtful = true;
    }
    connectedBefore = true;
    look().catch(() => undefined);
  });
  const timer = setInterval(() => {
    // The connection itself reports its errors, and the next look does what this one could not.
    if (redis.status === "ready") look().catch(() => undefined);
  }, lookMs);
  timer.unref();
  redis.on("end", () => {
    clearInterval(timer);
  });

  const get = async (key: string): Promise<string | undefined> => {
    for (;;) {
      const found = foundAgainAt;
      const value = await journal.get(key);
      if (value !== undefined) return value;
      // Somebody may have removed it whom we have not read yet.
      await look();
      const known = memory.get(key);
      if (known) return known.value;
      const wait = foundAgainAt + settleMs - performance.now();
      if (wait <= 0 && found === foundAgainAt) return undefined;
      await delay(Math.max(0, wait));
    }
  };

  const set = async (key: string, value: string, ms: number): Promise<void> => {
    // First: Slack has the message already whose place is noted here, whatever Redis says now.
    memory.put(key, { value, until: performance.now() + ms });
    unconfirmed.add(key);
    try {
      await journal.write(key, { value, ms, noted: isNoted(value, ms) });
      unconfirmed.delete(key);
    } catch (error) {
      doubtful = true;
      throw error;
    }
  };

  return {
    get,
    set: (key, value, ttlSeconds) => set(key, value, ttlSeconds * 1000),
    setIfAbsent: async (key, value, ttlSeconds) => {
      const ms = ttlSeconds * 1000;
      if ((await get(key)) !== undefined) return false;
      if (!(await journal.write(key, { value, ms, ifAbsent: true, noted: isNoted(value, ms) }))) return false;
      memory.put(key, { value, until: performance.now() + ms });
      return true;
    },
    remove: async (key) => {
      const known = memory.get(key);
      memory.delete(key);
      unconfirmed.delete(key);
      await journal.remove(key, known !== undefined && isNoted(known.value, known.until - performance.now()));
    },
  };
}

function isNoted(value: string, ms: number): boolean {
  return isShort(value) && ms >= worthNotingMs;
}

/** Who calls while it runs waits for a run that begins later; all of them for the same one. */
function oneAfterTheOther(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const begin = (): Promise<void> => {
    running = run().finally(() => {
      running = undefined;
    });
    return running;
  };
  return () => {
    if (!running) return begin();
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        return begin();
      });
    return next;
  };
}
