import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { anyRedis, redisMissing, type PrivateRedis } from "../../redis.ts";
import { ask } from "./question.ts";
import { openWorld } from "./world.ts";

const missing = redisMissing();
if (missing) process.stderr.write(`SKIPPED: ${missing}\n`);

const Told = z.looseObject({
  event: z.string(),
  pid: z.number(),
  id: z.string().optional(),
  attempt: z.number().optional(),
});
type Told = z.infer<typeof Told>;

describe.skipIf(missing !== undefined)("workers that are other processes", () => {
  let redis: Pick<PrivateRedis, "url" | "stop">;
  let count = 0;
  let prefix = "";
  let told: Told[] = [];
  const children: ChildProcess[] = [];
  const closing: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    redis = await anyRedis();
  });
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
    for (const child of children.splice(0)) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    }
    told = [];
  });
  afterAll(async () => {
    await redis.stop();
  });

  const world = () => {
    prefix = `{crash-${process.pid}-${++count}}`;
    const { diagnoses, close } = openWorld(redis.url, prefix);
    closing.push(close);
    return diagnoses;
  };
  const of = (event: string): Told[] => told.filter((line) => line.event === event);
  const startWorker = async (workMs: number, graceMs = 0): Promise<ChildProcess> => {
    const file = join(import.meta.dirname, "worker-process.ts");
    const argv = ["--import", "tsx", file, redis.url, prefix, String(workMs), String(graceMs)];
    const child = spawn(process.execPath, argv, { stdio: ["pipe", "pipe", "inherit"] });
    children.push(child);
    createInterface({ input: child.stdout }).on("line", (line) => {
      told.push(Told.parse(JSON.parse(line)));
    });
    await expect.poll(() => of("ready").some(({ pid }) => pid === child.pid), { timeout: 15_000 }).toBe(true);
    return child;
  };

  test("when a worker is killed in the middle, another starts the job again, and knows it is the second", async () => {
    const queue = world();
    const first = await startWorker(60_000);
    const { id } = await queue.submit(ask());
    await expect.poll(() => of("started")).toHaveLength(1);
    await startWorker(50);
    first.kill("SIGKILL");
    await expect.poll(() => of("done"), { timeout: 8000 }).toMatchObject([{ id, attempt: 2 }]);
    await expect.poll(() => of("told")).toMatchObject([{ id, key: ask().origin.key }]);
    expect(of("started").map(({ attempt }) => attempt)).toEqual([1, 2]);
  });

  test("a worker that was frozen while another took over tells nothing, however late it wakes", async () => {
    const queue = world();
    const frozen = await startWorker(1500);
    const { id } = await queue.submit(ask());
    await expect.poll(() => of("started")).toHaveLength(1);
    frozen.kill("SIGSTOP");
    const other = await startWorker(3000);
    await expect.poll(() => of("started"), { timeout: 8000 }).toHaveLength(2);
    frozen.kill("SIGCONT");
    await expect
      .poll(() => of("told"), { timeout: 8000 })
      .toMatchObject([{ id, words: `attempt 2 of ${other.pid ?? ""}` }]);
    await delay(500);
    expect(of("told")).toHaveLength(1);
  });

  test("Stop reaches whichever worker holds the job, within two seconds, and nobody starts it again", async () => {
    const queue = world();
    await startWorker(60_000);
    await startWorker(60_000);
    const { id } = await queue.submit(ask());
    await expect.poll(() => of("started")).toHaveLength(1);
    const start = performance.now();
    expect(await queue.leave(id, { user: "U1" })).toMatchObject({ id, ...ask() });
    await expect
      .poll(() => of("interrupted"), { timeout: 2000, interval: 20 })
      .toMatchObject([{ id, reason: "stopped by U1" }]);
    expect(performance.now() - start).toBeLessThan(2000);
    await expect.poll(() => queue.leave(id, { user: "U1" })).toBeUndefined();
    await delay(1500);
    expect(of("started")).toHaveLength(1);
    expect(of("told")).toEqual([]);
  });

  test("Stop removes a job that still waits, and it can be asked again at once", async () => {
    const queue = world();
    await startWorker(60_000);
    await queue.submit(ask("one"));
    await expect.poll(() => of("started")).toHaveLength(1);
    const { id } = await queue.submit(ask("two"));
    expect(await queue.leave(id, { user: "U1" })).toMatchObject({ id });
    const again = await queue.submit({ ...ask("two"), origin: { ...ask().origin, key: "again-two" } });
    expect(again).toMatchObject({ joined: false });
    expect(again.id).not.toBe(id);
  });

  test("a worker told to go lets the job end when it ends in time", async () => {
    const queue = world();
    const worker = await startWorker(700, 5000);
    const { id } = await queue.submit(ask());
    await expect.poll(() => of("started")).toHaveLength(1);
    worker.kill("SIGTERM");
    await expect.poll(() => of("closed"), { timeout: 5000 }).toHaveLength(1);
    expect(of("done")).toMatchObject([{ id, attempt: 1 }]);
  });

  test("a worker told to go gives back what does not end in time, and another takes it at once", async () => {
    const queue = world();
    const worker = await startWorker(60_000, 300);
    const { id } = await queue.submit(ask());
    await expect.poll(() => of("started")).toHaveLength(1);
    worker.kill("SIGTERM");
    await expect.poll(() => of("closed"), { timeout: 5000 }).toHaveLength(1);
    expect(of("interrupted")).toMatchObject([{ id, reason: "this worker is shutting down" }]);
    await startWorker(10);
    await expect.poll(() => of("done"), { timeout: 5000 }).toMatchObject([{ id, attempt: 2 }]);
  });

  test("a job that kills every worker is given up, and the thread is told", async () => {
    const queue = world();
    const { id } = await queue.submit(ask());
    for (let death = 1; death <= 3; death++) {
      const victim = await startWorker(60_000);
      await expect.poll(() => of("started"), { timeout: 8000 }).toHaveLength(death);
      victim.kill("SIGKILL");
      await once(victim, "exit");
    }
    await startWorker(10);
    await expect
      .poll(() => of("told"), { timeout: 8000 })
      .toMatchObject([{ id, words: expect.stringContaining("stalled") as string }]);
    expect(of("done")).toEqual([]);
  });
});
