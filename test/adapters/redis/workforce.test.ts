import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createWorkforce } from "../../../src/adapters/redis/workforce.ts";
import { anyRedis, redisMissing } from "../../redis.ts";

const missing = redisMissing();
if (missing) process.stderr.write(`SKIPPED: ${missing}\n`);

describe.skipIf(missing !== undefined)("the workforce", () => {
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

  test("counts workers and their places until they leave", async () => {
    const workforce = createWorkforce(redis, "{workforce-1}");
    expect(await workforce.look()).toEqual({ workers: 0, places: 0 });
    const leave = workforce.join({ name: "worker-0", places: 4 });
    const other = workforce.join({ name: "worker-1|odd", places: 2 });
    await expect.poll(() => workforce.look()).toEqual({ workers: 2, places: 6 });
    await leave();
    expect(await workforce.look()).toEqual({ workers: 1, places: 2 });
    await other();
  });

  test("each cluster has workers and times of its own", async () => {
    const workforce = createWorkforce(redis, "{workforce-4}");
    const leave = workforce.join({ name: "worker-0", places: 4, cluster: "prod-2" });
    await workforce.lasted(3000, "prod-2");
    await expect.poll(() => workforce.look("prod-2")).toEqual({ workers: 1, places: 4, diagnosisMs: 3000 });
    expect(await workforce.look()).toEqual({ workers: 0, places: 0 });
    await leave();
    expect(await workforce.look("prod-2")).toMatchObject({ workers: 0 });
  });

  test("a worker that fell silent ten seconds ago is gone", async () => {
    const workforce = createWorkforce(redis, "{workforce-2}");
    await redis.zadd("{workforce-2}:workers", Date.now() - 9000, "slow|1", Date.now() - 11_000, "dead|1");
    expect(await workforce.look()).toEqual({ workers: 1, places: 1 });
  });

  test("what a diagnosis lasts follows what the last ones took", async () => {
    const workforce = createWorkforce(redis, "{workforce-3}");
    await workforce.lasted(1000);
    expect(await workforce.look()).toMatchObject({ diagnosisMs: 1000 });
    await workforce.lasted(2000);
    expect(await workforce.look()).toMatchObject({ diagnosisMs: 1200 });
  });
});
