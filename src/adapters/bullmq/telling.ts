import type { Told, Telling } from "../../ports.ts";
import { readTold, writeTold } from "./job-data.ts";
import type { Queues } from "./queues.ts";
import { finished, workStep, type StepSettings } from "./step-worker.ts";
import { Unanswered } from "./unanswered.ts";

/** How long an ending is tried to be told, milliseconds. */
const patienceMs = 24 * 3600_000;

/** Puts endings into the queue `told`. The job's id is the asker's key: the first ending is the one that is told. */
export function createTelling(queues: Queues): Telling {
  const { custody } = queues;
  return {
    tell: async (told: Told) => {
      const { key } = told.origin;
      if (await custody.isPassed("told", key)) return;
      const data = writeTold(told);
      const add = async (): Promise<void> => {
        await queues.of("told").add("told", data, { ...finished, jobId: key });
      };
      custody.hold("told", key, add);
      await add();
      await custody.passed("diagnosis", key);
    },
  };
}

/** Tells them, in whichever process; what cannot be told now is told when it can. */
export async function workTelling(
  settings: Omit<StepSettings<Told & { readonly key: string }>, "step" | "read" | "attempts" | "patienceMs">,
): Promise<{ readonly close: (graceMs: number) => Promise<void> }> {
  const unanswered = new Unanswered(settings.queues);
  return workStep<Told & { readonly key: string }>({
    ...settings,
    run: async (told) => {
      await settings.run(told);
      await unanswered.forget(told.key);
    },
    onGivenUp: async (told, why) => {
      await settings.onGivenUp(told, why);
      await unanswered.forget(told.key);
    },
    step: "told",
    read: (data) => {
      const told = readTold(data);
      return { ...told, key: told.origin.key };
    },
    attempts: 100,
    patienceMs,
  });
}
