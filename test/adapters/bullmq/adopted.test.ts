/** Every bot holds every open question: what stood in Redis alone when that lost its data is told to be lost. */
import { setTimeout as delay } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { sweepUnanswered } from "../../../src/adapters/bullmq/unanswered.ts";
import { createDiagnosisWorker } from "../../../src/adapters/bullmq/worker.ts";
import type { Ending } from "../../../src/ports.ts";
import { canRunRedis, startRedis, type PrivateRedis } from "../../redis.ts";
import { ask } from "./question.ts";
import { openWorld, takeEndings, type World } from "./world.ts";

if (!canRunRedis)
  process.stderr.write("SKIPPED test/adapters/bullmq/adopted.test.ts: no redis-server here\n");

const done: Ending = { kind: "failed", sentence: "done" };
const { key } = ask("productpage").origin;

/** A Redis that can lose everything, and as many processes as asked for. */
async function scene(): Promise<{
  open: () => World;
  lose: () => Promise<void>;
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

test.skipIf(!canRunRedis)(
  "an ending whose worker and bot ended before Redis lost it is told as lost by another bot, once",
  { timeout: 60_000 },
  async () => {
    const { open, lose, sweep } = await scene();
    const [bot, worker, other] = [open(), open(), open()];
    const { id } = await bot.diagnoses.submit(ask("productpage"));
    await worker.telling.tell({ id, ...ask("productpage"), ending: done });
    await Promise.all([bot.close(), worker.close()]);
    sweep(other);
    await expect.poll(() => other.queues.custody.holds("told", key)).toBe(true);
    // Each process has to have seen this Redis once, before anything can be told to be lost.
    await delay(1500);
    await lose();
    const { told, close } = await takeEndings(other.queues);
    onTestFinished(close);
    await expect.poll(() => told.length, { timeout: 30_000 }).toBe(1);
    expect(told).toMatchObject([{ origin: { key }, ending: { kind: "failed" } }]);
    await delay(2000);
    expect(told).toHaveLength(1);
  },
);

test.skipIf(!canRunRedis)(
  "a diagnosis that goes on though Redis lost its job is nobody's to sweep",
  { timeout: 60_000 },
  async () => {
    const { open, lose, sweep } = await scene();
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
