import { randomBytes } from "node:crypto";
import { Queue } from "bullmq";
import { Redis } from "ioredis";
import { QueueDown, type DiagnosisQueue, type DiagnosisRequest } from "../../ports.ts";
import { readJobData, writeJobData, type JobData } from "./job-data.ts";
import { cancelChannel, cancelKey, defaultPrefix, queueName } from "./names.ts";
import { questionKey } from "./same-question.ts";

export interface QueueSettings {
  readonly redisUrl: string;
  /** Part of what makes two questions the same. */
  readonly clusterName: string;
  /** How long a call may take before Redis counts as down, milliseconds. Slack waits three seconds in all. */
  readonly budgetMs?: number;
  readonly prefix?: string;
  /** Connection trouble, for the log. Calls say it for themselves. */
  readonly onError?: (error: Error) => void;
}

/** Stop is remembered for as long as a job could still turn up. */
const cancelTtlSeconds = 3600;

/**
 * The bot's end of the queue. Every call answers within the budget: with Redis down it throws QueueDown at once
 * instead of queueing in memory, and works again by itself when Redis is back.
 */
export function createDiagnosisQueue(
  settings: QueueSettings,
): DiagnosisQueue & { readonly close: () => Promise<void> } {
  const { redisUrl, clusterName, budgetMs = 1000, prefix = defaultPrefix } = settings;
  const redis = new Redis(redisUrl, {
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    connectTimeout: budgetMs,
    retryStrategy: (times) => Math.min(times * 100, 1000),
  });
  redis.on("error", (error: Error) => settings.onError?.(error));
  let queue: Queue<JobData> | undefined;

  // BullMQ reads the server's version once, when the queue object is made; if that fails the object never recovers.
  // So it is made when the connection stands, and made again if the first look failed.
  const ready = async (): Promise<Queue<JobData>> => {
    if (redis.status !== "ready") await connected(redis, budgetMs);
    if (!queue) {
      const made = new Queue<JobData>(queueName, { connection: redis, prefix });
      made.on("error", (error) => settings.onError?.(error));
      await made.waitUntilReady();
      queue = made;
    }
    return queue;
  };
  const within = <T>(work: (queue: Queue<JobData>) => Promise<T>): Promise<T> =>
    inBudget(ready().then(work), budgetMs);

  /** The job's id, and the data of the job that was there before, if the question is already being answered. */
  const add = async (jobs: Queue<JobData>, data: JobData): Promise<{ id: string; before?: unknown }> => {
    const id = `nd-${randomBytes(6).toString("hex")}`;
    const job = await jobs.add("diagnose", data, {
      jobId: id,
      attempts: 1,
      deduplication: { id: questionKey(clusterName, data.question) },
      removeOnComplete: { age: 3600, count: 1000 },
      removeOnFail: { age: 24 * 3600, count: 1000 },
    });
    if (job.id === undefined || job.id === id) return { id };
    const before = await jobs.getJob(job.id);
    // Removed between the two calls: the question is nobody's any more.
    return before ? { id: job.id, before: before.data } : add(jobs, data);
  };

  return {
    submit: async (request: DiagnosisRequest) => {
      const data = writeJobData(request);
      const { id, before } = await within((jobs) => add(jobs, data));
      return before === undefined ? { id } : { id, joined: readJobData(before).origin };
    },
    cancel: (id, by) =>
      within(async (jobs) => {
        const job = await jobs.getJob(id);
        if (!job || (await job.isCompleted()) || (await job.isFailed())) return false;
        await redis.set(cancelKey(prefix, id), by, "EX", cancelTtlSeconds);
        await redis.publish(cancelChannel(prefix), JSON.stringify({ id, by }));
        return true;
      }),
    close: async () => {
      await queue?.close();
      redis.disconnect();
    },
  };
}

function down(cause: unknown): QueueDown {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new QueueDown(`The diagnosis queue does not answer (Redis: ${why}). Try again in a minute.`, {
    cause,
  });
}

async function inBudget<T>(work: Promise<T>, budgetMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${budgetMs} ms`));
    }, budgetMs);
  });
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    throw error instanceof QueueDown ? error : down(error);
  } finally {
    clearTimeout(timer);
  }
}

/** Waits for a connection that is being made, no longer than the budget. */
async function connected(redis: Redis, budgetMs: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const settle = (error?: Error): void => {
      clearTimeout(timer);
      redis.off("ready", onReady);
      redis.off("error", settle);
      if (error) reject(error);
      else resolve();
    };
    const onReady = (): void => {
      settle();
    };
    const timer = setTimeout(() => {
      settle(new Error(`no connection within ${budgetMs} ms`));
    }, budgetMs);
    redis.on("ready", onReady);
    redis.on("error", settle);
  });
}
