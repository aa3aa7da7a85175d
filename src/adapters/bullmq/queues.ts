import { setTimeout as delay } from "node:timers/promises";
import { Queue, type JobsOptions, type Telemetry } from "bullmq";
import type { RedisConnection } from "./connection.ts";
import { Custody } from "./custody.ts";
import { defaultPrefix, steps, watching, type Step } from "./names.ts";
import { redisTime } from "./redis-time.ts";
import { watchForSetBack } from "./set-back.ts";
import { createSigner, type NotSigned, type Signer } from "./signed.ts";

/** For saying goodbye to Redis, milliseconds. */
export const closeMs = 1000;

export interface QueuesSettings {
  /** Commands on it wait for as long as Redis is away. Ended by `close`. */
  readonly redis: RedisConnection;
  readonly prefix?: string;
  /** Sign what is put in, and tell what may not be believed: the first one signs, all are taken. */
  readonly keys: readonly [string, ...string[]];
  readonly onError: (error: Error) => void;
  /** Carries traces from whoever adds a job to whoever takes it. */
  readonly telemetry?: Telemetry;
  /** A step that Redis lost was put back. */
  readonly onPutBack?: () => void;
  /** Somebody else wrote to Redis, or an older version did: for the audit. */
  readonly onRefused: (refused: Refused) => void;
}

/** A job that was not done because its signature did not say that netdiag wrote it. */
export interface Refused {
  readonly step: Step;
  readonly id: string;
  readonly why: NotSigned["why"];
}

/** One process' share in the three queues: a connection, what it holds in custody, and the ends that jobs are put in at. */
export interface Queues {
  readonly redis: RedisConnection;
  readonly prefix: string;
  readonly custody: Custody;
  readonly signer: Signer;
  /** By Redis' clock, milliseconds: how old a job is. */
  readonly now: () => number;
  readonly onError: (error: Error) => void;
  /** For every end of a queue. */
  readonly traced: { readonly telemetry?: Telemetry };
  readonly onRefused: (refused: Refused) => void;
  readonly of: (step: Step) => Queue;
  readonly close: () => Promise<void>;
}

/** Asked, diagnosis, told: a question passes through them in this order, and each step ends when the next one has its job. */
export function openQueues(settings: QueuesSettings): Queues {
  const { redis, prefix = defaultPrefix, keys, onError, telemetry, onPutBack, onRefused } = settings;
  const custody = new Custody({ redis, prefix, onError, ...(onPutBack && { onPutBack }) });
  const traced = telemetry ? { telemetry } : {};
  const queues = new Map<Step, Queue>(
    [...steps, watching].map((step: Step) => {
      const queue = new Queue(step, { connection: redis, prefix, ...traced });
      queue.on("error", onError);
      return [step, queue];
    }),
  );
  const time = redisTime(redis);
  const unwatch = watchForSetBack(queues.values(), onError);
  return {
    redis,
    prefix,
    custody,
    signer: createSigner(keys, time.now),
    now: time.now,
    onError,
    traced,
    onRefused,
    of: (step) => {
      const queue = queues.get(step);
      if (!queue) throw new Error(`there is no queue ${step}`);
      return queue;
    },
    close: async () => {
      time.close();
      unwatch();
      // A Redis that stands still, connected, answers nobody who waits for it.
      const close = async (): Promise<void> => {
        await custody.close();
        if (redis.status === "ready") await Promise.all([...queues.values()].map((queue) => queue.close()));
      };
      await Promise.race([close(), delay(closeMs, undefined, { ref: false })]);
      redis.disconnect();
    },
  };
}

/**
 * Puts a job in that may have been there before. Where it failed, or Redis was too full to end it and kept its data in
 * no list, that rest is removed first: BullMQ takes no second job of one id.
 */
export async function addAgain(
  { of, now }: Pick<Queues, "of" | "now">,
  step: Step,
  data: unknown,
  options: JobsOptions & { readonly jobId: string },
  name: string = step,
): Promise<void> {
  const queue = of(step);
  const rest = await queue.getJob(options.jobId);
  const state = await rest?.getState();
  if (state === "unknown" || state === "failed") await rest?.remove();
  await queue.add(name, data, { timestamp: now(), ...options });
}
