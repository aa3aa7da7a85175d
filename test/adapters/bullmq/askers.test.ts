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
});
