import { setTimeout as delay } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { workTelling } from "../../../src/adapters/bullmq/telling.ts";
import { sweepUnanswered } from "../../../src/adapters/bullmq/unanswered.ts";
import type { Told } from "../../../src/ports.ts";
import { anyRedis, redisMissing } from "../../redis.ts";
import { ask } from "./question.ts";
import { openWorld } from "./world.ts";

const missing = redisMissing();
if (missing) process.stderr.write(`SKIPPED: ${missing}\n`);

test.skipIf(missing !== undefined)(
  "a question whose job vanished without a word is told so, once, and one that goes on is let be",
  async () => {
    const redis = await anyRedis();
    onTestFinished(() => redis.stop());
    const { queues, diagnoses, telling, close } = openWorld(redis.url, `{unanswered-${process.pid}}`);
    onTestFinished(close);
    const told: Told[] = [];
    const teller = await workTelling({
      queues,
      run: (each) => {
        told.push(each);
        return Promise.resolve();
      },
      onGivenUp: () => Promise.resolve(),
      concurrency: 2,
    });
    onTestFinished(() => teller.close(500));
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
