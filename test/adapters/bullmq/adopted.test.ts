/**
 * Every process holds what came in, every open question and every ending, whoever put it in: so Redis may lose its data
 * when those who had it in their hands have ended.
 */
import { setTimeout as delay } from "node:timers/promises";
import { test, type TestContext } from "vitest";
import { adopt } from "../../../src/adapters/bullmq/adopting.ts";
import { workInbox } from "../../../src/adapters/bullmq/inbox.ts";
import { sweepUnanswered } from "../../../src/adapters/bullmq/unanswered.ts";
import { createDiagnosisWorker } from "../../../src/adapters/bullmq/worker.ts";
import type { Ending } from "../../../src/ports.ts";
import { canRunRedis, startRedis, type PrivateRedis } from "../../redis.ts";
import { ask } from "./question.ts";
import { openWorld, takeEndings, type World } from "./world.ts";

if (!canRunRedis)
  process.stderr.write("SKIPPED test/adapters/bullmq/adopted.test.ts: no redis-server here\n");

/** Most of the time of each is waiting. */
const atOnce = { concurrent: true, timeout: 60_000 };

const done: Ending = { kind: "failed", sentence: "done" };
const { key } = ask("productpage").origin;

/** A Redis that can lose everything, and as many processes as asked for. */
async function scene(onTestFinished: TestContext["onTestFinished"]): Promise<{
  open: () => World;
  lose: () => Promise<void>;
  adopting: (by: World) => void;
  sweep: (by: World) => string[];
}> {
  let redis: PrivateRedis = await startRedis();
  onTestFinished(() => redis.stop());
  return {
    open: () => {
      const world = openWorld(redis.url);
      onTestFinished(world.close);
      return world;
    },
    lose: async () => {
      await redis.stop();
      redis = await startRedis(redis.port);
    },
    adopting: ({ queues }) => {
      onTestFinished(adopt(queues).close);
    },
    sweep: ({ queues, telling }) => {
      const swept: string[] = [];
      const { close } = sweepUnanswered({
        queues,
        telling,
        everyMs: 300,
        onSwept: ({ origin }) => void swept.push(origin.key),
      });
      onTestFinished(close);
      return swept;
    },
  };
}

/** Each process has to have seen this Redis once, before anything can be told to be lost. */
const seen = (): Promise<void> => delay(1500);

test.skipIf(!canRunRedis)(
  "what came in and waits when its bot ends and Redis loses it is dealt with by another bot, once",
  atOnce,
  async ({ expect, onTestFinished }) => {
    const { open, lose, adopting } = await scene(onTestFinished);
    const [bot, worker, other] = [open(), open(), open()];
    [worker, other].forEach(adopting);
    await bot.inbox.write({ key: "0123456789abcdef", entry: "mention", from: { user: "U1" } });
    await expect.poll(() => other.queues.custody.holds("asked", "0123456789abcdef")).toBe(true);
    await bot.close();
    await seen();
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
    onTestFinished(() => clerk.close(500));
    await expect.poll(() => dealt, { timeout: 30_000 }).toEqual(["0123456789abcdef"]);
    await expect.poll(() => worker.queues.custody.holds("asked", "0123456789abcdef")).toBe(false);
    expect(dealt).toHaveLength(1);
  },
);

test.skipIf(!canRunRedis)(
  "an ending whose worker and bot ended before Redis lost it is told by another process, as it was, once",
  atOnce,
  async ({ expect, onTestFinished }) => {
    const { open, lose, adopting, sweep } = await scene(onTestFinished);
    const [bot, worker, other] = [open(), open(), open()];
    adopting(other);
    const { id } = await bot.diagnoses.submit(ask("productpage"));
    await worker.telling.tell({ id, ...ask("productpage"), ending: done });
    await expect.poll(() => other.queues.custody.holds("told", key)).toBe(true);
    await delay(700);
    await Promise.all([bot.close(), worker.close()]);
    const swept = sweep(other);
    await seen();
    await lose();
    const { told, close } = await takeEndings(other.queues);
    onTestFinished(close);
    await expect.poll(() => told.length, { timeout: 30_000 }).toBe(1);
    expect(told).toMatchObject([{ origin: { key }, ending: done }]);
    await delay(2000);
    expect(told).toHaveLength(1);
    expect(swept).toEqual([]);
  },
);

test.skipIf(!canRunRedis)(
  "a question whose bot ended before Redis lost its diagnosis is told as lost by another bot, once",
  atOnce,
  async ({ expect, onTestFinished }) => {
    const { open, lose, adopting, sweep } = await scene(onTestFinished);
    const [bot, other] = [open(), open()];
    adopting(other);
    await bot.diagnoses.submit(ask("productpage"));
    await expect.poll(() => other.queues.custody.holds("told", key)).toBe(true);
    await bot.close();
    sweep(other);
    await seen();
    await lose();
    const { told, close } = await takeEndings(other.queues);
    onTestFinished(close);
    await expect.poll(() => told.length, { timeout: 30_000 }).toBe(1);
    expect(told).toMatchObject([{ origin: { key }, ending: { kind: "failed" } }]);
    await delay(2000);
    expect(told).toHaveLength(1);
  },
);

test.skipIf(!canRunRedis)("what nobody signed is adopted by nobody", async ({ expect, onTestFinished }) => {
  const { open, adopting } = await scene(onTestFinished);
  const world = open();
  adopting(world);
  await world.queues.of("asked").add("asked", { version: 2 }, { jobId: "forged-forged" });
  await world.inbox.write({ key: "0123456789abcdef", entry: "mention", from: { user: "U1" } });
  await expect.poll(() => world.queues.custody.holds("asked", "0123456789abcdef")).toBe(true);
  await delay(700);
  expect(world.queues.custody.holds("asked", "forged-forged")).toBe(false);
});

test.skipIf(!canRunRedis)(
  "a diagnosis that goes on though Redis lost its job is nobody's to sweep",
  atOnce,
  async ({ expect, onTestFinished }) => {
    const { open, lose, sweep } = await scene(onTestFinished);
    const [bot, working] = [open(), open()];
    let begun = false;
    const worker = await createDiagnosisWorker({
      queues: working.queues,
      telling: working.telling,
      run: async () => {
        begun = true;
        await delay(9000);
        return done;
      },
      endingOf: (_asked, why) => ({ kind: "failed", sentence: String(why) }),
      concurrency: 1,
      deadlineMs: 30_000,
    });
    onTestFinished(() => worker.close(0));
    await delay(1500);
    await bot.diagnoses.submit(ask("productpage"));
    await expect.poll(() => begun).toBe(true);
    const swept = sweep(bot);
    await lose();
    const { told, close } = await takeEndings(working.queues);
    onTestFinished(close);
    await expect.poll(() => told.length, { timeout: 30_000 }).toBe(1);
    expect(told).toMatchObject([{ origin: { key }, ending: done }]);
    expect(swept).toEqual([]);
  },
);
