import { z } from "zod";
import { CaptureAsked } from "../../model/capture-asked.ts";
import type { CaptureQueue } from "../../captures/doors.ts";
import type { CaptureSignals } from "../../captures/work.ts";
import { Interrupted } from "../../ports.ts";
import { redactWords } from "../../report/redact.ts";
import { cancelChannel, cancelKey } from "./names.ts";
import { addAgain, type Queues } from "./queues.ts";
import { NotOurs, unverified } from "./refused.ts";
import { NotSigned } from "./signed.ts";
import { finished, workStep, type StepSettings } from "./step-worker.ts";
import { listenForStops } from "./stop-calls.ts";

/** How long it is tried to tell how a capture ended, milliseconds. */
const patienceMs = 24 * 3600_000;

/** Stop is remembered for longer than any capture lasts, seconds. */
const stopSeconds = 3600;

const CaptureData = z.strictObject({ version: z.literal(1), asked: CaptureAsked });

/** Each cluster's captures have a queue of their own; a job's id is the capture's: pressing twice is pressing once. */
export function createCaptureQueue(queues: Queues): CaptureQueue {
  const { custody, signer, redis, prefix } = queues;
  return {
    put: async (asked) => {
      const { id, cluster } = asked;
      if (await custody.isPassed("capture", id)) return;
      const kept = { version: 1, asked: { ...asked, question: redactWords(asked.question) } };
      const data = signer.sign({ queue: queues.nameOf(cluster, "capture"), id }, kept);
      const add = (): Promise<void> =>
        addAgain(queues, "capture", data, { ...finished, jobId: id }, "capture", cluster);
      custody.hold("capture", id, add);
      await add().catch((error: unknown) => {
        custody.doubt("capture", id);
        throw error;
      });
    },
    stop: async (id, by) => {
      await redis.set(cancelKey(prefix, id), by, "EX", stopSeconds);
      await redis.publish(cancelChannel(prefix), JSON.stringify({ id, by }));
    },
    now: async () => {
      const found = queues.clusters.map(async (cluster) => {
        const queue = queues.nameOf(cluster, "capture");
        const jobs = await queues
          .of("capture", cluster)
          .getJobs(["active", "wait", "delayed", "prioritized"]);
        return jobs.flatMap(({ id = "", data }) => {
          try {
            return [CaptureData.parse(signer.open({ queue, id }, data)).asked];
          } catch {
            // Whoever works on it says so.
            return [];
          }
        });
      });
      return (await Promise.all(found)).flat();
    },
  };
}

interface Lying {
  readonly key: string;
  readonly asked: CaptureAsked;
  readonly not?: NotSigned | NotOurs;
}

/** Does captures, at least once each, so `run` captures nothing twice by itself. */
export async function workCaptures({
  run,
  onNotBelieved,
  onGivenUp,
  deadlineMs,
  ...settings
}: Omit<
  StepSettings<Lying>,
  "step" | "read" | "instead" | "attempts" | "patienceMs" | "run" | "onGivenUp"
> & {
  readonly run: (asked: CaptureAsked, signals: CaptureSignals) => Promise<void>;
  /** Nothing it says may be acted on but telling whom it names. */
  readonly onNotBelieved: (claimed: CaptureAsked) => Promise<void>;
  readonly onGivenUp: (asked: CaptureAsked, why: Error) => Promise<void>;
  /** Beside the time for watching, milliseconds. */
  readonly deadlineMs: number;
}): Promise<{ readonly close: (graceMs: number) => Promise<void> }> {
  const { queues } = settings;
  const running = new Map<string, AbortController>();
  const stops = await listenForStops({
    commands: queues.redis,
    prefix: queues.prefix,
    running: () => [...running.keys()],
    onError: queues.onError,
    onStop: ({ id, by }) => {
      running.get(id)?.abort(new Interrupted("stopped", `stopped by ${by}`, by));
    },
  });
  let closing = false;

  const runStoppable = async (asked: CaptureAsked): Promise<void> => {
    const stop = new AbortController();
    const late = new AbortController();
    const limitMs = asked.seconds * 1000 + deadlineMs;
    const deadline = setTimeout(() => {
      late.abort(new Interrupted("deadline", `took longer than ${Math.round(limitMs / 1000)} s`));
    }, limitMs);
    running.set(asked.id, stop);
    try {
      const by = await stops.stoppedBy(asked.id);
      if (by !== undefined) stop.abort(new Interrupted("stopped", `stopped by ${by}`, by));
      if (closing) stop.abort(goingAway());
      await run(asked, { signal: late.signal, stop: stop.signal });
    } finally {
      clearTimeout(deadline);
      running.delete(asked.id);
    }
  };

  const read = (data: unknown): Lying => {
    const { asked } = CaptureData.parse(data);
    return { key: asked.id, asked };
  };
  const work = await workStep<Lying>({
    ...settings,
    step: "capture",
    read,
    instead: (data, not) => {
      const claimed = unverified(data, read);
      return claimed && { ...claimed, not };
    },
    run: ({ asked, not }) => (not ? onNotBelieved(asked) : runStoppable(asked)),
    onGivenUp: ({ asked, not }, why) => (not ? Promise.resolve() : onGivenUp(asked, why)),
    attempts: 8,
    patienceMs,
  });
  return {
    close: async (graceMs) => {
      closing = true;
      // What they saw until now is told still.
      for (const stop of running.values()) stop.abort(goingAway());
      await work.close(graceMs);
      stops.close();
    },
  };
}

function goingAway(): Interrupted {
  return new Interrupted("shutdown", "this worker is shutting down");
}
