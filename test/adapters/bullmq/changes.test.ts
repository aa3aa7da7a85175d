/** Changes in a real Redis: signed, and each done once. */
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { createChangeQueue, createChangeStore, workChanges } from "../../../src/adapters/bullmq/changes.ts";
import { changeKey } from "../../../src/adapters/bullmq/names.ts";
import type { Refused } from "../../../src/adapters/bullmq/queues.ts";
import type { ChangeJob } from "../../../src/model/change.ts";
import { NotNow } from "../../../src/ports.ts";
import { request } from "../../apply/requests.ts";
import { anyRedis, redisMissing } from "../../redis.ts";
import { openWorld, type World } from "./world.ts";

const missing = redisMissing();
if (missing) process.stderr.write(`SKIPPED test/adapters/bullmq/changes.test.ts: ${missing}\n`);

describe.skipIf(missing !== undefined)("changes", { timeout: 30_000 }, () => {
  let redis: Awaited<ReturnType<typeof anyRedis>>;
  let count = 0;
  beforeAll(async () => {
    redis = await anyRedis();
  }, 30_000);
  afterAll(() => redis.stop());

  const open = (refused: Refused[] = []): World => {
    const world = openWorld(redis.url, `{changes-${(count += 1)}}`, (each) => refused.push(each));
    onTestFinished(() => world.close());
    return world;
  };
  const work = async ({ queues }: World, done: ChangeJob[], notBelieved: ChangeJob[] = []): Promise<void> => {
    const worker = await workChanges({
      queues,
      run: (job) => Promise.resolve(void done.push(job)),
      onNotBelieved: (job) => Promise.resolve(void notBelieved.push(job)),
      onGivenUp: () => Promise.resolve(),
      concurrency: 2,
    });
    onTestFinished(() => worker.close(500));
  };
  const approver = { user: "U0SAM", channel: "C0ONCALL", groups: [] };
  const { id, digest } = request();
  const approval = { kind: "apply", id, digest, approver, approvedAt: 1 } as const;

  test("approved by two processes it is carried out once, and never again", async () => {
    const world = open();
    const queue = createChangeQueue(world.queues);
    const done: ChangeJob[] = [];
    await queue.put(approval);
    await queue.put({ ...approval, approvedAt: 2 });
    await work(world, done);
    await expect.poll(() => done).toEqual([approval]);
    await expect.poll(() => world.queues.custody.isPassed("change", `${id}-apply`)).toBe(true);
    await queue.put(approval);
    await queue.put({ kind: "expire", id, at: 3 });
    await expect.poll(() => done).toEqual([approval, { kind: "expire", id, at: 3 }]);
  });

  test("nothing waits for the time at which a request would have expired, once it has ended", async () => {
    const world = open();
    const queue = createChangeQueue(world.queues);
    const worker = await workChanges({
      queues: world.queues,
      run: () => Promise.reject(new NotNow(600_000, "it may be approved still")),
      onNotBelieved: () => Promise.resolve(),
      onGivenUp: () => Promise.resolve(),
      concurrency: 2,
    });
    onTestFinished(() => worker.close(500));
    const waiting = (): Promise<number> => world.queues.of("change").getDelayedCount();
    await queue.put({ kind: "expire", id, at: 3 });
    await expect.poll(waiting).toBe(1);
    await queue.neverExpires(id);
    expect(await waiting()).toBe(0);
    expect(world.queues.custody.holds("change", `${id}-expire`)).toBe(false);
    await queue.put({ kind: "expire", id, at: 3 });
    expect(await world.queues.of("change").getJobCounts()).toMatchObject({ waiting: 0, delayed: 0 });
  });

  test("an approval that somebody wrote into Redis, or moved there, is told to whom it names, and not carried out", async () => {
    const refused: Refused[] = [];
    const world = open(refused);
    const { queues } = world;
    const data = { version: 1, job: approval };
    await queues.of("change").add("change", data, { jobId: `${id}-apply` });
    const moved = queues.signer.sign({ queue: "change", id: "ch-000000000000-apply" }, data);
    await queues.of("change").add("change", moved, { jobId: `${id}-expire` });
    const done: ChangeJob[] = [];
    const told: ChangeJob[] = [];
    await work(world, done, told);
    await expect.poll(() => refused.map(({ why }) => why).sort()).toEqual(["forged", "unsigned"]);
    await expect.poll(() => told.length).toBeGreaterThan(0);
    expect(done).toEqual([]);
  });

  test("a request is kept as it was signed; one that somebody changed is none", async () => {
    const refused: Refused[] = [];
    const { queues } = open(refused);
    const store = createChangeStore(queues);
    await store.save(request());
    expect(await store.load(id)).toEqual(request());
    const key = changeKey(queues.prefix, id);
    const lying = (await queues.redis.get(key)) ?? "";
    await queues.redis.set(key, lying.replace("allow-web", "allow-all"));
    expect(await store.load(id)).toBeUndefined();
    await queues.redis.set(key, "no JSON");
    expect(await store.load(id)).toBeUndefined();
    expect(refused.map(({ why }) => why)).toEqual(["forged", "forged"]);
    expect(await store.load("ch-ffffffffffff")).toBeUndefined();
  });
});
