import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Redis } from "ioredis";
import { CouldNotStand, type NodeSession, type NodeShell } from "../../ports.ts";
import { defaultPrefix } from "./prefix.ts";

export interface LeaseSettings {
  readonly redis: Redis;
  /** Diagnoses that may stand on one node at once, over all workers. */
  readonly perNode: number;
  /** How long to wait for a place, milliseconds. */
  readonly waitMs: number;
  /** A dead worker's place is free again after this, milliseconds. */
  readonly ttlMs?: number;
  readonly prefix?: string;
}

// A sorted set per node: member = holder, score = when its place falls free, by Redis' clock. One script, so that
// two workers never both take the last place.
const take = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
local mine = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not mine and redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[2]) then return 0 end
redis.call('ZADD', KEYS[1], now + tonumber(ARGV[3]), ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1`;

/**
 * The same node shell, with a bound on how many diagnoses stand on one node at a time. When no place falls free in
 * time, or Redis cannot say, the node counts as one that could not be looked at.
 */
export function withNodeLeases(shell: NodeShell, settings: LeaseSettings): NodeShell {
  const { redis, perNode, waitMs, ttlMs = 15_000, prefix = defaultPrefix } = settings;

  const takePlace = async (key: string, holder: string): Promise<boolean> =>
    (await redis.eval(take, 1, key, holder, perNode, ttlMs)) === 1;

  const waitForPlace = async (node: string, key: string, holder: string, signal?: AbortSignal) => {
    const until = performance.now() + waitMs;
    while (!(await takePlace(key, holder))) {
      if (performance.now() >= until)
        throw refused("timed-out", `${node} is busy: ${perNode} diagnoses stand on it already`);
      await delay(50 + Math.random() * 100, undefined, signal ? { signal } : {});
    }
  };

  return {
    open: async (node, signal) => {
      const key = `${prefix}:lease:${node}`;
      const holder = randomUUID();
      try {
        await waitForPlace(node, key, holder, signal);
      } catch (error) {
        if (error instanceof CouldNotStand || signal?.aborted) throw error;
        throw refused("failed", `no place on ${node} could be taken: ${String(error)}`);
      }
      // A place that cannot be kept is not fought for: the bound is a courtesy to the node, the diagnosis goes on.
      const renewal = setInterval(() => {
        takePlace(key, holder).catch(() => undefined);
      }, ttlMs / 3);
      const giveBack = async (): Promise<void> => {
        clearInterval(renewal);
        await redis.zrem(key, holder).catch(() => undefined);
      };
      try {
        return leased(await shell.open(node, signal), giveBack);
      } catch (error) {
        await giveBack();
        throw error;
      }
    },
  };
}

function leased(session: NodeSession, giveBack: () => Promise<void>): NodeSession {
  return {
    node: session.node,
    get spent() {
      return session.spent;
    },
    run: (batch, options) => session.run(batch, options),
    openWindow: (spec) => session.openWindow(spec),
    close: async () => {
      await session.close();
      await giveBack();
    },
  };
}

function refused(why: "timed-out" | "failed", detail: string): CouldNotStand {
  return new CouldNotStand({ why, detail, next: "ask again in a minute" });
}
