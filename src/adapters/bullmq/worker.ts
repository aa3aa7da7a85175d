import { setTimeout as delay } from "node:timers/promises";
import { Queue, UnrecoverableError, WaitingError, Worker, type Job } from "bullmq";
import { Redis } from "ioredis";
import type { Progress } from "../../model/progress.ts";
import { Interrupted, type DiagnosisRequest, type Origin } from "../../ports.ts";
import { readJobData, writeJobData, type JobData } from "./job-data.ts";
import { defaultPrefix, queueName, removalKey } from "./names.ts";
import { listenForStops } from "./stop-calls.ts";

/** One diagnosis in this worker's hands. */
export interface DiagnosisJob extends DiagnosisRequest {
  readonly id: string;
  /** Counts every start, of any worker; a higher one elsewhere means this one lost the job. */
  readonly attempt: number;
  /** Aborts with an Interrupted as its reason. */
  readonly signal: AbortSignal;
  /** False once another worker took the job over: then nothing may be posted or created for it here. */
  readonly stillMine: () => Promise<boolean>;
  /** Keeps where the answer is being written, for the next attempt and for those who join. */
  readonly remember: (origin: Origin) => Promise<void>;
  /** For dashboards: the stage alone, no evidence. */
  readonly progressed: (progress: Progress) => Promise<void>;
}

export interface WorkerSettings {
  readonly redisUrl: string;
  /**
   * Does the work. Rejecting with the signal's reason after an abort is the way to end early; any other rejection
   * fails the job. It is started again from the top when a worker died: everything it does must bear that.
   */
  readonly run: (job: DiagnosisJob) => Promise<void>;
  /** A job that ends without `run`: stopped while it waited, or its workers died too often. */
  readonly onNeverRan: (
    request: DiagnosisRequest & { readonly id: string },
    why: { readonly stoppedBy: string } | { readonly gaveUp: string },
  ) => Promise<void>;
  readonly onError: (error: Error) => void;
  /** Diagnoses at once in this process. */
  readonly concurrency: number;
  /** From start to end of one diagnosis, milliseconds. */
  readonly deadlineMs: number;
  readonly prefix?: string;
  /** A dead worker's jobs are taken over after about lock + stalled interval, milliseconds. */
  readonly lockDurationMs?: number;
  readonly stalledIntervalMs?: number;
}

/** After an abort `run` has this long to tell the thread; then the job goes on without it, milliseconds. */
const afterAbortMs = 3000;

/**
 * Takes diagnoses from the queue. At least once: a job whose worker died is started again elsewhere, up to twice.
 * Resolves when it listens for Stop and takes jobs.
 */
export async function createDiagnosisWorker(settings: WorkerSettings): Promise<{
  /** Takes no new jobs, lets running ones end within the grace period (milliseconds), gives back the others. */
  readonly close: (graceMs: number) => Promise<void>;
}> {
  const { redisUrl, prefix = defaultPrefix, onError } = settings;
  const redis = new Redis(redisUrl, {
    maxRetriesPerRequest: null,
    retryStrategy: (times) => Math.min(times * 100, 2000),
  });
  redis.on("error", onError);
  const jobs = new Queue<JobData>(queueName, { connection: redis, prefix });
  jobs.on("error", onError);
  const running = new Map<string, AbortController>();
  const seen = new WeakSet<Job>();

  const stops = await listenForStops({
    commands: redis,
    prefix,
    running: () => [...running.keys()],
    onError,
    onStop: ({ id, by }) => {
      const controller = running.get(id);
      if (controller) controller.abort(new Interrupted("stopped", `stopped by ${by}`, by));
      else endWaiting(id, by).catch(onError);
    },
  });

  const process = async (job: Job<JobData>, token?: string): Promise<void> => {
    seen.add(job);
    const id = job.id ?? "";
    const request = readable(job);
    const controller = new AbortController();
    const { signal } = controller;
    const deadline = setTimeout(() => {
      controller.abort(new Interrupted("deadline", `took longer than ${settings.deadlineMs} ms`));
    }, settings.deadlineMs);
    running.set(id, controller);
    try {
      const by = await stops.stoppedBy(id);
      if (by !== undefined) controller.abort(new Interrupted("stopped", `stopped by ${by}`, by));
      await endedOrAborted(settings.run(handle(job, request, signal)), signal);
    } catch (error) {
      const reason: unknown = signal.aborted ? signal.reason : error;
      if (!(reason instanceof Interrupted)) throw error;
      if (reason.kind !== "shutdown") throw new UnrecoverableError(reason.message);
      await job.moveToWait(token);
      throw new WaitingError();
    } finally {
      clearTimeout(deadline);
      running.delete(id);
    }
  };

  const handle = (job: Job<JobData>, request: DiagnosisRequest, signal: AbortSignal): DiagnosisJob => ({
    ...request,
    id: job.id ?? "",
    attempt: job.attemptsStarted,
    signal,
    stillMine: async () => {
      if (signal.reason instanceof Interrupted && signal.reason.kind === "lost") return false;
      const now = await jobs.getJob(job.id ?? "");
      return now?.attemptsStarted === job.attemptsStarted;
    },
    remember: async (origin) => {
      await job.updateData(writeJobData({ question: request.question, origin }));
    },
    progressed: async (progress) => {
      await job.updateProgress({ stage: progress.stage });
    },
  });

  const worker = new Worker<JobData>(queueName, process, {
    connection: redis,
    prefix,
    concurrency: settings.concurrency,
    lockDuration: settings.lockDurationMs ?? 15_000,
    stalledInterval: settings.stalledIntervalMs ?? 5_000,
    maxStalledCount: 2,
  });
  worker.on("error", onError);
  worker.on("lockRenewalFailed", (ids) => {
    for (const id of ids)
      running.get(id)?.abort(new Interrupted("lost", "another worker took this diagnosis over"));
  });
  worker.on("failed", (job, error) => {
    // BullMQ itself fails a job whose workers died too often, when the next worker picks it up.
    if (job?.id !== undefined && !seen.has(job)) giveUp(job, job.id, error.message).catch(onError);
  });
  await worker.waitUntilReady();

  async function giveUp(job: Job<JobData>, id: string, why: string): Promise<void> {
    await settings.onNeverRan({ id, ...readable(job) }, { gaveUp: why });
  }

  /** Every worker hears Stop; the first to claim the waiting job removes it and tells the thread. */
  async function endWaiting(id: string, by: string): Promise<void> {
    const job = await jobs.getJob(id);
    if (!job || !(await job.isWaiting())) return;
    const request = readable(job);
    if ((await redis.set(removalKey(prefix, id), "1", "EX", 60, "NX")) === null) return;
    try {
      await job.remove();
    } catch {
      return; // taken up in this moment: whoever runs it sees that it was stopped
    }
    await settings.onNeverRan({ id, ...request }, { stoppedBy: by });
  }

  return {
    close: async (graceMs) => {
      const giveBack = setTimeout(() => {
        for (const controller of running.values())
          controller.abort(new Interrupted("shutdown", "this worker is shutting down"));
      }, graceMs);
      // With Redis gone, closing would wait for it for ever; the locks run out by themselves.
      await Promise.race([worker.close(), delay(graceMs + afterAbortMs + 1000, undefined, { ref: false })]);
      clearTimeout(giveBack);
      stops.close();
      await jobs.close();
      redis.disconnect();
    },
  };
}

/** A job nobody can read will not get better by trying again. */
function readable(job: Job): DiagnosisRequest {
  try {
    return readJobData(job.data);
  } catch (error) {
    throw new UnrecoverableError(error instanceof Error ? error.message : String(error));
  }
}

/** Settles with the work, or, when the work ignores the abort, a moment after the abort with its reason. */
async function endedOrAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const overdue = new Promise<never>((_resolve, reject) => {
    const start = (): void => {
      timer = setTimeout(() => {
        reject(new Error("ended without waiting for the work"));
      }, afterAbortMs);
    };
    if (signal.aborted) start();
    else signal.addEventListener("abort", start, { once: true });
  });
  try {
    await Promise.race([work, overdue]);
  } finally {
    clearTimeout(timer);
  }
}
