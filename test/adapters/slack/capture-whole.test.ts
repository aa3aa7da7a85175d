/** A capture from the button to the download: the real bot, queue, worker, Redis and server of files; the packets alone are made up. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectRedis } from "../../../src/adapters/redis/connect.ts";
import { createLedger } from "../../../src/adapters/redis/ledger.ts";
import type { CaptureAsked } from "../../../src/model/capture-asked.ts";
import { asked, captured, marker, traffic } from "../../captures/asked.ts";
import { type Message } from "../../fake-slack/types.ts";
import { canRunRedis, redisMissing, startRedis, type PrivateRedis } from "../../redis.ts";
import { scene } from "./capture-scene.ts";
import { words } from "./harness.ts";

const missing = canRunRedis ? undefined : (redisMissing() ?? "no redis-server here");
if (missing) process.stderr.write(`SKIPPED test/adapters/slack/capture-whole.test.ts: ${missing}\n`);

const soon = { timeout: 20_000, interval: 50 };
const started = { stage: "watching", nodes: ["node1"], seconds: 5, ofSeconds: 30 } as const;

describe.skipIf(missing !== undefined)("a capture", () => {
  let redis: PrivateRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  const linkIn = (message: Message): string =>
    /<(http[^|>]+)\|/.exec(JSON.stringify(message.blocks))?.[1] ?? "";
  const ended = /The file, headers alone/;

  /** Everything that lies in Redis, keys and values of every kind. */
  async function everything(prefix: string): Promise<string> {
    const connection = connectRedis(redis.url, () => undefined);
    const keys = await connection.keys(`${prefix}*`);
    const all = await Promise.all(
      keys.map(async (key) => {
        switch (await connection.type(key)) {
          case "string":
            return (await connection.getBuffer(key))?.toString("latin1") ?? "";
          case "hash":
            return JSON.stringify(await connection.hgetall(key));
          case "list":
            return JSON.stringify(await connection.lrange(key, 0, -1));
          case "set":
            return JSON.stringify(await connection.smembers(key));
          case "zset":
            return JSON.stringify(await connection.zrange(key, 0, -1));
          case "stream":
            return JSON.stringify(await connection.xrange(key, "-", "+"));
          default:
            return "";
        }
      }),
    );
    connection.disconnect();
    return [...keys, ...all].join("\n");
  }

  test.each(["socket", "http"] as const)(
    "over %s: one message shows how far it is and becomes what was seen, and its link brings the file",
    async (mode) => {
      const all = await scene(redis.url, mode);
      const { slack, audited } = all.staged;
      let go = (): void => undefined;
      all.capture = async (_asked, { onProgress }) => {
        onProgress(started);
        await new Promise<void>((resolve) => {
          go = resolve;
        });
        return captured;
      };
      await all.work();
      const root = all.verdict();
      await slack.people.click("U0MEI", root, "netdiag_capture");
      const running = await slack.until("how far it is", () =>
        all.inThread(root).find((each) => words(each).includes("capturing on node1: 5 of 30 s")),
      );
      expect(words(running)).toContain("netdiag_stop_capture");
      go();
      const told = await slack.until("the end", () =>
        all.inThread(root).find((each) => ended.test(words(each))),
      );
      expect(all.inThread(root)).toHaveLength(1);
      expect(told.ts).toBe(running.ts);
      expect(words(told)).not.toContain("netdiag_stop_capture");
      const answer = await all.fetch(linkIn(told));
      expect(Buffer.from(await answer.arrayBuffer())).toEqual(captured.pcapng);
      await expect
        .poll(() => audited.map(({ event }) => event), soon)
        .toEqual(["allowed", "capture-asked", "capture-begun", "capture-ended", "capture-fetched"]);
    },
  );

  test("neither the file nor its key is in Redis, in a log or in the audit, from the button to the download", async () => {
    const all = await scene(redis.url);
    const { slack, audited, troubles, ledger } = all.staged;
    await all.work();
    const root = all.verdict();
    await slack.people.click("U0MEI", root, "netdiag_capture");
    const told = await slack.until("the end", () =>
      all.inThread(root).find((each) => ended.test(words(each))),
    );
    await all.fetch(linkIn(told));
    const token = linkIn(told).split("/").at(-1) ?? "";
    expect(token).toHaveLength(43);
    const kept = await everything(all.queues.prefix);
    const said = JSON.stringify([audited, troubles, [...ledger.entries]]);
    expect(kept).toContain("capture-file");
    for (const secret of [token, Buffer.from(token, "base64url").toString("latin1"), marker, "10.233.75.9"])
      for (const place of [kept, said]) expect(place).not.toContain(secret);
  });

  test("when its time is over the link says so, with a way on", async () => {
    const all = await scene(redis.url);
    const { slack } = all.staged;
    all.keepMs = 300;
    await all.work();
    const root = all.verdict();
    await slack.people.click("U0MEI", root, "netdiag_capture");
    const told = await slack.until("the end", () =>
      all.inThread(root).find((each) => ended.test(words(each))),
    );
    await expect.poll(async () => (await all.fetch(linkIn(told))).status, soon).toBe(404);
    expect(await (await all.fetch(linkIn(told))).text()).toContain("Press Capture again in Slack");
  });

  test("a job that comes twice, or to another worker, captures once and tells once", async () => {
    const all = await scene(redis.url);
    const { slack, captures } = all.staged;
    await all.work();
    await all.work();
    const root = all.verdict();
    await slack.people.click("U0MEI", root, "netdiag_capture");
    await slack.until("the end", () => all.inThread(root).find((each) => ended.test(words(each))));
    const again: CaptureAsked = { ...asked, threadTs: root.ts, askedAt: all.queues.now() };
    await captures.queue.put(again);
    await captures.queue.put(again);
    await expect.poll(() => all.runs, soon).toBe(2);
    await expect.poll(() => captures.queue.now(), soon).toEqual([]);
    await captures.queue.put(again);
    expect(await captures.queue.now()).toEqual([]);
    expect(all.runs).toBe(2);
    expect(all.inThread(root)).toHaveLength(2);
  });

  test("Stop, pressed by another person, ends it early, and what was seen until then is told with who stopped it", async () => {
    const all = await scene(redis.url);
    const { slack } = all.staged;
    all.capture = async (_asked, { stop, onProgress }) => {
      onProgress(started);
      await new Promise<void>((resolve) => {
        stop.addEventListener("abort", () => {
          resolve();
        });
      });
      return { ...captured, traffic: { ...traffic, ended: "stopped", seconds: 7 } };
    };
    await all.work();
    const root = all.verdict();
    await slack.people.click("U0MEI", root, "netdiag_capture");
    const running = await slack.until("the button", () =>
      all.inThread(root).find((each) => words(each).includes("5 of 30 s")),
    );
    await slack.people.click("U0SAM", running, "netdiag_stop_capture");
    const told = await slack.until("the end", () =>
      all.inThread(root).find((each) => ended.test(words(each))),
    );
    expect(words(told)).toContain("Stopped by <@U0SAM>");
    await expect.poll(() => all.staged.captures.queue.now(), soon).toEqual([]);
  });

  test("a worker that goes away tells what it saw; one that dies is told by another, with a way on", async () => {
    const all = await scene(redis.url);
    const { slack } = all.staged;
    all.capture = async (_asked, { stop }) => {
      await new Promise<void>((resolve) => {
        stop.addEventListener("abort", () => {
          resolve();
        });
      });
      return captured;
    };
    const first = await all.work();
    const root = all.verdict();
    await slack.people.click("U0MEI", root, "netdiag_capture");
    await expect.poll(() => all.runs, soon).toBe(1);
    await first.close(3000);
    await slack.until("the end", () => all.inThread(root).find((each) => ended.test(words(each))));

    const ledger = createLedger(all.queues.redis, all.queues.prefix);
    await ledger.set(`capture:${asked.id}:begun`, "U0MEI", 60);
    await all.work();
    await all.staged.captures.queue.put({ ...asked, threadTs: root.ts, askedAt: all.queues.now() });
    const told = await slack.until("what the other says", () =>
      all.inThread(root).find((each) => words(each).includes("ended before it could say what it saw")),
    );
    expect(words(told)).toContain("Press Capture again");
    expect(all.runs).toBe(1);
  });

  test("a capture that somebody wrote into Redis, or moved there, is not made, and that is told to whom it names", async () => {
    const all = await scene(redis.url);
    const { queues, refused } = all;
    const data = { version: 1, asked: { ...asked, askedAt: queues.now() } };
    await queues.of("capture").add("capture", data, { jobId: asked.id });
    const moved = queues.signer.sign({ queue: "change", id: "nc-ffffffffffff" }, data);
    await queues.of("capture").add("capture", moved, { jobId: "nc-ffffffffffff" });
    await all.work();
    await expect.poll(() => refused.map(({ why }) => why).sort(), soon).toEqual(["forged", "unsigned"]);
    await all.staged.slack.until("the words", () =>
      all.staged.slack.workspace.ephemerals.find((each) => words(each).includes("is not believed")),
    );
    expect(all.runs).toBe(0);
  });
});
