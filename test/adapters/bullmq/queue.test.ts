import { createServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createDiagnosisQueue } from "../../../src/adapters/bullmq/queue.ts";
import { createDiagnosisWorker, type DiagnosisJob } from "../../../src/adapters/bullmq/worker.ts";
import { QueueDown } from "../../../src/ports.ts";
import { anyRedis, canRunRedis, redisMissing, startRedis, type PrivateRedis } from "../../redis.ts";
import { ask } from "./question.ts";

const missing = redisMissing();
if (missing) process.stderr.write(`SKIPPED: ${missing}\n`);

describe.skipIf(missing !== undefined)("asking", () => {
  let redis: Pick<PrivateRedis, "url" | "stop">;
  let count = 0;
  const closing: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    redis = await anyRedis();
  });
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });
  afterAll(async () => {
    await redis.stop();
  });

  const world = (url = redis.url) => {
    const prefix = `{test-${process.pid}-${++count}}`;
    const queue = createDiagnosisQueue({ redisUrl: url, clusterName: "prod-1", prefix });
    closing.push(queue.close);
    const worker = async (run: (job: DiagnosisJob) => Promise<void>, deadlineMs = 5000): Promise<void> => {
      const made = await createDiagnosisWorker({
        redisUrl: url,
        prefix,
        run,
        onNeverRan: () => Promise.resolve(),
        onError: () => undefined,
        concurrency: 2,
        deadlineMs,
      });
      closing.push(() => made.close(0));
    };
    return { queue, worker };
  };

  test("the second asker of the same question joins the first, wherever they asked", async () => {
    const { queue } = world();
    const first = await queue.submit(ask("productpage", "U1"));
    const second = await queue.submit(ask("productpage", "U2"));
    expect(first.joined).toBeUndefined();
    expect(second).toEqual({ id: first.id, joined: ask("productpage", "U1").origin });
  });

  test("another question does not join", async () => {
    const { queue } = world();
    const first = await queue.submit(ask("productpage"));
    const second = await queue.submit(ask("reviews"));
    expect(second.id).not.toBe(first.id);
    expect(second.joined).toBeUndefined();
  });

  test("a question that was answered can be asked again", async () => {
    const { queue, worker } = world();
    const ids: string[] = [];
    await worker((job) => {
      ids.push(job.id);
      return Promise.resolve();
    });
    const first = await queue.submit(ask());
    await expect.poll(() => ids).toEqual([first.id]);
    await delay(50);
    const second = await queue.submit(ask());
    expect(second.joined).toBeUndefined();
    await expect.poll(() => ids).toEqual([first.id, second.id]);
  });

  test("who joins is told where the answer is really being written", async () => {
    const { queue, worker } = world();
    const statusTs = "1700000009.000100";
    await worker(async (job) => {
      await job.remember({ ...job.origin, statusTs });
      await delay(5000, undefined, { signal: job.signal });
    });
    await queue.submit(ask());
    const joined = () =>
      queue.submit(ask("productpage", "U2")).then(({ joined: origin }) => origin?.statusTs);
    await expect.poll(joined).toBe(statusTs);
  });

  test("the worker is handed the question and origin as they were asked", async () => {
    const { queue, worker } = world();
    const seen: unknown[] = [];
    await worker((job) => {
      seen.push({ question: job.question, origin: job.origin, attempt: job.attempt });
      return Promise.resolve();
    });
    await queue.submit(ask());
    await expect.poll(() => seen).toEqual([{ ...ask(), attempt: 1 }]);
  });

  test("a diagnosis that takes too long is interrupted at its deadline and not tried again", async () => {
    const { queue, worker } = world();
    const told: string[] = [];
    await worker(async (job) => {
      told.push("started");
      await delay(10_000, undefined, { signal: job.signal }).catch(() => undefined);
      told.push(String(job.signal.reason));
      job.signal.throwIfAborted();
    }, 200);
    const { id } = await queue.submit(ask());
    await expect.poll(() => told).toEqual(["started", "Interrupted: took longer than 200 ms"]);
    await expect.poll(() => queue.cancel(id, "U1")).toBe(false);
    expect(told).toHaveLength(2);
  });

  test("Stop for an unknown or finished diagnosis answers that there is nothing to stop", async () => {
    const { queue } = world();
    expect(await queue.cancel("nd-000000000000", "U1")).toBe(false);
  });

  test("a request that carries more than question and origin is refused before it reaches Redis", async () => {
    const { queue } = world();
    const request = { ...ask(), token: "xoxb-secret" };
    await expect(queue.submit(request)).rejects.toThrow(/token/);
  });

  test.skipIf(!canRunRedis)("with Redis down asking fails within the budget and says so", async () => {
    const gone = await startRedis();
    await gone.stop();
    const { queue } = world(gone.url);
    const start = performance.now();
    const failure = await queue.submit(ask()).catch((error: unknown) => error);
    expect(performance.now() - start).toBeLessThan(1200);
    expect(failure).toBeInstanceOf(QueueDown);
    expect(String(failure)).toMatch(/queue does not answer .*Try again in a minute/);
  });

  test("a Redis that accepts connections and never answers fails within the budget too", async () => {
    const mute = createServer((socket) => socket.on("error", () => undefined)).listen(0, "127.0.0.1");
    await new Promise((resolve) => mute.once("listening", resolve));
    const address = mute.address();
    const port = address !== null && typeof address === "object" ? address.port : 0;
    const { queue } = world(`redis://127.0.0.1:${port}`);
    const start = performance.now();
    await expect(queue.submit(ask())).rejects.toBeInstanceOf(QueueDown);
    expect(performance.now() - start).toBeLessThan(1300);
    mute.close();
  });

  test.skipIf(!canRunRedis)("when Redis comes back, asking and working go on by themselves", async () => {
    const first = await startRedis();
    const { queue, worker } = world(first.url);
    const seen: string[] = [];
    await worker((job) => {
      seen.push(job.id);
      return Promise.resolve();
    });
    await queue.submit(ask());
    await expect.poll(() => seen).toHaveLength(1);
    await first.stop();
    await expect(queue.submit(ask())).rejects.toBeInstanceOf(QueueDown);
    const second = await startRedis(first.port);
    closing.unshift(second.stop);
    await expect
      .poll(
        () =>
          queue.submit(ask("reviews")).then(
            () => "asked",
            () => "down",
          ),
        { timeout: 5000, interval: 100 },
      )
      .toBe("asked");
    await expect.poll(() => seen, { timeout: 8000 }).toHaveLength(2);
  });
});
