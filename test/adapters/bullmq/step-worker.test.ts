import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { workInbox } from "../../../src/adapters/bullmq/inbox.ts";
import { writeTold } from "../../../src/adapters/bullmq/job-data.ts";
import { workTelling } from "../../../src/adapters/bullmq/telling.ts";
import { NotNow, type Delivery, type Told } from "../../../src/ports.ts";
import { anyRedis, redisMissing, type PrivateRedis } from "../../redis.ts";
import { ask } from "./question.ts";
import { openWorld, putSigned } from "./world.ts";

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

  test("an ending that was told and comes again, for Redis forgot that, is told nobody, and said to be over again", async () => {
    const { telling, queues, close } = openWorld(redis.url, `{again-${process.pid}}`);
    onTestFinished(close);
    const heard: string[] = [];
    const teller = await workTelling({
      queues,
      run: ({ origin }) => {
        heard.push(`told ${origin.key}`);
        return Promise.resolve();
      },
      onPassed: ({ origin }) => {
        heard.push(`over ${origin.key}`);
        return Promise.resolve();
      },
      onGivenUp: () => Promise.resolve(),
      concurrency: 2,
    });
    onTestFinished(() => teller.close(1000));
    const told: Told = { id: "nd-1", ...ask(), ending: { kind: "failed", sentence: "done" } };
    const { key } = told.origin;
    await telling.tell(told);
    await expect.poll(() => queues.custody.isPassed("told", key)).toBe(true);
    await expect.poll(() => queues.of("told").getJobState(key)).toBe("unknown");
    await putSigned(queues, "told", key, writeTold(told));
    await expect.poll(() => heard).toEqual([`told ${key}`, `over ${key}`]);
  });
});
