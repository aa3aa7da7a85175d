/** What is still there after every program has ended: debug pods, execs, leases, jobs that nobody will finish. */
import { setTimeout as delay } from "node:timers/promises";
import type { Redis } from "ioredis";
import type { YardRedis } from "./processes.ts";
import type { StubCluster } from "./stub/cluster.ts";

const prefix = "{netdiag}";
/** One key each, however many questions there were. */
const forEver = new Set([`${prefix}:epoch`]);
/** A killed worker's leases fall free by themselves within this, milliseconds. */
const expireMs = 20_000;
const openStates = ["wait", "active", "paused", "prioritized", "delayed", "waiting-children"] as const;

export async function leftBehind(redis: YardRedis, cluster: StubCluster): Promise<readonly string[]> {
  const pods = cluster.debugPods().map((name) => `debug pod ${name}`);
  const execs = cluster.exec.open > 0 ? [`${cluster.exec.open} open execs`] : [];
  const end = performance.now() + expireMs;
  for (;;) {
    const { open, leases } = await redis.with(leftInRedis);
    if (leases.length === 0 || performance.now() > end) return [...pods, ...execs, ...open, ...leases];
    await delay(500);
  }
}

/** What is beside a verdict is told after it, and Slack takes one message a second and channel. */
const patience = { stillMs: 60_000, inAllMs: 600_000 };

/** Until no job is open. False when nothing went on for a minute, neither a job ended nor `said` rose, or after ten. */
export async function idle(redis: YardRedis, said: () => number): Promise<boolean> {
  const end = performance.now() + patience.inAllMs;
  let [fewest, most, since] = [Infinity, 0, performance.now()];
  for (;;) {
    const { jobs } = await redis.with(leftInRedis);
    if (jobs === 0) return true;
    const now = performance.now();
    if (jobs < fewest || said() > most) since = now;
    [fewest, most] = [Math.min(fewest, jobs), Math.max(most, said())];
    if (now > end || now - since > patience.stillMs) return false;
    await delay(500);
  }
}

async function leftInRedis(
  redis: Redis,
): Promise<{ open: readonly string[]; jobs: number; leases: readonly string[] }> {
  const keys = await allKeys(redis);
  const queues = keys.flatMap((key) => /^\{netdiag\}:([^:]+):meta$/.exec(key)?.[1] ?? []);
  const left: string[] = [];
  let jobs = 0;
  const leases: string[] = [];
  for (const queue of queues)
    for (const state of openStates) {
      const key = `${prefix}:${queue}:${state}`;
      const type = await redis.type(key);
      const count = type === "list" ? await redis.llen(key) : type === "zset" ? await redis.zcard(key) : 0;
      jobs += count;
      if (count > 0) left.push(`${count} jobs in ${queue}:${state}`);
    }
  const [seconds = "0"] = await redis.time();
  for (const key of keys.filter((each) => each.startsWith(`${prefix}:lease:`))) {
    const held = await redis.zcount(key, Number(seconds) * 1000, "+inf");
    if (held > 0) leases.push(`${held} leases of ${key.slice(`${prefix}:lease:`.length)}`);
  }
  for (const key of keys) {
    const own = queues.some((queue) => key.startsWith(`${prefix}:${queue}:`));
    if (!own && !forEver.has(key) && (await redis.ttl(key)) === -1)
      left.push(`key ${key} that never expires`);
  }
  return { open: left, jobs, leases };
}

async function allKeys(redis: Redis): Promise<readonly string[]> {
  const found = new Set<string>();
  let cursor = "0";
  do {
    const [next, keys] = await redis.scan(cursor, "COUNT", 1000);
    cursor = next;
    for (const key of keys) found.add(key);
  } while (cursor !== "0");
  return [...found].sort();
}
