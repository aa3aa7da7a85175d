/** Redis loses everything, in the middle of each step: nothing that was taken is lost, and nothing is told twice. */
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { workInbox } from "../../../src/adapters/bullmq/inbox.ts";
import { workTelling } from "../../../src/adapters/bullmq/telling.ts";
import { sweepUnanswered } from "../../../src/adapters/bullmq/unanswered.ts";
import { createDiagnosisWorker } from "../../../src/adapters/bullmq/worker.ts";
import type { Clusters } from "../../../src/model/clusters.ts";
import { NotNow, type Ending } from "../../../src/ports.ts";
import { jobKey } from "../../job-key.ts";
import { canRunRedis, startRedis, type PrivateRedis } from "../../redis.ts";
import { ask } from "./question.ts";
import { openWorld, type World } from "./world.ts";

if (!canRunRedis)
  process.stderr.write("SKIPPED test/adapters/bullmq/custody.test.ts: no redis-server here\n");

const done: Ending = { kind: "failed", sentence: "done" };

describe.skipIf(!canRunRedis)("when Redis is back without its data", { timeout: 40_000 }, () => {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  /** A Redis that can lose everything, and as many processes as asked for. */
  const scene = async () => {
    let redis: PrivateRedis = await startRedis();
    closing.push(() => redis.stop());
    const open = (clusters?: Clusters): World => {
      const world = openWorld(redis.url, undefined, undefined, jobKey, clusters);
      closing.push(world.close);
      return world;
    };
    const lose = async (): Promise<void> => {
      await redis.stop();
      redis = await startRedis(redis.port);
    };
    /** Long enough for each process to have seen this Redis once: before that nothing can be told to be lost. */
    const settle = () => delay(1500);
    return { open, lose, settle };
  };
  test("a question of another cluster is put back into that cluster's queue", async () => {
    const { open, lose, settle } = await scene();
    const bot = open({ byDefault: "prod-1", others: ["prod-2"] });
    const { question, ...rest } = ask("productpage");
    const { id } = await bot.diagnoses.submit({ ...rest, question: { ...question, cluster: "prod-2" } });
    await settle();
    await lose();
    const there = () => bot.queues.of("diagnosis", "prod-2").getJobState(id);
    await expect.poll(there, { timeout: 15_000, interval: 200 }).toMatch(/waiting|prioritized/);
    expect(await bot.queues.of("diagnosis").getJobState(id)).toBe("unknown");
  });

  const diagnoses = async (world: World, run: () => Promise<Ending>): Promise<void> => {
    const worker = await createDiagnosisWorker({
      queues: world.queues,
      telling: world.telling,
      run,
      endingOf: (_asked, why) => ({ kind: "failed", sentence: String(why) }),
      concurrency: 2,
      deadlineMs: 30_000,
      lockDurationMs: 1000,
      stalledIntervalMs: 500,
    });
    closing.push(() => worker.close(0));
  };
  const tells = async (world: World, told: string[], before?: () => Promise<void>): Promise<void> => {
    const teller = await workTelling({
      queues: world.queues,
      run: async ({ origin }) => {
        await before?.();
        told.push(origin.key);
      },
      onGivenUp: () => Promise.resolve(),
      concurrency: 2,
    });
    closing.push(() => teller.close(500));
  };

  test("what was written down and waits is put back by the process that took it", async () => {
    const { open, lose, settle } = await scene();
    const [bot, other] = [open(), open()];
    await settle();
    await bot.inbox.write({ key: "0123456789abcdef", entry: "mention", from: { user: "U1" } });
    await lose();
    const dealt: string[] = [];
    const clerk = await workInbox({
      queues: other.queues,
      run: ({ key }) => {
        dealt.push(key);
        return Promise.resolve();
      },
      onGivenUp: () => Promise.resolve(),
      onNotBelieved: () => Promise.resolve(),
      knows: () => true,
      concurrency: 2,
    });
    closing.push(() => clerk.close(500));
    await expect.poll(() => dealt, { timeout: 15_000 }).toEqual(["0123456789abcdef"]);
    await delay(3000);
    expect(dealt).toHaveLength(1);
  });

  test("a diagnosis that waits, and who joined it, are put back", async () => {
    const { open, lose, settle } = await scene();
    const [bot, worker] = [open(), open()];
    await settle();
    await bot.diagnoses.submit(ask("productpage", "U1"));
    await bot.diagnoses.submit(ask("productpage", "U2"));
    await lose();
    const told: string[] = [];
    await diagnoses(worker, () => Promise.resolve(done));
    await tells(worker, told);
    await expect.poll(() => told.length, { timeout: 15_000 }).toBe(2);
    await delay(3000);
    expect(new Set(told).size).toBe(2);
    expect(told).toHaveLength(2);
  });

  test("a running diagnosis goes on, is told once, and nobody else begins it", async () => {
    const { open, lose, settle } = await scene();
    const [bot, worker, idle] = [open(), open(), open()];
    let runs = 0;
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const run = async (): Promise<Ending> => {
      runs += 1;
      await ended;
      return done;
    };
    const told: string[] = [];
    await diagnoses(worker, run);
    await settle();
    await bot.diagnoses.submit(ask());
    await expect.poll(() => runs).toBe(1);
    await delay(1500);
    await diagnoses(idle, run);
    await tells(idle, told);
    await lose();
    await delay(6000);
    expect(runs).toBe(1);
    end();
    await expect.poll(() => told, { timeout: 10_000 }).toEqual([ask().origin.key]);
    await delay(3000);
    expect(told).toHaveLength(1);
    expect(runs).toBe(1);
  });

  test("an ending that Slack has to be waited for is kept, and told once", async () => {
    const { open, lose, settle } = await scene();
    const [worker, other] = [open(), open()];
    const told: string[] = [];
    let busy = true;
    const wait = () => (busy ? Promise.reject(new NotNow(500, "Slack is down")) : Promise.resolve());
    await tells(worker, told, wait);
    await tells(other, told, wait);
    await settle();
    await worker.telling.tell({ id: "nd-1", ...ask(), ending: done });
    await delay(1000);
    await lose();
    await delay(3000);
    busy = false;
    await expect.poll(() => told, { timeout: 10_000 }).toEqual([ask().origin.key]);
    await delay(3000);
    expect(told).toHaveLength(1);
  });

  test("hundreds of steps are put back at once, and meanwhile what another has in hand is let be", async () => {
    const { open, lose, settle } = await scene();
    const [bot, worker] = [open(), open()];
    let putBack = 0;
    const slowly = async (): Promise<void> => {
      await delay(30);
      putBack += 1;
    };
    for (const world of [bot, worker])
      for (let nth = 0; nth < 300; nth += 1) world.queues.custody.hold("told", `key-${nth}-of-many`, slowly);
    let begunAgain = 0;
    bot.queues.custody.hold("told", "in-hand-of-worker", () => Promise.resolve(void (begunAgain += 1)));
    worker.queues.custody.takeInHand("told", "in-hand-of-worker", () => Promise.resolve());
    await settle();
    await lose();
    await expect.poll(() => putBack, { timeout: 12_000 }).toBe(600);
    await delay(2000);
    expect(await bot.queues.custody.isInHand("in-hand-of-worker")).toBe(true);
    expect(begunAgain).toBe(0);
  });

  test("what was told before is not told again, although Redis does not know it any more", async () => {
    const { open, lose, settle } = await scene();
    const [bot, worker] = [open(), open()];
    const told: string[] = [];
    let runs = 0;
    await diagnoses(worker, () => {
      runs += 1;
      return Promise.resolve(done);
    });
    await tells(worker, told);
    await settle();
    await bot.diagnoses.submit(ask());
    await expect.poll(() => told).toHaveLength(1);
    await lose();
    await delay(6000);
    expect(runs).toBe(1);
    expect(told).toHaveLength(1);
  });
});

describe.skipIf(!canRunRedis)("while Redis takes nothing, for it is full", { timeout: 40_000 }, () => {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  const scene = async () => {
    const redis = await startRedis();
    closing.push(() => redis.stop());
    const world = openWorld(redis.url);
    closing.push(world.close);
    const full = async (is: boolean): Promise<void> => {
      await world.queues.redis.call("CONFIG", "SET", "maxmemory", is ? "1000" : "0");
    };
    return { world, full };
  };

  test("a verdict that is due then is told when there is room, and no sweep takes the question for lost", async () => {
    const { world, full } = await scene();
    const { queues, telling } = world;
    const told: Ending[] = [];
    let runs = 0;
    const worker = await createDiagnosisWorker({
      queues,
      telling,
      run: async () => {
        runs += 1;
        if (runs === 1) await full(true);
        return done;
      },
      endingOf: (_asked, why) => ({ kind: "failed", sentence: String(why) }),
      concurrency: 2,
      deadlineMs: 30_000,
      lockDurationMs: 1000,
      stalledIntervalMs: 500,
    });
    closing.push(() => worker.close(0));
    const teller = await workTelling({
      queues,
      run: ({ ending }) => {
        told.push(ending);
        return Promise.resolve();
      },
      onGivenUp: () => Promise.resolve(),
      concurrency: 2,
    });
    closing.push(() => teller.close(500));
    const sweep = sweepUnanswered({ queues, telling, onSwept: () => undefined, everyMs: 5000 });
    await world.diagnoses.submit(ask());
    await delay(12_000);
    expect(told).toEqual([]);
    await full(false);
    await expect.poll(() => told, { timeout: 15_000 }).toEqual([done]);
    await delay(2000);
    sweep.close();
    expect(told).toEqual([done]);
  });

  test("what came in before is dealt with when there is room", async () => {
    const { world, full } = await scene();
    let dealt = 0;
    const clerk = await workInbox({
      queues: world.queues,
      run: async () => {
        dealt += 1;
        if (dealt > 1) return;
        await full(true);
        throw new Error("OOM command not allowed");
      },
      onGivenUp: () => Promise.resolve(),
      onNotBelieved: () => Promise.resolve(),
      knows: () => true,
      concurrency: 2,
    });
    closing.push(() => clerk.close(500));
    await world.inbox.write({ key: "0123456789abcdef", entry: "mention", from: { user: "U1" } });
    await delay(3000);
    await full(false);
    await expect.poll(() => dealt, { timeout: 15_000 }).toBe(2);
  });
});

test.skipIf(!canRunRedis)("a Redis that stands still does not keep a process from ending", async () => {
  const redis = await startRedis();
  const world = openWorld(redis.url);
  try {
    await world.inbox.write({ key: "0123456789abcdef", entry: "mention", from: { user: "U1" } });
    // Clients wait for their answers meanwhile, as for a process that was frozen.
    await world.queues.redis.call("CLIENT", "PAUSE", "20000", "ALL");
    await delay(1500);
    const began = performance.now();
    await world.close();
    expect(performance.now() - began).toBeLessThan(5000);
  } finally {
    await redis.stop();
  }
});
