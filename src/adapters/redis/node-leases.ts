import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { RedisConnection } from "./connect.ts";
import { CouldNotStand, type NodeSession, type NodeShell } from "../../ports.ts";
import { defaultPrefix } from "./prefix.ts";

export interface LeaseSettings {
  readonly redis: RedisConnection;
  /** Diagnoses that may stand on one node at once, over all workers. */
  readonly perNode: number;
  /** How long to wait for a place, milliseconds. */
  readonly waitMs: number;
  /** A dead worker's place is free again after this, milliseconds. */
  readonly ttlMs?: number;
  readonly prefix?: string;
  /** The cluster's part in names: nodes of two clusters may be called the same. */
  readonly cluster?: string;
}

// A sorted set per node: member = holder, score = when its place falls free, by Redis' clock. All nodes or none, in one
// script: two workers never both take the last place, and never each hold what the other waits for.
const take = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for _, node in ipairs(KEYS) do
  redis.call('ZREMRANGEBYSCORE', node, '-inf', now)
  local mine = redis.call('ZSCORE', node, ARGV[1])
  if not mine and redis.call('ZCARD', node) >= tonumber(ARGV[2]) then return 0 end
end
for _, node in ipairs(KEYS) do
  redis.call('ZADD', node, now + tonumber(ARGV[3]), ARGV[1])
  redis.call('PEXPIRE', node, ARGV[3])
end
return 1`;

/**
 * The same node shell for one diagnosis, with a bound on how many diagnoses stand on one node at a time. Nodes opened
 * together are waited for together. When no place falls free in time, or Redis cannot say, the node counts as one that
 * could not be looked at.
 */
export function withNodeLeases(shell: NodeShell, settings: LeaseSettings): NodeShell {
  const places = new Places(settings);
  let together: Promise<ReadonlySet<string>> | undefined;
  let asked: string[] = [];

  /** Everything asked for in one turn of the event loop is one request. */
  const placeOn = async (node: string, signal?: AbortSignal): Promise<boolean> => {
    asked.push(node);
    together ??= Promise.resolve().then(() => {
      const nodes = asked;
      asked = [];
      together = undefined;
      return places.takeAll(nodes, signal);
    });
    return (await together).has(node);
  };

  return {
    open: async (node, signal) => {
      let placed: boolean;
      try {
        placed = await placeOn(node, signal);
      } catch (error) {
        if (signal?.aborted) throw error;
        throw refused("failed", `no place on ${node} could be taken: ${String(error)}`);
      }
      if (!placed)
        throw refused("timed-out", `${node} is busy: ${settings.perNode} diagnoses stand on it already`);
      const giveBack = places.keep(node);
      try {
        return leased(await shell.open(node, signal), giveBack);
      } catch (error) {
        await giveBack();
        throw error;
      }
    },
  };
}

/** One diagnosis' places. */
class Places {
  readonly #holder = randomUUID();
  readonly #settings: LeaseSettings;
  readonly #ttlMs: number;

  constructor(settings: LeaseSettings) {
    this.#settings = settings;
    this.#ttlMs = settings.ttlMs ?? 15_000;
  }

  /** Waits until all are free and takes them; when the time is over, those that are free. Throws when aborted. */
  async takeAll(nodes: readonly string[], signal?: AbortSignal): Promise<ReadonlySet<string>> {
    const until = performance.now() + this.#settings.waitMs;
    while (performance.now() < until) {
      if (await this.#take(nodes)) return new Set(nodes);
      await delay(50 + Math.random() * 100, undefined, signal ? { signal } : {});
    }
    const taken = new Set<string>();
    for (const node of nodes) if (await this.#take([node])) taken.add(node);
    return taken;
  }

  /** Renews a place until it is given back. One that cannot be kept is not fought for: the diagnosis goes on. */
  keep(node: string): () => Promise<void> {
    const renewal = setInterval(() => {
      this.#take([node]).catch(() => undefined);
    }, this.#ttlMs / 3);
    return async () => {
      clearInterval(renewal);
      await this.#settings.redis.zrem(this.#key(node), this.#holder).catch(() => undefined);
    };
  }

  async #take(nodes: readonly string[]): Promise<boolean> {
    const keys = nodes.map((node) => this.#key(node));
    const { redis, perNode } = this.#settings;
    return (await redis.eval(take, keys.length, ...keys, this.#holder, perNode, this.#ttlMs)) === 1;
  }

  #key(node: string): string {
    const { prefix = defaultPrefix, cluster } = this.#settings;
    return cluster === undefined ? `${prefix}:lease:${node}` : `${prefix}:lease-of:${cluster}:${node}`;
  }
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
      try {
        await session.close();
      } finally {
        await giveBack();
      }
    },
  };
}

function refused(why: "timed-out" | "failed", detail: string): CouldNotStand {
  return new CouldNotStand({ why, detail, next: "ask again in a minute" });
}
