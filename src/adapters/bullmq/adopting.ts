import type { Job } from "bullmq";
import { addAgain, type Queues } from "./queues.ts";
import { finished } from "./step-worker.ts";
import { Unanswered } from "./unanswered.ts";

/** Between two looks, milliseconds: whoever has a job alone may end a moment after it took it. */
const lookMs = 500;

/** Jobs that are read beside each other. */
const atOnce = 50;

/** What a job holds is kept in memory by every process: longer texts are left to who put them in. */
const longest = 200_000;

const states = ["wait", "active", "delayed", "prioritized"] as const;

/**
 * Every process takes into custody what stands in `asked` and `told`, and every question that has no ending yet, whoever
 * put it there: those who had it in their hands may all have ended when Redis loses its data. Of what netdiag did not sign
 * nothing is kept.
 */
export function adopt(queues: Queues): { readonly close: () => void } {
  const { redis, custody, signer, onError, of } = queues;
  const unanswered = new Unanswered(queues);
  const seen = { asked: new Set<string>(), told: new Set<string>() };

  const adoptJob = async (step: "asked" | "told", id: string): Promise<void> => {
    const job: Job<unknown> | undefined = await of(step).getJob(id);
    if (!job || JSON.stringify(job.data).length > longest) return;
    const { data, timestamp } = job;
    try {
      signer.open({ queue: step, id }, data);
    } catch {
      return;
    }
    custody.hold(step, id, () => addAgain(queues, step, data, { ...finished, jobId: id, timestamp }));
  };

  const look = async (): Promise<void> => {
    if (redis.status !== "ready") return;
    for (const step of ["asked", "told"] as const) {
      const ids = await of(step).getRanges([...states], 0, -1);
      const fresh = ids.filter((id) => !seen[step].has(id));
      for (let first = 0; first < fresh.length; first += atOnce)
        await Promise.all(fresh.slice(first, first + atOnce).map((id) => adoptJob(step, id)));
      seen[step] = new Set(ids);
    }
    await unanswered.adopt();
  };

  let looking = false;
  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    look()
      .catch((error: unknown) => {
        onError(error instanceof Error ? error : new Error(String(error)));
      })
      .finally(() => {
        looking = false;
      });
  }, lookMs);
  timer.unref();
  return {
    close: () => {
      clearInterval(timer);
    },
  };
}
