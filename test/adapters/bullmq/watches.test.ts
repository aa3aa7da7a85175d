import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { WatchBook } from "../../../src/adapters/bullmq/watches.ts";
import { workWatches } from "../../../src/adapters/bullmq/work-watches.ts";
import { watchPace } from "../../../src/watch/pace.ts";
import { anyRedis, redisMissing, type PrivateRedis } from "../../redis.ts";
import { ingressToProductpage } from "./question.ts";
import { openWorld } from "./world.ts";

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

  const opened = (caps = { perPerson: 5, perChannel: 10, inAll: 10 }) => {
    const world = openWorld(redis.url, `{watches-${process.pid}-${++count}}`);
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
    return { book, begin, queues: world.queues };
  };

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
    const { book, begin, queues } = opened();
    const seen: (string | undefined)[] = [];
    const work = await workWatches({
      queues,
      book,
      run: async ({ id }) => {
        const by = await book.stoppedBy(id);
        seen.push(by);
        if (by !== undefined) return undefined;
        await book.stop(id, "U2");
        return 3600_000;
      },
      onGivenUp: () => Promise.resolve(),
      onNotBelieved: () => Promise.resolve(),
      concurrency: 1,
    });
    onTestFinished(() => work.close(500));
    await begin("1");
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
});
