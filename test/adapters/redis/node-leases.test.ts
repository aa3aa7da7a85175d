import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectRedis, type RedisConnection } from "../../../src/adapters/redis/connect.ts";
import { withNodeLeases } from "../../../src/adapters/redis/node-leases.ts";
import { CouldNotStand, type NodeSession, type NodeShell } from "../../../src/ports.ts";
import { anyRedis, redisMissing, type PrivateRedis } from "../../redis.ts";

const missing = redisMissing();
if (missing) process.stderr.write(`SKIPPED: ${missing}\n`);

describe.skipIf(missing !== undefined)("places on a node", () => {
  let server: Pick<PrivateRedis, "url" | "stop">;
  let redis: RedisConnection;
  let count = 0;
  beforeAll(async () => {
    server = await anyRedis();
    redis = connectRedis(server.url, () => undefined);
  });
  afterAll(async () => {
    redis.disconnect();
    await server.stop();
  });

  /** A shell that counts who stands on which node; two workers share the leases, not the counter. */
  const world = (waitMs: number, ttlMs = 15_000) => {
    const standing = { now: 0, most: 0 };
    const session = (node: string): NodeSession => ({
      node,
      spent: { execs: 1, roundTrips: 0, bytes: 0 },
      run: () => Promise.resolve([]),
      openWindow: () => Promise.reject(new Error("not part of this test")),
      close: () => {
        standing.now--;
        return node === "sulks" ? Promise.reject(new Error("not today")) : Promise.resolve();
      },
    });
    const shell: NodeShell = {
      open: (node) => {
        if (node === "gone")
          return Promise.reject(new CouldNotStand({ why: "no-pod", detail: "no pod on gone", next: "" }));
        standing.most = Math.max(standing.most, ++standing.now);
        return Promise.resolve(session(node));
      },
    };
    const prefix = `{lease-${process.pid}-${++count}}`;
    const worker = () => withNodeLeases(shell, { redis, perNode: 2, waitMs, ttlMs, prefix });
    return { standing, shell, worker, prefix };
  };

  test("nodes of two clusters that are called the same are two", async () => {
    const { prefix, shell } = world(100);
    const one = { redis, perNode: 1, waitMs: 100, prefix };
    const first = await withNodeLeases(shell, one).open("node1");
    const second = await withNodeLeases(shell, { ...one, cluster: "prod-2" }).open("node1");
    await expect(withNodeLeases(shell, { ...one, cluster: "prod-2" }).open("node1")).rejects.toThrow("busy");
    await Promise.all([first.close(), second.close()]);
  });

  test("no more than the bound stand on one node at once, and all get their turn", async () => {
    const { standing, worker } = world(10_000);
    const visit = async (): Promise<void> => {
      const session = await worker().open("node3");
      await delay(30);
      await session.close();
    };
    await Promise.all(Array.from({ length: 8 }, visit));
    expect(standing).toEqual({ now: 0, most: 2 });
  });

  test("diagnoses that need the same nodes never each hold what the other waits for", async () => {
    const { standing, worker } = world(8000);
    const start = performance.now();
    const visit = async (nodes: readonly string[]): Promise<void> => {
      const shell = worker();
      const sessions = await Promise.all(nodes.map((node) => shell.open(node)));
      await delay(20);
      for (const session of sessions) await session.close();
    };
    const there = ["node1", "node2", "node3"];
    const back = ["node3", "node2", "node1"];
    await Promise.all(Array.from({ length: 10 }, (_, visitor) => visit(visitor % 2 ? there : back)));
    expect(standing.now).toBe(0);
    expect(performance.now() - start).toBeLessThan(15_000);
  });

  test("a busy node does not keep the diagnosis from the others when the time is over", async () => {
    const { worker } = world(200);
    const busy = [await worker().open("node3"), await worker().open("node3")];
    const shell = worker();
    const opened = await Promise.allSettled([shell.open("node1"), shell.open("node3")]);
    expect(opened.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    for (const session of busy) await session.close();
    for (const each of opened) if (each.status === "fulfilled") await each.value.close();
  });

  test("another node has places of its own", async () => {
    const { worker } = world(100);
    const sessions = await Promise.all(["node1", "node1", "node2"].map((node) => worker().open(node)));
    expect(sessions.map(({ node }) => node)).toEqual(["node1", "node1", "node2"]);
    for (const session of sessions) await session.close();
  });

  test("when no place falls free in time the node counts as one that could not be looked at", async () => {
    const { worker } = world(200);
    const sessions = [await worker().open("node3"), await worker().open("node3")];
    const failure = await worker()
      .open("node3")
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CouldNotStand);
    expect(failure).toMatchObject({ notSeen: { why: "timed-out" } });
    expect(String(failure)).toMatch(/node3 is busy/);
    for (const session of sessions) await session.close();
  });

  test("who gives up waiting leaves at once", async () => {
    const { worker } = world(60_000);
    const sessions = [await worker().open("node3"), await worker().open("node3")];
    const stop = new AbortController();
    const waiting = worker().open("node3", stop.signal);
    setTimeout(() => {
      stop.abort();
    }, 100);
    await expect(waiting).rejects.toThrow(/abort/i);
    for (const session of sessions) await session.close();
  });

  test("a node that cannot be stood on keeps no place", async () => {
    const { worker, prefix } = world(200);
    await expect(worker().open("gone")).rejects.toBeInstanceOf(CouldNotStand);
    expect(await redis.zcard(`${prefix}:lease:gone`)).toBe(0);
  });

  test("a place is given back even where the session does not end well", async () => {
    const { worker, prefix } = world(200);
    const session = await worker().open("sulks");
    await expect(session.close()).rejects.toThrow("not today");
    expect(await redis.zcard(`${prefix}:lease:sulks`)).toBe(0);
  });

  test("a place is kept while its holder lives and falls free when it died", async () => {
    const { worker, prefix } = world(100, 300);
    const sessions = [await worker().open("node3"), await worker().open("node3")];
    await delay(700);
    await expect(worker().open("node3")).rejects.toBeInstanceOf(CouldNotStand);
    for (const session of sessions) await session.close();
    await redis.zadd(`${prefix}:lease:node3`, Date.now() + 50, "dead-1", Date.now() + 50, "dead-2");
    await delay(100);
    await (await worker().open("node3")).close();
  });
});
