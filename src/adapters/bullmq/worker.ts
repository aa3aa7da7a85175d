import { setTimeout as delay } from "node:timers/promises";
import { DelayedError, UnrecoverableError, WaitingError, Worker, type Job } from "bullmq";
import { Interrupted, type Asked, type Ending, type Telling } from "../../ports.ts";
import { Askers } from "./askers.ts";
import { isRefusedByRedis } from "./connection.ts";
import { readDiagnosis, writeDiagnosis } from "./job-data.ts";
import { addAgain, type Queues } from "./queues.ts";
import { leaveForNewer, NotOurs, refusedEnding, unverified } from "./refused.ts";
import { NotSigned } from "./signed.ts";
import { listenForStops } from "./stop-calls.ts";
import { hasEnding } from "./telling.ts";

/** One diagnosis in this worker's hands. */
export interface DiagnosisJob extends Asked {
  /** Counts every start, of any worker; a higher one elsewhere means this one lost the job. */
  readonly attempt: number;
  /** Aborts with an Interrupted as its reason. */
  readonly signal: AbortSignal;
  /** Those who wait for it at this moment; others may join while it runs. */
  readonly askers: () => readonly Asked[];
  /** False once another worker took the job over, or the asker was told an ending: then nothing may be shown to them. */
  readonly mayShow: (asker: Asked) => Promise<boolean>;
}

export interface WorkerSettings {
  readonly queues: Queues;
  readonly telling: Telling;
  /** Only its diagnoses are taken; absent where there is one cluster only. */
  readonly cluster?: string;
  /**
   * Does the work. Rejecting with the signal's reason after an abort is the way to end early. It is started again from
   * the top when a worker died: everything it does must bear that.
   */
  readonly run: (job: DiagnosisJob) => Promise<Ending>;
  /** 0 when it may begin; when it has to give way to others, after how many milliseconds to ask again. */
  readonly begin?: (asked: Asked & { readonly priority: number }) => Promise<number>;
  /** It was answered already and is taken again: Redis lost that it is over, and what was noted with that. */
  readonly onAnswered?: (asked: Asked) => Promise<void>;
  /** What is told when there is none from `run`: it was interrupted or failed, or its workers died too often. */
  readonly endingOf: (asked: Asked, why: unknown) => Ending;
  /** Diagnoses at once in this process. */
  readonly concurrency: number;
  /** From start to end of one diagnosis, milliseconds. */
  readonly deadlineMs: number;
  /** A dead worker's jobs are taken over after about lock + stalled interval, milliseconds. */
  readonly lockDurationMs?: number;
  readonly stalledIntervalMs?: number;
}

/** After an abort `run` has this long to end by itself; then the job goes on without it, milliseconds. */
const afterAbortMs = 3000;

/** How often it is looked who joined, milliseconds. */
const lookMs = 1000;

/**
 * Takes diagnoses from the queue. At least once: a job whose worker died is started again elsewhere, up to twice.
 * Its ending is put into the queue `told`, once for each who asked, before the job counts as done.
 * Resolves when it listens for Stop and takes jobs.
 */
export async function createDiagnosisWorker(settings: WorkerSettings): Promise<{
  /** Takes no new jobs, lets running ones end within the grace period (milliseconds), gives back the others. */
  readonly close: (graceMs: number) => Promise<void>;
}> {
  const { queues, telling, cluster } = settings;
  const { redis, prefix, custody, onError, traced } = queues;
  const jobs = queues.of("diagnosis", cluster);
  const name = queues.nameOf(cluster);
  const askers = new Askers(queues);
  const running = new Map<string, { readonly attempt: number; readonly controller: AbortController }>();
  const seen = new WeakSet<Job>();

  const stops = await listenForStops({
    commands: redis,
    prefix,
    running: () => [...running.keys()],
    onError,
    onStop: ({ id, by }) => {
      running.get(id)?.controller.abort(new Interrupted("stopped", `stopped by ${by}`, by));
    },
  });

  const process = async (job: Job<unknown>, token?: string): Promise<void> => {
    seen.add(job);
    const id = job.id ?? "";
    const asked = readable(job);
    if (asked instanceof NotSigned) {
      await refuse(job, id, asked);
      throw new UnrecoverableError(asked.message);
    }
    if (asked instanceof NotOurs) {
      onError(asked);
      if (await leaveForNewer(queues, job, token)) throw new DelayedError();
      await giveUp(job, id, asked);
      throw new UnrecoverableError(asked.message);
    }
    const waitMs = await begin(asked, job);
    if (waitMs > 0) {
      await job.moveToDelayed(Date.now() + waitMs * (0.75 + Math.random() / 2), token);
      throw new DelayedError();
    }
    const controller = new AbortController();
    const { signal } = controller;
    const deadline = setTimeout(() => {
      controller.abort(new Interrupted("deadline", `took longer than ${settings.deadlineMs} ms`));
    }, settings.deadlineMs);
    running.set(id, { attempt: job.attemptsStarted, controller });
    const audience = new Audience(queues, askers, asked, job);
    try {
      await unlessStopped(id);
      await custody.settled();
      await audience.gather();
      // Once more: it may have been stopped before those who wait were known here.
      await unlessStopped(id);
      if (await isAnswered(audience.all())) {
        for (const asker of audience.all()) await settings.onAnswered?.(asker);
        return;
      }
      await tellAll(audience.all(), await endingOf(job, asked, audience, signal), job);
    } catch (error) {
      const reason: unknown = signal.aborted ? signal.reason : error;
      if (!(reason instanceof Interrupted)) {
        if (isRefusedByRedis(error)) audience.doubt();
        throw error;
      }
      if (reason.kind !== "shutdown") throw new UnrecoverableError(reason.message);
      await job.moveToWait(token);
      throw new WaitingError();
    } finally {
      clearTimeout(deadline);
      audience.close();
      running.delete(id);
    }
  };

  const unlessStopped = async (id: string): Promise<void> => {
    const by = await stops.stoppedBy(id);
    if (by !== undefined) throw new UnrecoverableError(`stopped by ${by}`);
  };

  /** A worker died before its job counted as done, or a copy of Redis that lags brought it back. */
  const isAnswered = async (all: readonly Asked[]): Promise<boolean> => {
    const have = await Promise.all(all.map(({ origin }) => hasEnding(queues, origin.key)));
    return have.every(Boolean);
  };

  const begin = async (asked: Asked, { opts: { priority = 0 } }: Job): Promise<number> => {
    try {
      return (await settings.begin?.({ ...asked, priority })) ?? 0;
    } catch (error) {
      onError(error instanceof Error ? error : new Error(String(error)));
      return 0;
    }
  };

  /** Rejects when nothing is to be told from here: another goes on, or everybody has left. */
  const endingOf = async (
    job: Job,
    asked: Asked,
    audience: Audience,
    signal: AbortSignal,
  ): Promise<Ending> => {
    const handle = {
      ...asked,
      attempt: job.attemptsStarted,
      signal,
      askers: () => audience.all(),
      mayShow: async (asker: Asked) =>
        !(await hasEnding(queues, asker.origin.key)) && (await stillMine(job, signal)),
    };
    try {
      return await endedOrAborted(settings.run(handle), signal);
    } catch (error) {
      const why: unknown = signal.aborted ? signal.reason : error;
      if (why instanceof Interrupted && why.kind !== "deadline") throw why;
      return settings.endingOf(asked, why);
    }
  };

  /** A job that Redis does not know any more is still its worker's: Redis lost its data. */
  const stillMine = async (job: Job, signal: AbortSignal): Promise<boolean> => {
    if (signal.reason instanceof Interrupted && signal.reason.kind === "lost") return false;
    const now = await jobs.getJob(job.id ?? "");
    return now === undefined || now.attemptsStarted === job.attemptsStarted;
  };

  const tellAll = async (known: readonly Asked[], ending: Ending, job: Job): Promise<void> => {
    const id = job.id ?? "";
    const waiting = await askers.close(id, jobs.toKey(id), job.attemptsStarted);
    if (waiting === undefined) throw new Interrupted("lost", "another worker took this diagnosis over");
    // Those known from before, too: Redis may have forgotten them. Who left was told so, and is told nothing else.
    const all = new Map([...known, ...waiting].map((asker) => [asker.origin.key, asker]));
    for (const asker of all.values()) await telling.tell({ ...asker, ending });
  };

  const worker = new Worker<unknown>(name, process, {
    connection: redis,
    prefix,
    ...traced,
    concurrency: settings.concurrency,
    lockDuration: settings.lockDurationMs ?? 15_000,
    stalledInterval: settings.stalledIntervalMs ?? 5_000,
    maxStalledCount: 2,
    runRetryDelay: 1000,
  });
  worker.on("error", onError);
  worker.on("lockRenewalFailed", (ids) => {
    for (const id of ids) abortIfTaken(id).catch(onError);
  });
  worker.on("failed", (job, error) => {
    // BullMQ itself fails a job whose workers died too often, when the next worker picks it up.
    if (job?.id !== undefined && !seen.has(job)) giveUp(job, job.id, error).catch(onError);
  });
  await worker.waitUntilReady();

  /** A lock that was not renewed, for Redis is full or was away, takes nothing from us until another one begins. */
  async function abortIfTaken(id: string): Promise<void> {
    const here = running.get(id);
    const now = here && (await jobs.getJob(id));
    if (now && now.attemptsStarted !== here.attempt)
      here.controller.abort(new Interrupted("lost", "another worker took this diagnosis over"));
  }

  async function giveUp(job: Job, id: string, why: Error): Promise<void> {
    const asked = readable(job);
    if (asked instanceof NotSigned) {
      await refuse(job, id, asked);
      return;
    }
    const waiting = (await askers.close(id, jobs.toKey(id))) ?? [];
    const known = asked instanceof NotOurs ? [] : [asked];
    for (const asker of waiting.length === 0 ? known : waiting)
      await telling.tell({ ...asker, ending: settings.endingOf(asker, why) });
  }

  /** Those who wait for it hear it, though they may not be believed either; else whoever the job says. */
  async function refuse(job: Job, id: string, why: NotSigned): Promise<void> {
    onError(why);
    queues.onRefused({ step: "diagnosis", id, why: why.why });
    const waiting = await askers.closeRefused(id, jobs.toKey(id));
    const claimed = unverified(job.data, (data) => readDiagnosis(id, data));
    for (const asker of waiting.length > 0 || claimed === undefined ? waiting : [claimed])
      await telling.tell({ ...asker, ending: refusedEnding(why) });
  }

  function readable(job: Job<unknown>): Asked | NotSigned | NotOurs {
    const id = job.id ?? "";
    try {
      return readDiagnosis(id, queues.signer.open({ queue: name, id }, job.data));
    } catch (error) {
      if (error instanceof NotSigned) return error;
      return new NotOurs(id, error);
    }
  }

  return {
    close: async (graceMs) => {
      const giveBack = setTimeout(() => {
        for (const { controller } of running.values())
          controller.abort(new Interrupted("shutdown", "this worker is shutting down"));
      }, graceMs);
      // With Redis gone, closing would wait for it for ever; the locks run out by themselves.
      await Promise.race([worker.close(), delay(graceMs + afterAbortMs + 1000, undefined, { ref: false })]);
      clearTimeout(giveBack);
      stops.close();
    },
  };
}

/** Those who wait for a diagnosis that runs here, each in this process' custody. */
class Audience {
  readonly #queues: Queues;
  readonly #askers: Askers;
  readonly #asked: Asked;
  readonly #job: Job<unknown>;
  readonly #known = new Map<string, Asked>();
  readonly #letGo: (() => void)[] = [];
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #closed = false;

  constructor(queues: Queues, askers: Askers, asked: Asked, job: Job<unknown>) {
    this.#queues = queues;
    this.#askers = askers;
    this.#asked = asked;
    this.#job = job;
  }

  /** Resolves when those who wait now are known; keeps looking for others until `close`. */
  async gather(): Promise<void> {
    await this.#askers.open(this.#asked.id);
    await this.#look();
    this.#timer = setInterval(() => {
      // While Redis is away a look lasts until it is back.
      this.#looking ??= this.#look()
        .catch(this.#queues.onError)
        .finally(() => {
          this.#looking = undefined;
        });
    }, lookMs);
  }

  all(): readonly Asked[] {
    return [...this.#known.values()];
  }

  /** The job may be lost, for Redis takes nothing now; they still wait for it. */
  doubt(): void {
    if (this.#known.size === 0) this.#know(this.#asked);
    for (const key of this.#known.keys()) this.#queues.custody.doubt("diagnosis", key);
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
    for (const letGo of this.#letGo) letGo();
  }

  async #look(): Promise<void> {
    const { id } = this.#asked;
    const waiting = await this.#askers.now(id);
    // Redis may have lost who waits.
    if (waiting.length === 0)
      for (const asker of this.#known.size === 0 ? [this.#asked] : this.all())
        await this.#askers.join(id, writeDiagnosis(asker));
    const all = waiting.length === 0 ? await this.#askers.now(id) : waiting;
    for (const asker of all) this.#know(asker);
    for (const key of this.#known.keys())
      if (!all.some(({ origin }) => origin.key === key)) this.#known.delete(key);
  }

  #know(asker: Asked): void {
    const { key } = asker.origin;
    // A look that ends after the diagnosis did takes nothing in hand any more.
    if (this.#closed || this.#known.has(key)) return;
    this.#known.set(key, asker);
    const { id: jobId, data, opts } = this.#job;
    this.#letGo.push(
      this.#queues.custody.takeInHand("diagnosis", key, async () => {
        if (jobId === undefined) return;
        await this.#askers.join(jobId, writeDiagnosis(asker));
        const { cluster } = this.#asked.question;
        await addAgain(this.#queues, "diagnosis", data, { ...opts, jobId }, "diagnose", cluster);
      }),
    );
  }
}

/** Settles with the work, or, when the work ignores the abort, a moment after the abort with its reason. */
async function endedOrAborted(work: Promise<Ending>, signal: AbortSignal): Promise<Ending> {
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
    return await Promise.race([work, overdue]);
  } finally {
    clearTimeout(timer);
  }
}
