import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { workInbox } from "../../../src/adapters/bullmq/inbox.ts";
import { NotNow, type Delivery } from "../../../src/ports.ts";
import { anyRedis, redisMissing, type PrivateRedis } from "../../redis.ts";
import { openWorld } from "./world.ts";

const missing = redisMissing();
if (missing) process.stderr.write(`SKIPPED: ${missing}\n`);

describe.skipIf(missing !== undefined)("a step that is tried again", () => {
  let redis: Pick<PrivateRedis, "url" | "stop">;
  beforeAll(async () => {
    redis = await anyRedis();
  });
  afterAll(async () => {
    await redis.stop();
  });

  test("waiting for Slack counts for no failure: one failure after many waits gives nothing up", async () => {
    const { inbox, queues, close } = openWorld(redis.url, `{step-${process.pid}}`);
    onTestFinished(close);
    let tries = 0;
    const givenUp: Delivery[] = [];
    const made = await workInbox({
      queues,
      run: () => {
        tries += 1;
        if (tries <= 9) return Promise.reject(new NotNow(5, "Slack is busy"));
        return tries === 10 ? Promise.reject(new Error("a bug")) : Promise.resolve();
      },
      onGivenUp: (each) => {
        givenUp.push(each);
        return Promise.resolve();
      },
      onNotBelieved: () => Promise.resolve(),
      knows: () => true,
      concurrency: 2,
    });
    onTestFinished(() => made.close(1000));
    await inbox.write({ key: "delivery-1", entry: "mention", from: { user: "U1" } });
    await expect.poll(() => tries, { timeout: 15_000 }).toBe(11);
    expect(givenUp).toEqual([]);
  });
});
