import { setTimeout as delay } from "node:timers/promises";
import type { Job } from "bullmq";
import type { Asked, DiagnosisQueue, DiagnosisRequest, Leaving } from "../../ports.ts";
import { Askers } from "./askers.ts";
import { diagnosisId, readDiagnosis, writeDiagnosis } from "./job-data.ts";
import { cancelChannel, cancelKey } from "./names.ts";
import type { Queues } from "./queues.ts";
import { questionKey } from "./same-question.ts";
import { NotSigned } from "./signed.ts";
import { hasEnding } from "./telling.ts";
import { Unanswered } from "./unanswered.ts";

export interface QueueSettings {
  readonly queues: Queues;
  /** Part of what makes two questions the same. */
  readonly clusterName: string;
}

/** Stop is remembered for as long as a job could still turn up, seconds. */
const cancelTtlSeconds = 3600;

/** A diagnosis that has just ended leaves its place to the next equal question within this, milliseconds. */
const endingMs = 3000;

/** Where diagnoses are asked for. Waits for a Redis that is away. */
export function createDiagnosisQueue({ queues, clusterName }: QueueSettings): DiagnosisQueue {
  const { custody, redis, prefix, signer } = queues;
  const askers = new Askers(queues);

  const add = async (request: DiagnosisRequest): Promise<{ id: string; joined: boolean }> => {
    const { question, origin, priority = 0, rights } = request;
    const data = writeDiagnosis(request);
    const own = diagnosisId(origin);
    const { cluster } = question;
    const signed = signer.sign({ queue: queues.nameOf(cluster), id: own }, data);
    const end = performance.now() + endingMs;
    for (;;) {
      // Before the job, so that no worker finds a diagnosis without anybody who waits for it.
      await askers.join(own, data);
      const job = await queues.of("diagnosis", cluster).add("diagnose", signed, {
        jobId: own,
        attempts: 1,
        timestamp: queues.now(),
        priority,
        deduplication: { id: questionKey(cluster ?? clusterName, origin.channel, question, rights) },
        removeOnComplete: { age: 3600, count: 1000 },
        removeOnFail: { age: 24 * 3600, count: 1000 },
      });
      const id = job.id ?? own;
      if (id === own) return { id, joined: false };
      await askers.forget(own);
      if (await askers.join(id, data)) return { id, joined: true };
      if (performance.now() > end) throw new Error(`an equal question, ${id}, is ending and does not end`);
      await delay(100);
    }
  };

  /** Its job, in whichever cluster's queue. */
  const find = async (id: string): Promise<Found | undefined> => {
    for (const cluster of queues.clusters) {
      const job = await queues.of("diagnosis", cluster).getJob(id);
      if (job) return { job, queue: queues.nameOf(cluster) };
    }
    return undefined;
  };

  const read = (id: string, { job, queue }: Found): Asked =>
    readDiagnosis(id, signer.open({ queue, id }, job.data));

  return {
    question: async (id) => {
      const found = await find(id);
      try {
        return found && read(id, found).question;
      } catch (error) {
        if (error instanceof NotSigned) return undefined;
        throw error;
      }
    },
    submit: async (request) => {
      const { origin } = request;
      const answered = { id: diagnosisId(origin), joined: false };
      if (await hasEnding(queues, origin.key)) return answered;
      const unanswered = new Unanswered(queues);
      const submit = async (): Promise<{ id: string; joined: boolean }> => {
        const submitted = await add(request);
        await unanswered.note({ ...request, id: submitted.id });
        return submitted;
      };
      custody.hold("diagnosis", origin.key, async () => {
        await submit();
      });
      return submit();
    },
    leave: async (id, by) => {
      const found = await find(id);
      const job = found?.job;
      let waiting = await askers.now(id);
      if (waiting.length === 0 && found && !(await found.job.isCompleted())) {
        // Redis lost who asked.
        await askers.join(id, writeDiagnosis(read(id, found)));
        waiting = await askers.now(id);
      }
      const who = await leaverOf(waiting, by);
      if (!who || (await askers.isClosed(id))) return undefined;
      await by.before?.(who);
      const left = await askers.leave(id, who.origin.key);
      if (left === undefined) return undefined;
      if (left === 0) {
        await redis.set(cancelKey(prefix, id), by.user, "EX", cancelTtlSeconds);
        await redis.publish(cancelChannel(prefix), JSON.stringify({ id, by: by.user }));
        // One that runs is locked: its worker was told.
        await job?.remove().catch(() => undefined);
      }
      return who;
    },
  };
}

interface Found {
  readonly job: Job<unknown>;
  /** Its name. */
  readonly queue: string;
}

/** Whose message it is; where that is not known, who pressed, unless their own message is another one. */
async function leaverOf(
  waiting: readonly Asked[],
  { user, statusTs, statusOf }: Leaving,
): Promise<Asked | undefined> {
  const placed = await Promise.all(
    waiting.map(async (asked) => ({
      asked,
      at: asked.origin.statusTs ?? (await statusOf?.(asked.origin)),
    })),
  );
  const theirs = placed.find(({ at }) => statusTs !== undefined && at === statusTs);
  const own = placed.find(
    ({ asked, at }) => asked.origin.user === user && (at === undefined || statusTs === undefined),
  );
  return (theirs ?? own)?.asked;
}
