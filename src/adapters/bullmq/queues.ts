import { setTimeout as delay } from "node:timers/promises";
import { Queue, type JobsOptions, type Telemetry } from "bullmq";
import type { RedisConnection } from "./connection.ts";
import { Custody } from "./custody.ts";
import { clusterPart, type Clusters } from "../../model/clusters.ts";
import {
  clusterQueue,
  defaultPrefix,
  isOfClusters,
  steps,
  watching,
  type ClusterStep,
  type Step,
} from "./names.ts";
import { redisTime } from "./redis-time.ts";
import { watchForSetBack } from "./set-back.ts";
import { createSigner, type NotSigned, type Signer } from "./signed.ts";

/** For saying goodbye to Redis, milliseconds. */
export const closeMs = 1000;

export interface QueuesSettings {
  /** Commands on it wait for as long as Redis is away. Ended by `close`. */
  readonly redis: RedisConnection;
  readonly prefix?: string;
  /** Absent where there is one only: a bot's are all, a worker's the default one and its own. */
  readonly clusters?: Clusters;
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

/** One process' share in the queues: a connection, what it holds in custody, and the ends that jobs are put in at. */
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
  /** Each cluster's diagnoses and captures have queues of their own; without a cluster it is the default one's. */
  readonly of: (step: Step, cluster?: string) => Queue;
  /** The queue's name, as jobs are signed for it. */
  readonly nameOf: (cluster: string | undefined, step?: ClusterStep) => string;
  /** Every cluster whose diagnoses are known here; undefined where there is one only. */
  readonly clusters: readonly (string | undefined)[];
  readonly close: () => Promise<void>;
}

/** Asked, diagnosis, told: a question passes through them in this order, and each step ends when the next one has its job. */
export function openQueues(settings: QueuesSettings): Queues {
  const {
    redis,
    prefix = defaultPrefix,
    clusters,
    keys,
    onError,
    telemetry,
    onPutBack,
    onRefused,
  } = settings;
  const custody = new Custody({ redis, prefix, onError, ...(onPutBack && { onPutBack }) });
  const traced = telemetry ? { telemetry } : {};
  const queues = new Map<string, Queue>();
  const named = (name: string): Queue => {
    const known = queues.get(name);
    if (known) return known;
    const queue = new Queue(name, { connection: redis, prefix, ...traced });
    queue.on("error", onError);
    queues.set(name, queue);
    return queue;
  };
  const nameOf = (cluster: string | undefined, step: ClusterStep = "diagnosis"): string =>
    clusterQueue(step, clusterPart(clusters, cluster));
  const all = clusters ? [clusters.byDefault, ...clusters.others] : [undefined];
  const ofClusters = steps.filter(isOfClusters).flatMap((step) => all.map((each) => nameOf(each, step)));
  for (const name of [...steps, watching, ...ofClusters]) named(name);
  const time = redisTime(redis);
  const unwatch = watchForSetBack(() => queues.values(), onError);
  return {
    redis,
    prefix,
    custody,
    signer: createSigner(keys, time.now),
    now: time.now,
    onError,
    traced,
    onRefused,
    of: (step, cluster) => named(isOfClusters(step) ? nameOf(cluster, step) : step),
    nameOf,
    clusters: all,
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
  cluster?: string,
): Promise<void> {
  const queue = of(step, cluster);
  const rest = await queue.getJob(options.jobId);
  const state = await rest?.getState();
  if (state === "unknown" || state === "failed") await rest?.remove();
  await queue.add(name, data, { timestamp: now(), ...options });
}
