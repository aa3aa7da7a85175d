import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { createLooks } from "../../../src/adapters/bullmq/looks.ts";
import { WatchBook } from "../../../src/adapters/bullmq/watches.ts";
import { workWatches } from "../../../src/adapters/bullmq/work-watches.ts";
import type { Watch } from "../../../src/model/watch.ts";
import { watchPace } from "../../../src/watch/pace.ts";
import { anyRedis, redisMissing, type PrivateRedis } from "../../redis.ts";
import { ingressToProductpage } from "./question.ts";
import { openWorld } from "./world.ts";

const hour = 3600_000;

const missing = redisMissing();
if (missing) process.stderr.write(`SKIPPED: ${missing}\n`);

describe.skipIf(missing !== undefined)("the book of watches", () => {
  let redis: Pick<PrivateRedis, "url" | "stop">;
  let count = 0;
  beforeAll(async () => {
    redis = await anyRedis();
  });
  afterAll(async () => {
    await redis.stop();
  });

  const opened = (
    caps = { perPerson: 5, perChannel: 10, inAll: 10 },
    prefix = `{watches-${process.pid}-${++count}}`,
  ) => {
    const world = openWorld(redis.url, prefix);
    onTestFinished(world.close);
    const book = new WatchBook({
      queues: world.queues,
      clusterName: "prod-1",
      caps,
      hours: 2,
      pace: watchPace,
    });
    const begin = (
      key: string,
      where: { channel?: string; cluster?: string; user?: string; port?: number } = {},
    ) => {
      const { channel = "C1", user = "U1", ...more } = where;
      const origin = { key: `key-${key}`, channel, user };
      const question = { ...ingressToProductpage, ...more };
      return book.begin({ question, of: "nd-1", askedBy: user, origin });
    };
    return { book, begin, queues: world.queues, prefix, close: world.close };
  };
  type Opened = ReturnType<typeof opened>;
  const work = (
    { queues, book }: Opened,
    run: (watch: Watch) => Promise<number | undefined>,
    sweepMs = 5000,
  ) =>
    workWatches({
      queues,
      book,
      run,
      onGivenUp: () => Promise.resolve(),
      onNotBelieved: () => Promise.resolve(),
      concurrency: 1,
      sweepMs,
    });

  test("a question is watched once in a channel, in each channel and cluster by itself", async () => {
    const { book, begin } = opened();
    expect(await begin("1")).toMatchObject({ kind: "begun" });
    expect(await begin("1")).toMatchObject({ kind: "begun" });
    expect(await begin("2", { user: "U2" })).toMatchObject({ kind: "joined" });
    expect(await begin("3", { channel: "C2" })).toMatchObject({ kind: "begun" });
    expect(await begin("4", { cluster: "prod-2" })).toMatchObject({ kind: "begun" });
    expect(await book.now()).toHaveLength(3);
  });

  test("of each person, each channel and in all no more than so many are watched, and which it is that is full is told", async () => {
    const { begin } = opened({ perPerson: 1, perChannel: 2, inAll: 3 });
    await begin("1");
    expect(await begin("2", { port: 1 })).toEqual({ kind: "full", full: "perPerson", limit: 1 });
    await begin("3", { port: 1, user: "U2" });
    expect(await begin("4", { port: 2, user: "U3" })).toEqual({ kind: "full", full: "perChannel", limit: 2 });
    await begin("5", { channel: "C2", user: "U3" });
    expect(await begin("6", { channel: "C3", user: "U4" })).toEqual({
      kind: "full",
      full: "inAll",
      limit: 3,
    });
  });

  test("whoever stops a watch while it is worked on is heard right after that, and not at its next look", async () => {
    const all = opened();
    const seen: (string | undefined)[] = [];
    const working = await work(all, async ({ id }) => {
      const by = await all.book.stoppedBy(id);
      seen.push(by);
      if (by !== undefined) return undefined;
      await all.book.stop(id, "U2");
      return hour;
    });
    onTestFinished(() => working.close(500));
    await all.begin("1");
    await expect.poll(() => seen).toEqual([undefined, "U2"]);
  });

  test("of two who write it down the newer stands, and what is over stays over", async () => {
    const { book, begin } = opened();
    const begun = await begin("1");
    if (begun.kind === "full") throw new Error("full");
    const newer = { ...begun.watch, revision: 2 };
    expect(await book.keep(newer)).toBe(true);
    expect(await book.keep({ ...newer, revision: 1 })).toBe(true);
    expect(await book.now()).toMatchObject([{ revision: 2 }]);
    await book.end(newer);
    expect(await book.keep({ ...newer, revision: 3 })).toBe(false);
    expect(await book.now()).toEqual([]);
    expect(await begin("2")).toMatchObject({ kind: "begun" });
  });

  test("what Redis loses is back as it was last written: one at which the last step wrote nothing, and one that a new process only saw", async () => {
    const before = opened();
    const begun = [await before.begin("1"), await before.begin("2", { port: 1 })].flatMap((each) =>
      each.kind === "full" ? [] : [each.watch],
    );
    const first = await work(before, () => Promise.resolve(hour));
    const waiting = () => before.queues.of("watch").getDelayedCount();
    await expect.poll(waiting).toBe(2);
    for (const watch of begun) await before.book.keep({ ...watch, told: 2, revision: 5 });
    await first.close(500);
    await before.close();

    const after = opened(undefined, before.prefix);
    const worked: string[] = [];
    const second = await work(
      after,
      async ({ id }) => {
        if (await after.book.takeHurry(id)) worked.push(id);
        return hour;
      },
      hour,
    );
    onTestFinished(() => second.close(500));
    await createLooks(after.queues).hurry(begun[0]?.id ?? "");
    await expect.poll(() => worked).toEqual([begun[0]?.id]);
    const { redis: connection, prefix } = after.queues;
    // A process knows Redis by its first look.
    await delay(1500);
    await connection.del(await connection.keys(`${prefix}*`));
    const there = async () =>
      (await after.book.now()).map(({ id, told, revision }) => ({ id, told, revision }));
    const asWritten = begun.map(({ id }) => ({ id, told: 2, revision: 5 }));
    await expect.poll(there, { timeout: 12_000, interval: 100 }).toEqual(expect.arrayContaining(asWritten));
  });
});
