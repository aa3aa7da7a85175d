/** The clock of the machine that a program runs on is wrong, or is set while questions are open. */
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { workInbox } from "../../../src/adapters/bullmq/inbox.ts";
import { NotNow, type Delivery } from "../../../src/ports.ts";
import { anyRedis, redisMissing, type PrivateRedis } from "../../redis.ts";
import { openWorld } from "./world.ts";

const missing = redisMissing();
if (missing) process.stderr.write(`SKIPPED: ${missing}\n`);

const hour = 3600_000;

describe.skipIf(missing !== undefined)("the machine's clock", { timeout: 60_000 }, () => {
  let redis: Pick<PrivateRedis, "url" | "stop">;
  let count = 0;
  beforeAll(async () => {
    redis = await anyRedis();
  });
  afterAll(async () => {
    await redis.stop();
  });

  /** `off` is how far this machine's clock is ahead, milliseconds. */
  const start = (off: number, run: (tries: number) => Promise<void> = () => Promise.resolve()) => {
    const real = Date.now;
    const clock = { off };
    const spy = vi.spyOn(Date, "now").mockImplementation(() => real() + clock.off);
    onTestFinished(() => {
      spy.mockRestore();
    });
    const notBelieved: Delivery[] = [];
    const { inbox, queues, close } = openWorld(redis.url, `{clock-${process.pid}-${++count}}`);
    onTestFinished(close);
    const seen = { tries: 0 };
    const work = async (): Promise<void> => {
      const made = await workInbox({
        queues,
        run: () => run((seen.tries += 1)),
        onGivenUp: () => Promise.resolve(),
        onNotBelieved: (delivery) => {
          notBelieved.push(delivery);
          return Promise.resolve();
        },
        knows: () => true,
        concurrency: 2,
      });
      onTestFinished(() => made.close(1000));
    };
    const asked = async (): Promise<void> => {
      await inbox.write({ key: "delivery-1", entry: "mention", from: { user: "U1" } });
    };
    return { real, clock, queues, seen, notBelieved, work, asked };
  };

  test("a clock set two hours back makes no job that was signed before a forged one", async () => {
    const { real, clock, queues, seen, notBelieved, work, asked } = start(hour);
    await expect.poll(() => Math.abs(queues.now() - real()), { timeout: 20_000 }).toBeLessThan(5000);
    await asked();
    clock.off = -hour;
    await work();
    await expect.poll(() => seen.tries + notBelieved.length, { timeout: 20_000 }).toBe(1);
    expect(notBelieved).toEqual([]);
  });

  test("a job is as old as Redis says, whatever this machine's clock said when it was written", async () => {
    const { real, queues, asked } = start(-hour);
    await expect.poll(() => Math.abs(queues.now() - real()), { timeout: 20_000 }).toBeLessThan(5000);
    await asked();
    const job = await queues.of("asked").getJob("delivery-1");
    expect(queues.now() - (job?.timestamp ?? 0)).toBeLessThan(20_000);
  });

  test("when the clock is set back by an hour, nothing that waits does so for an hour longer", async () => {
    const { clock, queues, seen, work, asked } = start(hour, (tries) =>
      tries === 1 ? Promise.reject(new NotNow(60_000, "Slack is busy")) : Promise.resolve(),
    );
    await work();
    await asked();
    await expect.poll(() => queues.of("asked").getDelayedCount(), { timeout: 20_000 }).toBe(1);
    clock.off = 0;
    await expect.poll(() => seen.tries, { timeout: 20_000 }).toBe(2);
  });
});
