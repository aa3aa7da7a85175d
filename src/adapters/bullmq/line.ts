import type { Job } from "bullmq";
import type { InLine, Line } from "../../ports.ts";
import { Askers } from "./askers.ts";
import { readDiagnosis } from "./job-data.ts";
import type { Queues } from "./queues.ts";
import { hasEnding } from "./telling.ts";

/** The diagnoses that no worker has begun, in the order in which workers will take them. */
export function createLine(queues: Queues): Line {
  const { now, onError, signer } = queues;
  const jobs = queues.of("diagnosis");
  const askers = new Askers(queues);

  const inLine = async (job: Job<unknown>, index: number): Promise<readonly InLine[]> => {
    const { id = "", data, timestamp } = job;
    try {
      const { question } = readDiagnosis(id, signer.open({ queue: "diagnosis", id }, data));
      const origins = (await askers.now(id)).map(({ origin }) => origin);
      return [{ id, question, origins, place: index + 1, waitedMs: now() - timestamp }];
    } catch (error) {
      // One that nobody can read is told by the worker that takes it.
      onError(error instanceof Error ? error : new Error(String(error)));
      return [];
    }
  };

  return {
    waiting: async (most) => {
      // Ascending: else the last ones are given, as if nobody stood before them.
      // Those that give way to other channels for a moment are delayed. Workers take those without a priority first.
      const found: Job<unknown>[] = await jobs.getJobs(
        ["waiting", "prioritized", "delayed"],
        0,
        most - 1,
        true,
      );
      const inOrder = found.sort((a, b) => rank(a) - rank(b) || a.timestamp - b.timestamp).slice(0, most);
      return (await Promise.all(inOrder.map(inLine))).flat();
    },
    waits: async (id, { key }) => {
      const state = await jobs.getJobState(id);
      if (state !== "waiting" && state !== "prioritized" && state !== "delayed") return false;
      if (await hasEnding(queues, key)) return false;
      return (await askers.now(id)).some(({ origin }) => origin.key === key);
    },
  };
}

function rank({ opts: { priority = 0 } }: Job): number {
  return priority;
}
