/** Real Redis, several connections as several processes would have them. */
import { setTimeout as delay } from "node:timers/promises";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { LocalPace } from "../../../src/adapters/redis/local-pace.ts";
import { createPace } from "../../../src/adapters/redis/pace.ts";
import type { Lane, Pace, Turn } from "../../../src/ports.ts";
import { anyRedis, canRunRedis, redisMissing, startRedis } from "../../redis.ts";

const missing = redisMissing();
if (missing) process.stderr.write(`SKIPPED: ${missing}\n`);

let names = 0;
/** A lane of its own for each test. */
function lane(more: Partial<Lane> = {}): Lane {
  names += 1;
  return { name: `lane-${names}`, perSecond: 10, atLeast: 10, burst: 3, stops: true, ...more };
}
const turn = (ticket: string, lanes: readonly Lane[], yields: Turn["yields"] = 0): Turn => ({
  ticket,
  lanes,
  yields,
});

/** Waits as the outbox does and returns when the turn came. */
async function patient(pace: Pace, wanted: Turn): Promise<number> {
  for (;;) {
    const wait = await pace.take(wanted);
    if (wait === 0) return Date.now();
    await delay(wait);
  }
}

describe.skipIf(missing !== undefined)("one pace for all processes", { timeout: 30_000 }, () => {
  let server: Awaited<ReturnType<typeof anyRedis>>;
  beforeAll(async () => {
    server = await anyRedis();
  });
  afterAll(() => server.stop());

  const process = async (): Promise<Pace> => {
    const redis = new Redis(server.url);
    await redis.ping();
    onTestFinished(() => {
      redis.disconnect();
    });
    return createPace(redis, "{pace-test}");
  };

  test("three processes together never take more than the lane gives, and lose nothing of it", async () => {
    const processes = [await process(), await process(), await process()];
    const shared = [lane()];
    const began = Date.now();
    const taken = await Promise.all(
      Array.from({ length: 18 }, (_, index) =>
        patient(processes[index % 3] ?? new LocalPace(), turn(`t${index}`, shared)),
      ),
    );
    const times = taken.map((at) => at - began).sort((a, b) => a - b);
    // Three at once, then one every 100 ms.
    times.forEach((at, index) => {
      expect(at).toBeGreaterThanOrEqual((index - 2) * 100 - 60);
    });
    expect(times.at(-1)).toBeLessThan(4000);
  });

  test("a verdict overtakes what waits for the same lane, whichever process it comes from", async () => {
    const [one, other] = [await process(), await process()];
    const shared = [lane({ burst: 1, perSecond: 5, atLeast: 5 })];
    const order: string[] = [];
    const say = async (pace: Pace, ticket: string, yields: number): Promise<void> => {
      await patient(pace, turn(ticket, shared, yields));
      order.push(ticket);
    };
    await one.take(turn("before", shared));
    const details = [say(one, "detail 1", 600_000), say(one, "detail 2", 600_000)];
    await delay(20);
    const status = say(other, "status", 60_000);
    await delay(20);
    await Promise.all([...details, status, say(other, "verdict", 0)]);
    expect(order).toEqual(["verdict", "status", "detail 1", "detail 2"]);
  });

  test("a status that became the verdict while it waited goes to the front with the same ticket", async () => {
    const pace = await process();
    const shared = [lane({ burst: 1, perSecond: 5, atLeast: 5 })];
    await pace.take(turn("before", shared));
    await pace.take(turn("first status", shared, 60_000));
    await pace.take(turn("becomes the verdict", shared, 60_000));
    await pace.take(turn("becomes the verdict", shared, 0));
    await delay(230);
    expect(await pace.take(turn("first status", shared, 60_000))).toBeGreaterThan(0);
    expect(await pace.take(turn("becomes the verdict", shared, 0))).toBe(0);
  });

  test("what may be dropped gives way to whatever waits, and leaves one for what may not", async () => {
    const pace = await process();
    const shared = [lane({ burst: 3, perSecond: 1, atLeast: 1 })];
    expect(await pace.take(turn("edit", shared, "drop"))).toBe(0);
    expect(await pace.take(turn("edit", shared, "drop"))).toBe(0);
    expect(await pace.take(turn("edit", shared, "drop"))).toBeGreaterThan(0);
    expect(await pace.take(turn("verdict", shared))).toBe(0);
    expect(await pace.take(turn("waiting", shared))).toBeGreaterThan(0);
    await delay(50);
    expect(await pace.take(turn("edit", shared, "drop"))).toBeGreaterThan(1000);
  });

  test("a busy channel with a hundred in line does not hold the workspace's lane against a quiet one", async () => {
    const pace = await process();
    const workspace = lane({ perSecond: 20, atLeast: 20, burst: 2 });
    const [busy, quiet] = [lane({ perSecond: 5, atLeast: 5, burst: 2 }), lane({ perSecond: 5, atLeast: 5 })];
    for (let index = 0; index < 100; index += 1) await pace.take(turn(`busy ${index}`, [busy, workspace]));
    const before = Date.now();
    await patient(pace, turn("quiet", [quiet, workspace]));
    expect(Date.now() - before).toBeLessThan(1000);
  });

  test("a refusal stops everyone in the lane that stops, and after it one goes at a time", async () => {
    const [one, other] = [await process(), await process()];
    const channel = lane({ burst: 3 });
    const workspace = lane({ stops: false, perSecond: 100, atLeast: 10 });
    await one.refused(turn("refused", [channel, workspace]), 600);
    expect(await other.take(turn("a", [channel, workspace]))).toBeGreaterThan(400);
    expect(await other.take(turn("elsewhere", [lane(), workspace]))).toBe(0);
    await delay(700);
    const waits = [];
    for (const ticket of ["a", "b", "c"]) waits.push(await other.take(turn(ticket, [channel, workspace])));
    expect(waits.filter((wait) => wait === 0).length).toBeLessThanOrEqual(2);
    expect(waits.at(-1)).toBeGreaterThan(0);
  });

  test("the place of a process that died falls to those behind it", async () => {
    const redis = new Redis(server.url);
    onTestFinished(() => {
      redis.disconnect();
    });
    const pace = createPace(redis, "{pace-test}");
    const shared = [lane({ burst: 1, perSecond: 20, atLeast: 20 })];
    await pace.take(turn("before", shared));
    await pace.take(turn("of the dead", shared));
    // As if its time were over: it was waited for until just now.
    await redis.zadd(`{pace-test}:pace:${shared[0]?.name ?? ""}:awaited`, 1, "of the dead");
    await delay(60);
    expect(await pace.take(turn("behind", shared))).toBe(0);
  });

  test("refusals make a lane slower, down to what is promised", async () => {
    const pace = await process();
    const shared = [lane({ perSecond: 1000, atLeast: 2, burst: 1, stops: false })];
    for (let index = 0; index < 20; index += 1) await pace.refused(turn("refused", shared), 0);
    await pace.take(turn("one", shared));
    expect(await pace.take(turn("next", shared))).toBeGreaterThan(300);
  });
});

test.skipIf(!canRunRedis)(
  "with a Redis that stands still it does so too, within what a person waits, and asks Redis again when it is back",
  async () => {
    const server = await startRedis();
    const connections = [new Redis(server.url), new Redis(server.url)];
    onTestFinished(async () => {
      for (const each of connections) each.disconnect();
      await server.stop();
    });
    const [redis, other] = connections;
    await redis?.ping();
    if (!redis || !other) throw new Error("two connections");
    const pace = createPace(redis);
    const slow = lane({ burst: 1, perSecond: 0.01, atLeast: 0.01 });
    await other.call("CLIENT", "PAUSE", "2500", "ALL");
    const began = performance.now();
    expect(await pace.take(turn("a", [slow]))).toBe(0);
    expect(performance.now() - began).toBeLessThan(2000);
    expect(await pace.take(turn("b", [slow]))).toBeGreaterThan(0);
    await delay(2500);
    expect(await pace.take(turn("c", [slow]))).toBeGreaterThan(0);
    expect(await redis.exists(`{netdiag}:pace:${slow.name}`)).toBe(1);
  },
);

test("without Redis a process paces itself alone, and still obeys", async () => {
  const redis = new Redis({ port: 1, lazyConnect: true });
  const pace = createPace(redis);
  const shared = [lane({ perSecond: 2, atLeast: 2, burst: 2 })];
  expect(await pace.take(turn("a", shared))).toBe(0);
  expect(await pace.take(turn("b", shared))).toBe(0);
  expect(await pace.take(turn("c", shared))).toBeGreaterThan(300);
  await pace.refused(turn("c", shared), 5000);
  expect(await pace.take(turn("c", shared))).toBeGreaterThan(4000);
});
