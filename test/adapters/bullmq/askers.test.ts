import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { Askers } from "../../../src/adapters/bullmq/askers.ts";
import { writeDiagnosis } from "../../../src/adapters/bullmq/job-data.ts";
import { anyRedis, redisMissing, type PrivateRedis } from "../../redis.ts";
import { ask } from "./question.ts";
import { openWorld } from "./world.ts";

const missing = redisMissing();
if (missing) process.stderr.write(`SKIPPED: ${missing}\n`);

describe.skipIf(missing !== undefined)("who waits for a diagnosis", () => {
  let redis: Pick<PrivateRedis, "url" | "stop">;
  beforeAll(async () => {
    redis = await anyRedis();
  });
  afterAll(async () => {
    await redis.stop();
  });

  test("a diagnosis that was stopped cannot be joined, not even when a worker begins it at that moment", async () => {
    const { queues, diagnoses, close } = openWorld(redis.url, `{askers-${process.pid}}`);
    onTestFinished(close);
    const askers = new Askers(queues);
    const { id } = await diagnoses.submit(ask("productpage", "U1"));
    expect(await diagnoses.leave(id, { user: "U1" })).toBeDefined();
    await askers.open(id);
    expect(await askers.join(id, writeDiagnosis(ask("productpage", "U2")))).toBe(false);
  });

  test("Stop on the message of somebody else ends it for them, also where only the ledger knows the message", async () => {
    const { diagnoses, close } = openWorld(redis.url, `{askers-2-${process.pid}}`);
    onTestFinished(close);
    const { id } = await diagnoses.submit(ask("productpage", "U1"));
    await diagnoses.submit(ask("productpage", "U2"));
    const noted = new Map([
      [ask("productpage", "U1").origin.key, "1.1"],
      [ask("productpage", "U2").origin.key, "2.2"],
    ]);
    const pressed = {
      user: "U2",
      statusOf: ({ key }: { key: string }) => Promise.resolve(noted.get(key)),
    };
    expect(await diagnoses.leave(id, { ...pressed, statusTs: "3.3" })).toBeUndefined();
    expect(await diagnoses.leave(id, { ...pressed, statusTs: "1.1" })).toMatchObject({
      origin: { user: "U1" },
    });
  });

  test("a bot that dies while Stop is told finds the same one to stop when it does it again", async () => {
    const { diagnoses, close } = openWorld(redis.url, `{askers-3-${process.pid}}`);
    onTestFinished(close);
    const { id } = await diagnoses.submit(ask("productpage", "U1"));
    const dies = () => Promise.reject(new Error("killed"));
    await expect(diagnoses.leave(id, { user: "U1", before: dies })).rejects.toThrow("killed");
    expect(await diagnoses.leave(id, { user: "U1" })).toMatchObject({ origin: { user: "U1" } });
  });
});
