import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { createLine } from "../../../src/adapters/bullmq/line.ts";
import { createOpenQuestions } from "../../../src/adapters/bullmq/open-questions.ts";
import { createDiagnosisWorker } from "../../../src/adapters/bullmq/worker.ts";
import { anyRedis, redisMissing } from "../../redis.ts";
import { ask } from "./question.ts";
import { openWorld } from "./world.ts";

const missing = redisMissing();
if (missing) process.stderr.write(`SKIPPED: ${missing}\n`);

describe.skipIf(missing !== undefined)("the line", { timeout: 20_000 }, () => {
  let redis: Awaited<ReturnType<typeof anyRedis>>;
  let count = 0;
  beforeAll(async () => {
    redis = await anyRedis();
  });
  afterAll(() => redis.stop());

  const world = () => {
    const opened = openWorld(redis.url, `{line-${process.pid}-${++count}}`);
    onTestFinished(opened.close);
    return { ...opened, line: createLine(opened.queues) };
  };

  test("has the quiet channel's first question before the busy one's third", async () => {
    const { diagnoses, line } = world();
    for (const [name, priority] of [
      ["busy-1", 1],
      ["busy-2", 2],
      ["busy-3", 3],
      ["quiet-1", 1],
    ] as const)
      await diagnoses.submit({ ...ask(name, "U1"), priority });
    const waiting = await line.waiting(10);
    expect(waiting.map(({ question, place }) => [question.text, place])).toEqual([
      ["ingress-nginx -> busy-1", 1],
      ["ingress-nginx -> quiet-1", 2],
      ["ingress-nginx -> busy-2", 3],
      ["ingress-nginx -> busy-3", 4],
    ]);
  });

  test("of more than were asked for, gives the first, in the places they have", async () => {
    const { diagnoses, line } = world();
    for (let nth = 1; nth <= 6; nth += 1)
      await diagnoses.submit({ ...ask(`nth-${nth}`, "U1"), priority: nth });
    const waiting = await line.waiting(3);
    expect(waiting.map(({ question, place }) => [question.text, place])).toEqual([
      ["ingress-nginx -> nth-1", 1],
      ["ingress-nginx -> nth-2", 2],
      ["ingress-nginx -> nth-3", 3],
    ]);
  });

  test("what is open is told with its place in the line; what netdiag did not write is not", async () => {
    const { diagnoses, queues } = world();
    await diagnoses.submit({ ...ask("first", "U1"), priority: 1 });
    await diagnoses.submit({ ...ask("second", "U2"), priority: 2 });
    await queues.redis.hset(
      `${queues.prefix}:unanswered`,
      "forged-key",
      JSON.stringify({ id: "nd-x", data: ask("third") }),
    );
    const questions = createOpenQuestions(queues);
    const now = await questions.now();
    expect(now.questions.map(({ question, place }) => [question.text, place]).sort()).toEqual([
      ["ingress-nginx -> first", 1],
      ["ingress-nginx -> second", 2],
    ]);
    expect(now.waiting).toEqual({ count: 2, orMore: false });
  });

  test("names everybody who waits for one diagnosis, and forgets who left", async () => {
    const { diagnoses, line } = world();
    const { id } = await diagnoses.submit(ask("productpage", "U1"));
    await diagnoses.submit(ask("productpage", "U2"));
    const [one] = await line.waiting(10);
    expect(one?.origins.map(({ user }) => user).sort()).toEqual(["U1", "U2"]);
    const second = one?.origins.find(({ user }) => user === "U2");
    if (!second) throw new Error("the second asker is missing");
    expect(await line.waits(id, second)).toBe(true);
    await diagnoses.leave(id, { user: "U2" });
    expect(await line.waits(id, second)).toBe(false);
  });

  test("does not hold what a worker has begun", async () => {
    const { diagnoses, line, queues, telling } = world();
    const { id } = await diagnoses.submit({ ...ask("productpage", "U1"), priority: 4 });
    const [one] = await line.waiting(10);
    const began: number[] = [];
    const worker = await createDiagnosisWorker({
      queues,
      telling,
      begin: ({ priority }) => {
        began.push(priority);
        return Promise.resolve(began.length > 1 ? 0 : 500);
      },
      run: ({ signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => {
            reject(signal.reason as Error);
          });
        }),
      endingOf: () => ({ kind: "failed", sentence: "late" }),
      concurrency: 1,
      deadlineMs: 10_000,
    });
    onTestFinished(() => worker.close(0));
    // The first time it had to give way, and stood in line still.
    await expect.poll(() => began).toEqual([4]);
    expect(await line.waiting(10)).toHaveLength(1);
    await expect.poll(() => began, { timeout: 5000 }).toEqual([4, 4]);
    await expect.poll(() => line.waiting(10)).toEqual([]);
    const [origin] = one?.origins ?? [];
    if (!origin) throw new Error("nobody asked");
    expect(await line.waits(id, origin)).toBe(false);
  });
});
