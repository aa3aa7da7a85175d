import { setTimeout as delay } from "node:timers/promises";
import { DelayedError, Worker, type Job } from "bullmq";
import { NotNow } from "../../ports.ts";
import { failuresKey, isOfClusters, type Step } from "./names.ts";
import { addAgain, type Queues } from "./queues.ts";
import { leaveForNewer, NotOurs } from "./refused.ts";
import { NotSigned } from "./signed.ts";

/** Finished jobs are not kept: what they hold is private, and that they are over stands elsewhere. */
export const finished = { removeOnComplete: true, removeOnFail: true, attempts: 1 } as const;

export interface StepSettings<Item extends { readonly key: string }> {
  readonly queues: Queues;
  readonly step: Exclude<Step, "diagnosis">;
  /** Of a step of which each cluster has a queue; absent where there is one cluster only. */
  readonly cluster?: string;
  readonly read: (data: unknown) => Item;
  /** What is done in the place of a job that may not be believed, or that no process that runs can read; undefined for nothing. */
  readonly instead: (data: unknown, why: NotSigned | NotOurs) => Item | undefined;
  /** Does the step; everything it does must bear to be begun again. Rejects to be called again later. */
  readonly run: (item: Item) => Promise<void>;
  /** It is over and comes again: Redis lost that, and what was noted at its end. */
  readonly onPassed?: (item: Item) => Promise<void>;
  /** It is not worth trying again: too old, or failed too often by itself. */
  readonly onGivenUp: (item: Item, why: Error) => Promise<void>;
  /** How often it may fail for a reason that waiting does not mend; absent where patience alone decides. */
  readonly attempts?: number;
  /** For how long it is tried, milliseconds. */
  readonly patienceMs: number;
  readonly concurrency: number;
  /** A dead process' jobs are taken over after about lock + stalled interval, milliseconds. */
  readonly lockDurationMs?: number;
  readonly stalledIntervalMs?: number;
}

/** Between two tries, milliseconds: doubled each time, up to the second figure. */
const backoffMs = [500, 10_000] as const;

/**
 * Takes the jobs of a step that is all talking: what came in, and what is to be told. At least once each; a step that
 * is over for a question is not begun again. What cannot be done now waits in Redis, and not here.
 */
export async function workStep<Item extends { readonly key: string }>(
  settings: StepSettings<Item>,
): Promise<{ readonly close: (graceMs: number) => Promise<void> }> {
  const { queues, step, cluster } = settings;
  const { custody, onError, onRefused, prefix, redis, signer, traced } = queues;

  const queue = isOfClusters(step) ? queues.nameOf(cluster, step) : step;

  const process = async (job: Job<unknown>, token?: string): Promise<void> => {
    const item = await understood(job, token);
    if (item === undefined) return;
    await custody.settled();
    if (await custody.isPassed(step, item.key)) return settings.onPassed?.(item);
    const letGo = custody.takeInHand(step, item.key, async () => {
      await addAgain(queues, step, job.data, { ...finished, jobId: item.key }, step, cluster);
    });
    try {
      await settings.run(item);
      await custody.passed(step, item.key);
    } catch (error) {
      const failure = error instanceof Error ? error : new Error(String(error));
      // That its turn has not come yet is how it goes.
      if (!(failure instanceof NotNow) || failure.cause !== undefined) onError(failure);
      const over = await giveUpOrWait(job, item, failure, token).catch((refused: unknown) => {
        // Redis takes nothing now, and BullMQ lets go of the job.
        custody.doubt(step, item.key);
        throw refused;
      });
      if (!over) throw new DelayedError();
    } finally {
      letGo();
    }
  };

  /** Whether it is over. */
  const giveUpOrWait = async (job: Job, item: Item, failure: Error, token?: string): Promise<boolean> => {
    const failures = failure instanceof NotNow ? 0 : await failedAgain(item.key);
    const hopeless =
      queues.now() - job.timestamp > settings.patienceMs || failures >= (settings.attempts ?? Infinity);
    if (hopeless) {
      await settings.onGivenUp(item, failure);
      await custody.passed(step, item.key);
    } else await job.moveToDelayed(Date.now() + waitFor(failures, failure), token);
    return hopeless;
  };

  /** How often it failed by itself. BullMQ's own counts hold waits for Slack and takeovers, too. */
  const failedAgain = async (key: string): Promise<number> => {
    const name = failuresKey(prefix, step, key);
    const failures = await redis.incr(name);
    await redis.pexpire(name, settings.patienceMs);
    return failures;
  };

  /** Throws DelayedError for one that is left for a process of a newer version. */
  const understood = async (job: Job<unknown>, token?: string): Promise<Item | undefined> => {
    const id = job.id ?? "";
    try {
      return settings.read(signer.open({ queue, id }, job.data));
    } catch (error) {
      const why = error instanceof NotSigned ? error : new NotOurs(id, error);
      onError(why);
      if (why instanceof NotSigned) onRefused({ step, id, why: why.why });
      else if (await leaveForNewer(queues, job, token)) throw new DelayedError();
      return settings.instead(job.data, why);
    }
  };

  const worker = new Worker<unknown>(queue, process, {
    connection: redis,
    prefix,
    ...traced,
    concurrency: settings.concurrency,
    lockDuration: settings.lockDurationMs ?? 8000,
    stalledInterval: settings.stalledIntervalMs ?? 2500,
    maxStalledCount: 1000,
    runRetryDelay: 1000,
  });
  worker.on("error", onError);
  await Promise.race([worker.waitUntilReady(), delay(2000, undefined, { ref: false })]);

  return {
    close: async (graceMs) => {
      // With Redis gone, closing would wait for it for ever; the locks run out by themselves.
      await Promise.race([worker.close(), delay(graceMs, undefined, { ref: false })]);
    },
  };
}

function waitFor(failures: number, failure: Error): number {
  if (failure instanceof NotNow) return failure.waitMs;
  const [first, most] = backoffMs;
  return Math.min(first * 2 ** Math.min(failures, 10), most) * (0.75 + Math.random() / 4);
}
