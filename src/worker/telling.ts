/** How a worker tells how questions ended: what of it stands where, put together. */
import type { createLooks } from "../adapters/bullmq/looks.ts";
import type { Queues } from "../adapters/bullmq/queues.ts";
import { workTelling } from "../adapters/bullmq/telling.ts";
import { aboutDiagnosis, type createLog } from "../adapters/log/log.ts";
import { tellEnding, type TellerParts } from "../adapters/slack/teller.ts";
import {
  NowhereToTell,
  writeAfterwards,
  type Admission,
  type Audit,
  type History,
  type Told,
} from "../ports.ts";

interface Parts {
  readonly queues: Queues;
  readonly slack: TellerParts;
  readonly looks: ReturnType<typeof createLooks>;
  readonly history: History;
  readonly admission: Pick<Admission, "ended">;
  readonly audit: Audit;
  readonly log: Pick<ReturnType<typeof createLog>, "info">;
}

/** Each waits for Slack most of the time. */
const toldAtOnce = 10;

export function workOnTelling(parts: Parts): ReturnType<typeof workTelling> {
  const { queues, slack, looks, history, admission, audit, log } = parts;
  const untold = ({ id, origin }: Told, why: Error): void => {
    const { user, channel } = origin;
    writeAfterwards(audit, { event: "untold", diagnosis: id, user, channel, why: why.message });
  };
  return workTelling({
    queues,
    run: (each) =>
      aboutDiagnosis(each.id, async () => {
        if (each.origin.watch !== undefined) return looks.note(each);
        try {
          await tellEnding(each, slack);
          log.info({ ending: each.ending.kind }, "told");
          await history.note(each).catch((error: unknown) => {
            slack.onTrouble("what was told is not in the history", error);
          });
        } catch (error) {
          if (!(error instanceof NowhereToTell)) throw error;
          untold(each, error);
        }
        await admission.ended(each.origin.key);
      }),
    // Its place among the open questions came back with it.
    onPassed: ({ origin }) => admission.ended(origin.key),
    onGivenUp: (each, why) => {
      // A watch that hears nothing of a look goes on without it.
      if (each.origin.watch !== undefined) return Promise.resolve();
      untold(each, why);
      return admission.ended(each.origin.key);
    },
    concurrency: toldAtOnce,
  });
}
