import { createInbox } from "../../../src/adapters/bullmq/inbox.ts";
import { createDiagnosisQueue } from "../../../src/adapters/bullmq/queue.ts";
import { openQueues, type Queues, type Refused } from "../../../src/adapters/bullmq/queues.ts";
import type { Step } from "../../../src/adapters/bullmq/names.ts";
import { finished } from "../../../src/adapters/bullmq/step-worker.ts";
import { createTelling, workTelling } from "../../../src/adapters/bullmq/telling.ts";
import { connectRedis } from "../../../src/adapters/redis/connect.ts";
import type { Clusters } from "../../../src/model/clusters.ts";
import type { DiagnosisQueue, Inbox, Telling, Told } from "../../../src/ports.ts";
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
  clusters?: Clusters,
): World {
  const ignore = (): void => undefined;
  const queues = openQueues({
    redis: connectRedis(redisUrl, ignore, { for: "working" }),
    ...(prefix === undefined ? {} : { prefix }),
    ...(clusters && { clusters }),
    keys: [key],
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

/** Takes every ending that is to be told, and tells nobody. */
export async function takeEndings(
  queues: Queues,
  told: Told[] = [],
): Promise<{ readonly told: readonly Told[]; readonly close: () => Promise<void> }> {
  const teller = await workTelling({
    queues,
    run: (each) => {
      told.push(each);
      return Promise.resolve();
    },
    onGivenUp: () => Promise.resolve(),
    concurrency: 2,
  });
  return { told, close: () => teller.close(500) };
}

/** Puts a job in as netdiag itself would, whatever is in it; at `timestamp`, where that is not now. */
export async function putSigned(
  queues: Queues,
  step: Step,
  jobId: string,
  data: object,
  timestamp?: number,
): Promise<void> {
  const when = timestamp === undefined ? {} : { timestamp };
  await queues
    .of(step)
    .add(step, queues.signer.sign({ queue: step, id: jobId }, data), { ...finished, jobId, ...when });
}
