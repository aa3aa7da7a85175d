import type { Job } from "bullmq";
import type { InLine, Line } from "../../ports.ts";
import { Askers } from "./askers.ts";
import { readDiagnosis } from "./job-data.ts";
import type { Queues } from "./queues.ts";
import { hasEnding } from "./telling.ts";

/** The diagnoses that no worker has begun, in the order in which workers will take them: of all clusters, or some. */
export function createLine(queues: Queues, of: Queues["clusters"] = queues.clusters): Line {
  const { now, onError, signer } = queues;
  const askers = new Askers(queues);

  const inLine = async (queue: string, job: Job<unknown>, index: number): Promise<readonly InLine[]> => {
    const { id = "", data, timestamp } = job;
    try {
      const { question } = readDiagnosis(id, signer.open({ queue, id }, data));
      const origins = (await askers.now(id)).map(({ origin }) => origin);
      return [{ id, question, origins, place: index + 1, waitedMs: now() - timestamp }];
    } catch (error) {
      // One that nobody can read is told by the worker that takes it.
      onError(error instanceof Error ? error : new Error(String(error)));
      return [];
    }
  };

  /** Each cluster has a line of its own. */
  const inFront = async (cluster: string | undefined, most: number): Promise<readonly InLine[]> => {
    // Ascending: else the last ones are given, as if nobody stood before them.
    // Those that give way to other channels for a moment are delayed. Workers take those without a priority first.
    const found: Job<unknown>[] = await queues
      .of("diagnosis", cluster)
      .getJobs(["waiting", "prioritized", "delayed"], 0, most - 1, true);
    const inOrder = found.sort((a, b) => rank(a) - rank(b) || a.timestamp - b.timestamp).slice(0, most);
    const queue = queues.nameOf(cluster);
    return (await Promise.all(inOrder.map((job, index) => inLine(queue, job, index)))).flat();
  };

  return {
    waiting: async (most) => (await Promise.all(of.map((cluster) => inFront(cluster, most)))).flat(),
    waits: async (id, { key }, cluster) => {
      const state = await queues.of("diagnosis", cluster).getJobState(id);
      if (state !== "waiting" && state !== "prioritized" && state !== "delayed") return false;
      if (await hasEnding(queues, key)) return false;
      return (await askers.now(id)).some(({ origin }) => origin.key === key);
    },
  };
}

function rank({ opts: { priority = 0 } }: Job): number {
  return priority;
}
