import { setTimeout as delay } from "node:timers/promises";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { keepNames } from "../../../src/adapters/redis/keep-names.ts";
import { createNameStore } from "../../../src/adapters/redis/names.ts";
import type { Names } from "../../../src/model/names.ts";
import { anyRedis, redisMissing } from "../../redis.ts";

const missing = redisMissing();
if (missing) process.stderr.write(`SKIPPED: ${missing}\n`);

const shop: Names = {
  namespaces: ["shop"],
  objects: [{ kind: "Service", namespace: "shop", name: "web", ports: [{ port: 80, name: "http" }] }],
};

describe.skipIf(missing !== undefined)("the names of clusters", () => {
  let server: Awaited<ReturnType<typeof anyRedis>>;
  let redis: Redis;
  beforeAll(async () => {
    server = await anyRedis();
    redis = new Redis(server.url);
  });
  afterAll(async () => {
    redis.disconnect();
    await server.stop();
  });

  test("what a worker keeps a bot has, of each cluster by itself, and for a while only", async () => {
    const worker = createNameStore(redis, "{names-1}");
    expect(await createNameStore(redis, "{names-1}").load("prod-1")).toBeUndefined();
    await worker.save("prod-1", shop);
    const bot = createNameStore(redis, "{names-1}");
    expect(await bot.load("prod-1")).toEqual(shop);
    expect(await bot.load("prod-2")).toBeUndefined();
    expect(await redis.ttl("{names-1}:names:prod-1")).toBeGreaterThan(3000);
  });

  test("what another version wrote is none", async () => {
    await redis.set("{names-2}:names:prod-1", "not gzip");
    expect(await createNameStore(redis, "{names-2}").load("prod-1")).toBeUndefined();
  });

  test("names are read by one worker at a time, and after a diagnosis only when they are older", async () => {
    const store = createNameStore(redis, "{names-3}");
    let reads = 0;
    const troubles: unknown[] = [];
    const parts = {
      store,
      cluster: "prod-1",
      read: () => {
        reads += 1;
        return Promise.resolve(shop);
      },
      onTrouble: (_what: string, error: unknown) => troubles.push(error),
    };
    const workers = [keepNames(parts), keepNames(parts), keepNames(parts)];
    onTestFinished(() => {
      for (const worker of workers) worker.stop();
    });
    await expect.poll(() => createNameStore(redis, "{names-3}").load("prod-1")).toEqual(shop);
    for (const worker of workers) worker.diagnosed();
    await delay(100);
    expect(reads).toBe(1);
    // More than a minute later.
    await redis.decrby("{names-3}:names:prod-1:read", 61_000);
    for (const worker of workers) worker.diagnosed();
    await expect.poll(() => reads).toBe(2);
    expect(troubles).toEqual([]);
  });

  test("a cluster that lists nothing is trouble and no more", async () => {
    const troubles: string[] = [];
    const worker = keepNames({
      store: createNameStore(redis, "{names-4}"),
      cluster: "prod-1",
      read: () => Promise.reject(new Error("not allowed to list")),
      onTrouble: (what, error) => troubles.push(`${what}: ${String(error)}`),
    });
    onTestFinished(() => {
      worker.stop();
    });
    await expect.poll(() => troubles.length).toBe(1);
    expect(troubles[0]).toContain("not allowed to list");
  });
});
