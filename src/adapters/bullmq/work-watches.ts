import { NotNow, type Watch } from "../../ports.ts";
import { Watch as WatchData } from "../../model/watch.ts";
import { watching } from "./names.ts";
import type { Queues } from "./queues.ts";
import { unverified } from "./refused.ts";
import { NotSigned } from "./signed.ts";
import { workStep } from "./step-worker.ts";
import type { WatchBook } from "./watches.ts";

/** Longer than any watch, and the telling of its end, milliseconds: it ends by itself long before. */
const patienceMs = 47 * 3600_000;

/** One that was woken while it was worked on; a look that is being made ends at its own time, milliseconds. */
const soonMs = 500;

/** Whoever stops a watch in the moment in which its job is put away is heard after this at the latest, milliseconds. */
const longestMs = 60_000;

/** So often it may fail by itself before it is given up. */
const attempts = 20;

export interface WatchWork {
  readonly queues: Queues;
  readonly book: WatchBook;
  /** One step of a watch; milliseconds until the next, undefined when it is over. May be called again for the same step. */
  readonly run: (watch: Watch) => Promise<number | undefined>;
  readonly onGivenUp: (watch: Watch) => Promise<void>;
  /** Of one that is not signed: nothing that it says may be acted on. */
  readonly onNotBelieved: (claimed: Watch) => Promise<void>;
  readonly concurrency: number;
  readonly lockDurationMs?: number;
  readonly stalledIntervalMs?: number;
  /** Between two looks at whether a job stands for each, milliseconds. */
  readonly sweepMs?: number;
}

interface Lying {
  readonly key: string;
  readonly watch: Watch;
  readonly believed: boolean;
}

/** Works on watches, whichever process began them; each is in one process' hands at a time, and waits in Redis. */
export async function workWatches(
  settings: WatchWork,
): Promise<{ readonly close: (graceMs: number) => Promise<void> }> {
  const { queues, book, run, onGivenUp, onNotBelieved, ...how } = settings;
  const steps = await workStep<Lying>({
    queues,
    step: watching,
    read: (data) => lying(WatchData.parse(data), true),
    instead: (data, why) => {
      const claimed = why instanceof NotSigned && unverified(data, (body) => WatchData.parse(body));
      return claimed ? lying(claimed, false) : undefined;
    },
    run: async ({ watch, believed }) => {
      if (!believed) return onNotBelieved(watch);
      const waitMs = await run(await book.takeUp(watch));
      if (waitMs === undefined) return;
      const isWoken = await book.isWoken(watch.id);
      throw new NotNow(Math.min(waitMs, isWoken ? soonMs : longestMs), "the next look has its time");
    },
    onGivenUp: async ({ watch, believed }) => {
      if (believed) await onGivenUp(await book.takeUp(watch));
    },
    attempts,
    patienceMs,
    ...how,
  });
  const sweep = sweepJobless(book, queues, settings.sweepMs ?? 5000);
  return {
    close: async (graceMs) => {
      clearInterval(sweep);
      await steps.close(graceMs);
    },
  };
}

function lying(watch: Watch, believed: boolean): Lying {
  return { key: watch.id, watch, believed };
}

/** Takes every watch into custody, and puts back the job of one that has none at two looks in a row. */
function sweepJobless(book: WatchBook, queues: Queues, everyMs: number): NodeJS.Timeout {
  let suspects = new Set<string>();
  let sweeping = false;
  const sweep = async (): Promise<void> => {
    const before = suspects;
    suspects = new Set();
    if (queues.redis.status !== "ready") return;
    const found = new Set<string>();
    for (const watch of await book.takeAll()) {
      if (await book.hasJob(watch)) continue;
      found.add(watch.id);
      if (before.has(watch.id)) await book.putBack(watch);
    }
    suspects = found;
  };
  const look = (): void => {
    if (sweeping) return;
    sweeping = true;
    sweep()
      .catch((error: unknown) => {
        queues.onError(error instanceof Error ? error : new Error(String(error)));
      })
      .finally(() => {
        sweeping = false;
      });
  };
  // At once: the process that had them in custody may have died, and Redis may lose them next.
  look();
  return setInterval(look, everyMs);
}
