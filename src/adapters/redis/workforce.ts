import type { Workforce, WorkforceNow } from "../../ports.ts";
import type { RedisConnection } from "./connect.ts";
import { defaultPrefix } from "./prefix.ts";

/** A worker that was not heard of for this long counts as gone, milliseconds. */
const silentMs = 10_000;
const beatMs = 2000;

/** By how much the newest diagnosis moves what one is taken to last. */
const weight = 0.2;

// KEYS: the workers (a sorted set by when they were last heard of; a member is `name|places`) and what a diagnosis lasts.
const beat = `
local time = redis.call('TIME')
redis.call('ZADD', KEYS[1], time[1] * 1000 + math.floor(time[2] / 1000), ARGV[1])
redis.call('PEXPIRE', KEYS[1], 3600000)`;

const look = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ${silentMs})
return { redis.call('ZRANGE', KEYS[1], 0, -1), redis.call('GET', KEYS[2]) or '' }`;

const lasted = `
local before = tonumber(redis.call('GET', KEYS[1]) or ARGV[1])
redis.call('SET', KEYS[1], tostring(before + ${weight} * (ARGV[1] - before)), 'EX', 86400)`;

/** The workers of a cluster, by its part in names. */
export function workersKey(prefix: string, cluster: string | undefined): string {
  return cluster === undefined ? `${prefix}:workers` : `${prefix}:workers-of:${cluster}`;
}

/** Who runs diagnoses, by heartbeats in Redis: BullMQ's own list needs a command that managed servers refuse. */
export function createWorkforce(redis: RedisConnection, prefix = defaultPrefix): Workforce {
  return {
    join: ({ name, places, cluster }) => {
      const workers = workersKey(prefix, cluster);
      const member = `${name}|${places}`;
      const say = (): void => {
        redis.eval(beat, 1, workers, member).catch(() => undefined);
      };
      say();
      const timer = setInterval(say, beatMs);
      return async () => {
        clearInterval(timer);
        await redis.zrem(workers, member).catch(() => undefined);
      };
    },
    lasted: async (ms, cluster) => {
      await redis
        .eval(lasted, 1, `${workersKey(prefix, cluster)}:lasts`, Math.round(ms))
        .catch(() => undefined);
    },
    look: async (cluster) => {
      const workers = workersKey(prefix, cluster);
      return read(await redis.eval(look, 2, workers, `${workers}:lasts`));
    },
  };
}

function read(answer: unknown): WorkforceNow {
  const [members, lasts] = listed(answer);
  const names = listed(members).map(String);
  const places = names.map((name) => Number(name.slice(name.lastIndexOf("|") + 1)) || 0);
  return {
    workers: names.length,
    places: places.reduce((sum, each) => sum + each, 0),
    ...(typeof lasts === "string" && lasts !== "" ? { diagnosisMs: Number(lasts) } : {}),
  };
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
