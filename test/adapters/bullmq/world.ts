import { createInbox } from "../../../src/adapters/bullmq/inbox.ts";
import { createDiagnosisQueue } from "../../../src/adapters/bullmq/queue.ts";
import { openQueues, type Queues, type Refused } from "../../../src/adapters/bullmq/queues.ts";
import { createSigner } from "../../../src/adapters/bullmq/signed.ts";
import { createTelling } from "../../../src/adapters/bullmq/telling.ts";
import { connectRedis } from "../../../src/adapters/redis/connect.ts";
import type { DiagnosisQueue, Inbox, Telling } from "../../../src/ports.ts";
import { jobKey } from "../../job-key.ts";

/** One process' share in the queues, as the programs put it together. */
export interface World {
  readonly queues: Queues;
  readonly inbox: Inbox;
  readonly diagnoses: DiagnosisQueue;
  readonly telling: Telling;
  readonly close: () => Promise<void>;
}

export function openWorld(
  redisUrl: string,
  prefix?: string,
  onRefused?: (refused: Refused) => void,
  key = jobKey,
): World {
  const ignore = (): void => undefined;
  const queues = openQueues({
    redis: connectRedis(redisUrl, ignore, { for: "working" }),
    ...(prefix === undefined ? {} : { prefix }),
    signer: createSigner([key]),
    onError: ignore,
    onRefused: onRefused ?? ignore,
  });
  const asking = connectRedis(redisUrl, ignore, { for: "asking", withinMs: 1000 });
  const inbox = createInbox({ redis: asking, queues });
  return {
    queues,
    inbox,
    diagnoses: createDiagnosisQueue({ queues, clusterName: "prod-1" }),
    telling: createTelling(queues),
    close: async () => {
      await inbox.close();
      await queues.close();
    },
  };
}
