import { z } from "zod";
import { ChangeJob, ChangeRequest } from "../../model/change.ts";
import type { ChangeQueue, ChangeStore } from "../../apply/doors.ts";
import { redactWords } from "../../report/redact.ts";
import { changeKey } from "./names.ts";
import { addAgain, type Queues } from "./queues.ts";
import { NotOurs, unverified } from "./refused.ts";
import { NotSigned } from "./signed.ts";
import { finished, workStep, type StepSettings } from "./step-worker.ts";

/** How long somebody may come back to a request, and be told what became of it, seconds. */
const keptSeconds = 24 * 3600;
/** How long it is tried to tell how a change ended, milliseconds. */
const patienceMs = 24 * 3600_000;

const ChangeData = z.strictObject({ version: z.literal(1), job: ChangeJob });

/** Requests lie signed in Redis: whoever can write there, but has not the key, makes none and changes none. */
export function createChangeStore({ redis, prefix, signer, onRefused }: Queues): ChangeStore {
  return {
    save: async (request) => {
      const kept = { ...request, question: redactWords(request.question) };
      const signed = signer.sign({ queue: "change", id: request.id }, kept);
      await redis.set(changeKey(prefix, request.id), JSON.stringify(signed), "EX", keptSeconds);
    },
    load: async (id) => {
      const text = await redis.get(changeKey(prefix, id));
      if (text === null) return undefined;
      try {
        const request = ChangeRequest.parse(signer.open({ queue: "change", id }, JSON.parse(text)));
        return request.id === id ? request : undefined;
      } catch (error) {
        onRefused({ step: "change", id, why: error instanceof NotSigned ? error.why : "forged" });
        return undefined;
      }
    },
  };
}

/** The job's id is that of the change and what is done about it: approving twice is approving once. */
function keyOf(job: ChangeJob): string {
  return `${job.kind === "try" ? job.asked.id : job.id}-${job.kind}`;
}

export function createChangeQueue(queues: Queues): ChangeQueue {
  const { custody, signer } = queues;
  const carried = (id: string): string => `${id}-apply`;
  return {
    settle: (id) => custody.passed("change", carried(id)),
    neverExpires: async (id) => {
      const key: string = `${id}-expire`;
      await custody.passed("change", key);
      // One that is being worked on in this moment finds that it is over when it comes back.
      const job = await queues.of("change").getJob(key);
      await job?.remove().catch(() => undefined);
    },
    isSettled: (id) => custody.isPassed("change", carried(id)),
    put: async (job) => {
      const key = keyOf(job);
      if (await custody.isPassed("change", key)) return;
      const data = signer.sign({ queue: "change", id: key }, { version: 1, job: withoutSecrets(job) });
      const add = async (): Promise<void> => {
        await addAgain(queues, "change", data, { ...finished, jobId: key });
      };
      custody.hold("change", key, add);
      await add().catch((error: unknown) => {
        custody.doubt("change", key);
        throw error;
      });
    },
  };
}

function withoutSecrets(job: ChangeJob): ChangeJob {
  if (job.kind === "try")
    return { ...job, asked: { ...job.asked, question: redactWords(job.asked.question) } };
  if (job.kind === "expire" && job.request)
    return { ...job, request: { ...job.request, question: redactWords(job.request.question) } };
  return job;
}

interface Lying {
  readonly key: string;
  readonly job: ChangeJob;
  readonly not?: NotSigned | NotOurs;
}

/** Does what is to be done about changes; at least once each, so `run` changes nothing twice by itself. */
export async function workChanges({
  run,
  onNotBelieved,
  onGivenUp,
  ...settings
}: Omit<
  StepSettings<Lying>,
  "step" | "read" | "instead" | "attempts" | "patienceMs" | "run" | "onGivenUp"
> & {
  readonly run: (job: ChangeJob) => Promise<void>;
  /** Nothing it says may be acted on but telling whom it names. */
  readonly onNotBelieved: (claimed: ChangeJob) => Promise<void>;
  readonly onGivenUp: (job: ChangeJob, why: Error) => Promise<void>;
}): Promise<{ readonly close: (graceMs: number) => Promise<void> }> {
  const read = (data: unknown): Lying => {
    const { job } = ChangeData.parse(data);
    return { key: keyOf(job), job };
  };
  return workStep<Lying>({
    ...settings,
    run: ({ job, not }) => (not ? onNotBelieved(job) : run(job)),
    onGivenUp: ({ job, not }, why) => (not ? Promise.resolve() : onGivenUp(job, why)),
    step: "change",
    read,
    instead: (data, not) => {
      const claimed = unverified(data, read);
      return claimed && { ...claimed, not };
    },
    attempts: 8,
    patienceMs,
  });
}
