import type { Told, Telling } from "../../ports.ts";
import { readAskerOfAnother, readTold, writeTold } from "./job-data.ts";
import { addAgain, type Queues } from "./queues.ts";
import { NotOurs, refusedEnding, unreadEnding, unverified } from "./refused.ts";
import { finished, workStep, type StepSettings } from "./step-worker.ts";
import { Unanswered } from "./unanswered.ts";

/** How long an ending is tried to be told, milliseconds. */
const patienceMs = 24 * 3600_000;

/** Puts endings into the queue `told`. The job's id is the asker's key: the first ending is the one that is told. */
export function createTelling(queues: Queues): Telling {
  const { custody, signer } = queues;
  return {
    tell: async (told: Told) => {
      const { key } = told.origin;
      if (await custody.isPassed("told", key)) {
        await custody.passed("diagnosis", key);
        return;
      }
      const data = signer.sign({ queue: "told", id: key }, writeTold(told));
      const add = async (): Promise<void> => {
        await addAgain(queues, "told", data, { ...finished, jobId: key });
      };
      custody.hold("told", key, add);
      await add().catch((error: unknown) => {
        custody.doubt("told", key);
        throw error;
      });
      await custody.passed("diagnosis", key);
    },
  };
}

/**
 * Whether this asker has an ending, told or about to be: then nothing else may be shown to them. A worker may die after
 * it handed the ending on and before that was noted, and another one begins the diagnosis again.
 */
export async function hasEnding({ of, custody }: Queues, key: string): Promise<boolean> {
  // In this order: its job goes only after it is noted that it was told.
  return (
    (await of("told").getJobState(key)) !== "unknown" ||
    (await custody.isPassed("told", key)) ||
    (await custody.isPassed("diagnosis", key))
  );
}

/** Tells them, in whichever process; what cannot be told now is told when it can. */
export async function workTelling(
  settings: Omit<
    StepSettings<Told & { readonly key: string }>,
    "step" | "read" | "instead" | "attempts" | "patienceMs"
  >,
): Promise<{ readonly close: (graceMs: number) => Promise<void> }> {
  const unanswered = new Unanswered(settings.queues);
  const read = (data: unknown): Told & { readonly key: string } => {
    const told = readTold(data);
    return { ...told, key: told.origin.key };
  };
  return workStep({
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
    read,
    instead: (data, why) => {
      if (why instanceof NotOurs) {
        const asked = unverified(data, readAskerOfAnother);
        return asked && { ...asked, key: asked.origin.key, ending: unreadEnding(asked.question.text) };
      }
      const claimed = unverified(data, read);
      return claimed && { ...claimed, ending: refusedEnding(why) };
    },
    patienceMs,
  });
}
