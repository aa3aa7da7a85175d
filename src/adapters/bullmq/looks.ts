import { Looked } from "../../model/watch.ts";
import type { Looks } from "../../ports.ts";
import { redactJson } from "../../report/redact.ts";
import { lookedBy } from "../../watch/seen.ts";
import { lookedKey, watchHurryKey, watching } from "./names.ts";
import type { Queues } from "./queues.ts";
import { Signed, NotSigned } from "./signed.ts";

/** Longer than a watch waits for a look, seconds. */
const remembered = 3600;

/** A wish for a look now is none any more after this, seconds. */
const hurriedFor = 60;

const place = (key: string) => ({ queue: "looked", id: key });

/** How looks ended, in Redis, signed: nobody else can tell a watch that something passes. */
export function createLooks({ redis, prefix, signer, custody, of, onError }: Queues): Looks {
  /** One that is being worked on is asked after its work whether it was woken; one that is over is none. */
  const wake = async (watch: string): Promise<void> => {
    const job = await of(watching).getJob(watch);
    await job?.promote().catch(() => undefined);
  };
  return {
    note: async ({ origin: { key, watch }, ending }) => {
      const signed = signer.sign(place(key), redactJson(lookedBy(ending)));
      await redis.set(lookedKey(prefix, key), JSON.stringify(signed), "EX", remembered);
      if (watch !== undefined) await wake(watch);
    },
    hurry: async (watch) => {
      await redis.set(watchHurryKey(prefix, watch), "1", "EX", hurriedFor);
      await wake(watch);
    },
    of: async (key) => {
      // In this order: it is noted before it counts as told.
      const over = await custody.isPassed("told", key);
      const text = await redis.get(lookedKey(prefix, key));
      if (text === null) return over ? "lost" : undefined;
      try {
        return Looked.parse(signer.open(place(key), Signed.parse(JSON.parse(text))));
      } catch (error) {
        const why = error instanceof NotSigned ? error.message : "it does not read as one";
        onError(new Error(`how the look ${key} of a watch ended is not believed: ${why}`));
        return "lost";
      }
    },
  };
}
