import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { sweepUnanswered } from "../../../src/adapters/bullmq/unanswered.ts";
import type { Told } from "../../../src/ports.ts";
import { originsKey, unansweredKey } from "../../../src/adapters/bullmq/names.ts";
import { createDiagnosisWorker } from "../../../src/adapters/bullmq/worker.ts";
import { anyRedis, redisMissing, type PrivateRedis } from "../../redis.ts";
import { ask } from "./question.ts";
import { openWorld, takeEndings } from "./world.ts";

const missing = redisMissing();
if (missing) process.stderr.write(`SKIPPED: ${missing}\n`);

let redis: Pick<PrivateRedis, "url" | "stop">;
beforeAll(async () => {
  if (missing === undefined) redis = await anyRedis();
});
afterAll(async () => {
  if (missing === undefined) await redis.stop();
});

test.skipIf(missing !== undefined)(
  "a question whose job vanished without a word is told so, once, and one that goes on is let be",
  async () => {
    const { queues, diagnoses, telling, close } = openWorld(redis.url, `{unanswered-${process.pid}}`);
    onTestFinished(close);
    const { told, close: stopTaking } = await takeEndings(queues);
    onTestFinished(stopTaking);
    const swept: string[] = [];
    const onSwept = ({ origin }: Pick<Told, "origin">): number => swept.push(origin.key);
    const sweep = sweepUnanswered({ queues, telling, everyMs: 200, onSwept });
    onTestFinished(sweep.close);
    const { id } = await diagnoses.submit(ask("productpage"));
    await diagnoses.submit(ask("reviews"));
    await delay(800);
    expect(swept).toEqual([]);
    await (await queues.of("diagnosis").getJob(id))?.remove();
    await expect.poll(() => told, { timeout: 5000 }).toMatchObject([{ id, ending: { kind: "failed" } }]);
    await delay(800);
    expect(swept).toEqual([ask("productpage").origin.key]);
    expect(told).toHaveLength(1);
  },
);

test.skipIf(missing !== undefined)(
  "an entry that nobody can read, as of a newer version, keeps no other lost question from its ending",
  async () => {
    const prefix = `{unreadable-${process.pid}}`;
    const { queues, diagnoses, telling, close } = openWorld(redis.url, prefix);
    onTestFinished(close);
    const { id } = await diagnoses.submit(ask("productpage"));
    const newer = queues.signer.sign({ queue: "unanswered", id: "nd-1" }, { version: 9 });
    await queues.redis.hset(
      unansweredKey(prefix),
      "of-a-newer-version",
      JSON.stringify({ id: "nd-1", data: newer }),
    );
    await queues.redis.hset(unansweredKey(prefix), "written-by-hand", "no JSON");
    await queues.redis.hset(originsKey(prefix, id), "written-by-hand", "no JSON");
    await (await queues.of("diagnosis").getJob(id))?.remove();
    const sweep = sweepUnanswered({ queues, telling, everyMs: 100, onSwept: () => undefined });
    onTestFinished(sweep.close);
    await expect
      .poll(() => queues.of("told").getJobState(ask("productpage").origin.key), { timeout: 5000 })
      .toBe("waiting");
  },
);

test.skipIf(missing !== undefined)(
  "after a change of the key, everybody who waited for one diagnosis is told to ask again",
  async () => {
    const prefix = `{rotated-${process.pid}}`;
    const before = openWorld(redis.url, prefix);
    onTestFinished(before.close);
    await before.diagnoses.submit(ask("productpage", "U1"));
    await before.diagnoses.submit(ask("productpage", "U2"));
    const lost = await before.diagnoses.submit(ask("reviews", "U3"));
    await (await before.queues.of("diagnosis").getJob(lost.id))?.remove();
    const { queues, telling, close } = openWorld(
      redis.url,
      prefix,
      undefined,
      "another-key-that-is-as-long-as-it-has-to-be",
    );
    onTestFinished(close);
    const { told, close: stopTaking } = await takeEndings(queues);
    onTestFinished(stopTaking);
    const worker = await createDiagnosisWorker({
      queues,
      telling,
      run: () => Promise.reject(new Error("nobody asked this")),
      endingOf: () => ({ kind: "failed", sentence: "failed" }),
      concurrency: 1,
      deadlineMs: 1000,
    });
    onTestFinished(() => worker.close(0));
    const sweep = sweepUnanswered({ queues, telling, everyMs: 200, onSwept: () => undefined });
    onTestFinished(sweep.close);
    await expect
      .poll(() => told.map(({ origin }) => origin.user).sort(), { timeout: 8000 })
      .toEqual(["U1", "U2", "U3"]);
    for (const { ending } of told)
      expect(ending.kind === "failed" && ending.sentence).toContain("is not believed");
  },
);
