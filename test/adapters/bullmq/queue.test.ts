import { createServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  createDiagnosisWorker,
  type DiagnosisJob,
  type WorkerSettings,
} from "../../../src/adapters/bullmq/worker.ts";
import { workInbox } from "../../../src/adapters/bullmq/inbox.ts";
import { workTelling } from "../../../src/adapters/bullmq/telling.ts";
import { NotNow, QueueDown, type Delivery, type Ending, type Told } from "../../../src/ports.ts";
import { anyRedis, canRunRedis, redisMissing, startRedis, type PrivateRedis } from "../../redis.ts";
import { ask } from "./question.ts";
import { openWorld } from "./world.ts";

const missing = redisMissing();
if (missing) process.stderr.write(`SKIPPED: ${missing}\n`);

const done: Ending = { kind: "failed", sentence: "done" };
let deliveries = 0;
const delivery = (): Delivery => ({
  key: `delivery-${(deliveries += 1)}`,
  entry: "mention",
  from: { user: "U1" },
});

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
    const opened = openWorld(url, `{test-${process.pid}-${++count}}`);
    closing.push(opened.close);
    const { queues, telling } = opened;
    const told: Told[] = [];
    const worker = async (
      run: (job: DiagnosisJob) => Promise<Ending | undefined>,
      more: Partial<Pick<WorkerSettings, "deadlineMs" | "onAnswered">> = {},
    ): Promise<void> => {
      const made = await createDiagnosisWorker({
        queues,
        telling,
        run: async (job) => (await run(job)) ?? done,
        endingOf: (_asked, why) => ({ kind: "failed", sentence: String(why) }),
        concurrency: 2,
        deadlineMs: 5000,
        ...more,
      });
      closing.push(() => made.close(0));
    };
    const teller = async (run: (each: Told) => Promise<void> = () => Promise.resolve()): Promise<void> => {
      const made = await workTelling({
        queues,
        run: async (each) => {
          await run(each);
          told.push(each);
        },
        onGivenUp: () => Promise.resolve(),
        concurrency: 2,
      });
      closing.push(() => made.close(1000));
    };
    const clerk = async (run: (delivery: Delivery) => Promise<void>): Promise<void> => {
      const made = await workInbox({
        queues,
        run,
        onGivenUp: () => Promise.resolve(),
        onNotBelieved: () => Promise.resolve(),
        knows: () => true,
        concurrency: 2,
      });
      closing.push(() => made.close(1000));
    };
    return { ...opened, queue: opened.diagnoses, worker, teller, clerk, told };
  };

  test("the second asker in the same channel joins the first, and both are told, each in their own place", async () => {
    const { queue, worker, teller, told } = world();
    const first = await queue.submit(ask("productpage", "U1"));
    const second = await queue.submit(ask("productpage", "U2"));
    expect(first.joined).toBe(false);
    expect(second).toEqual({ id: first.id, joined: true });
    await worker(() => Promise.resolve(undefined));
    await teller();
    await expect.poll(() => told).toHaveLength(2);
    expect(told.map(({ origin }) => origin)).toEqual(
      expect.arrayContaining([ask("productpage", "U1").origin, ask("productpage", "U2").origin]),
    );
  });

  test("who joins while it runs is told too", async () => {
    const { queue, worker, teller, told } = world();
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    let askers = 0;
    await worker(async (job) => {
      await expect.poll(() => (askers = job.askers().length), { timeout: 4000 }).toBe(2);
      await ended;
      return undefined;
    });
    await teller();
    await queue.submit(ask("productpage", "U1"));
    await delay(200);
    expect(await queue.submit(ask("productpage", "U2"))).toMatchObject({ joined: true });
    await expect.poll(() => askers, { timeout: 4000 }).toBe(2);
    end();
    await expect.poll(() => told).toHaveLength(2);
  });

  test("the same question in another channel is another diagnosis", async () => {
    const { queue } = world();
    const first = await queue.submit(ask());
    const other = { ...ask().origin, key: "elsewhere-key", channel: "C2" };
    expect(await queue.submit({ ...ask(), origin: other })).toMatchObject({ joined: false });
    expect(first.joined).toBe(false);
  });

  test("Stop ends it for who pressed; the other is told the verdict; the last one ends the diagnosis", async () => {
    const { queue, worker, teller, told } = world();
    const { id } = await queue.submit(ask("productpage", "U1"));
    await queue.submit(ask("productpage", "U2"));
    expect(await queue.leave(id, { user: "U1" })).toMatchObject({ origin: { user: "U1" } });
    expect(await queue.leave(id, { user: "U1" })).toBeUndefined();
    await worker(() => Promise.resolve(undefined));
    await teller();
    await expect.poll(() => told).toMatchObject([{ origin: { user: "U2" } }]);
  });

  test("asking twice with one key, as after a crash, is asking once, before and after the end", async () => {
    const { queue, worker, teller, told } = world();
    const first = await queue.submit(ask());
    expect(await queue.submit(ask())).toEqual(first);
    let runs = 0;
    await worker(() => {
      runs += 1;
      return Promise.resolve(undefined);
    });
    await teller();
    await expect.poll(() => told).toHaveLength(1);
    expect(await queue.submit(ask())).toEqual(first);
    await delay(300);
    expect(runs).toBe(1);
    expect(told).toHaveLength(1);
  });

  test("each asker is told one ending, the first", async () => {
    const { telling, teller, told } = world();
    const each = { id: "nd-1", ...ask() };
    await telling.tell({ ...each, ending: { kind: "failed", sentence: "first" } });
    await telling.tell({ ...each, ending: { kind: "failed", sentence: "second" } });
    await teller();
    await expect.poll(() => told).toHaveLength(1);
    await telling.tell({ ...each, ending: { kind: "failed", sentence: "third" } });
    await delay(300);
    expect(told.map(({ ending }) => ending)).toEqual([{ kind: "failed", sentence: "first" }]);
  });

  test("a diagnosis whose ending was handed on is not begun again by the worker that takes it over", async () => {
    const { queue, queues, worker } = world();
    const { id } = await queue.submit(ask());
    await queues.of("told").add("told", {}, { jobId: ask().origin.key });
    const heard: string[] = [];
    const note = (what: string): Promise<undefined> => {
      heard.push(what);
      return Promise.resolve(undefined);
    };
    await worker(() => note("begun"), { onAnswered: ({ origin }) => note(origin.key) });
    await expect.poll(() => queues.of("diagnosis").getJobState(id)).toBe("completed");
    // Whoever counts the open questions hears that it is over: that may have been lost with what brought the job back.
    expect(heard).toEqual([ask().origin.key]);
  });

  test("what cannot be told now is told when it can, in the time that Slack says", async () => {
    const { telling, teller, told } = world();
    const tries: number[] = [];
    await teller(() => {
      tries.push(performance.now());
      return tries.length < 3 ? Promise.reject(new NotNow(400, "Slack is busy")) : Promise.resolve();
    });
    await telling.tell({ id: "nd-1", ...ask(), ending: done });
    await expect.poll(() => told, { timeout: 8000 }).toHaveLength(1);
    expect((tries[2] ?? 0) - (tries[0] ?? 0)).toBeGreaterThanOrEqual(750);
  });

  test("what was written down is dealt with once, again after a failure, and not again when Slack repeats it", async () => {
    const { inbox, clerk } = world();
    const delivery = { key: "0123456789abcdef", entry: "mention", from: { user: "U1" } };
    const seen: Delivery[] = [];
    await inbox.write(delivery);
    await inbox.write(delivery);
    await clerk((each) => {
      seen.push(each);
      return seen.length === 1 ? Promise.reject(new Error("a bug")) : Promise.resolve();
    });
    await expect.poll(() => seen, { timeout: 5000 }).toEqual([delivery, delivery]);
    await delay(200);
    await inbox.write(delivery);
    await delay(500);
    expect(seen).toHaveLength(2);
  });

  test("another question does not join", async () => {
    const { queue } = world();
    const first = await queue.submit(ask("productpage"));
    const second = await queue.submit(ask("reviews"));
    expect(second.id).not.toBe(first.id);
    expect(second.joined).toBe(false);
  });

  test("a question that was answered can be asked again", async () => {
    const { queue, worker } = world();
    const ids: string[] = [];
    await worker((job) => {
      ids.push(job.id);
      return Promise.resolve(undefined);
    });
    const first = await queue.submit(ask());
    await expect.poll(() => ids).toEqual([first.id]);
    await delay(50);
    const second = await queue.submit({ ...ask(), origin: { ...ask().origin, key: "again-key-00" } });
    expect(second.joined).toBe(false);
    await expect.poll(() => ids).toEqual([first.id, second.id]);
  });

  test("the worker is handed the question and origin as they were asked", async () => {
    const { queue, worker } = world();
    const seen: unknown[] = [];
    await worker((job) => {
      seen.push({ question: job.question, origin: job.origin, attempt: job.attempt });
      return Promise.resolve(undefined);
    });
    await queue.submit(ask());
    await expect.poll(() => seen).toEqual([{ ...ask(), attempt: 1 }]);
  });

  test("a diagnosis that takes too long is interrupted at its deadline, told so, and not tried again", async () => {
    const { queue, worker, teller, told: endings } = world();
    const told: string[] = [];
    await teller();
    await worker(
      async (job) => {
        told.push("started");
        await delay(10_000, undefined, { signal: job.signal }).catch(() => undefined);
        told.push(String(job.signal.reason));
        job.signal.throwIfAborted();
        return undefined;
      },
      { deadlineMs: 200 },
    );
    const { id } = await queue.submit(ask());
    await expect.poll(() => told).toEqual(["started", "Interrupted: took longer than 200 ms"]);
    await expect.poll(() => endings).toMatchObject([{ id, ending: { kind: "failed" } }]);
    expect(await queue.leave(id, { user: "U1" })).toBeUndefined();
    expect(told).toHaveLength(2);
  });

  test("Stop for an unknown or finished diagnosis answers that there is nothing to stop", async () => {
    const { queue } = world();
    expect(await queue.leave("nd-000000000000", { user: "U1" })).toBeUndefined();
  });

  test.skipIf(!canRunRedis)("with Redis down asking fails within the budget and says so", async () => {
    const gone = await startRedis();
    await gone.stop();
    const { inbox } = world(gone.url);
    const start = performance.now();
    const failure = await inbox.write(delivery()).catch((error: unknown) => error);
    expect(performance.now() - start).toBeLessThan(1200);
    expect(failure).toBeInstanceOf(QueueDown);
    expect(String(failure)).toMatch(/queue does not answer .*Try again in a minute/);
  });

  test("a Redis that accepts connections and never answers fails within the budget too", async () => {
    const mute = createServer((socket) => socket.on("error", () => undefined)).listen(0, "127.0.0.1");
    await new Promise((resolve) => mute.once("listening", resolve));
    const address = mute.address();
    const port = address !== null && typeof address === "object" ? address.port : 0;
    const { inbox } = world(`redis://127.0.0.1:${port}`);
    const start = performance.now();
    await expect(inbox.write(delivery())).rejects.toBeInstanceOf(QueueDown);
    expect(performance.now() - start).toBeLessThan(1300);
    mute.close();
  });

  test.skipIf(!canRunRedis)("when Redis comes back, asking and working go on by themselves", async () => {
    const first = await startRedis();
    const { inbox, clerk } = world(first.url);
    const seen: string[] = [];
    await clerk(({ key }) => {
      seen.push(key);
      return Promise.resolve();
    });
    await inbox.write(delivery());
    await expect.poll(() => seen).toHaveLength(1);
    await first.stop();
    await expect(inbox.write(delivery())).rejects.toBeInstanceOf(QueueDown);
    const second = await startRedis(first.port);
    closing.unshift(second.stop);
    const write = () =>
      inbox.write(delivery()).then(
        () => "asked",
        () => "down",
      );
    await expect.poll(write, { timeout: 5000, interval: 100 }).toBe("asked");
    await expect.poll(() => seen.length, { timeout: 8000 }).toBeGreaterThan(1);
  });
});
