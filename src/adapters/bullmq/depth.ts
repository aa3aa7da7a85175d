import { isOfClusters, steps, type Step } from "./names.ts";
import type { Queues } from "./queues.ts";

/** How much waits in one of the queues. */
export interface Depth {
  readonly step: Step;
  /** Of diagnoses and captures, where there are several clusters. */
  readonly cluster?: string;
  /** `waiting`, `active`, `delayed`: how many jobs are in each. */
  readonly jobs: Readonly<Record<string, number>>;
  /** Age of the oldest job that waits, for its turn or for Slack, seconds; 0 when none does. */
  readonly oldestSeconds: number;
}

/** Rejects while Redis is away. */
export async function depthsOf(queues: Queues): Promise<readonly Depth[]> {
  if (queues.redis.status !== "ready") throw new Error("Redis is away");
  const places = steps.flatMap<{ readonly step: Step; readonly cluster: string | undefined }>((step) =>
    isOfClusters(step)
      ? queues.clusters.map((cluster) => ({ step, cluster }))
      : [{ step, cluster: undefined }],
  );
  return Promise.all(
    places.map(async ({ step, cluster }) => {
      const queue = queues.of(step, cluster);
      const [counts, byPriority, first] = await Promise.all([
        queue.getJobCounts("wait", "prioritized", "active", "delayed"),
        queue.getJobs(["prioritized", "delayed"], 0, mostLookedAt, true),
        queue.getJobs(["wait"], 0, 0, true),
      ]);
      const times = [...byPriority, ...first].map(({ timestamp }) => timestamp);
      const { wait = 0, prioritized = 0, active = 0, delayed = 0 } = counts;
      return {
        step,
        ...(cluster !== undefined && { cluster }),
        jobs: { waiting: wait + prioritized, active, delayed },
        oldestSeconds: times.length === 0 ? 0 : Math.max(0, (queues.now() - Math.min(...times)) / 1000),
      };
    }),
  );
}

/** Jobs with a priority, and delayed ones, are not in the order of their age. */
const mostLookedAt = 500;
