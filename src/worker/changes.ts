/** How a worker deals with changes: what of them stands where, put together. */
import type { Rules } from "../access/rule.ts";
import { loadUsers } from "../adapters/access-file/users-file.ts";
import { createChangeQueue, createChangeStore, workChanges } from "../adapters/bullmq/changes.ts";
import { createDiagnosisQueue } from "../adapters/bullmq/queue.ts";
import type { Queues } from "../adapters/bullmq/queues.ts";
import type { KubernetesApi } from "../adapters/kubernetes/api.ts";
import { createClusterChanges } from "../adapters/kubernetes/changes.ts";
import { orExit } from "../adapters/process/life.ts";
import { ChangeTeller } from "../adapters/slack/change-teller.ts";
import type { TellerParts } from "../adapters/slack/teller.ts";
import { giveUpOnChange, workOnChange } from "../apply/work.ts";
import type { WorkerConfig } from "../config.ts";
import { writeAfterwards, type Audit } from "../ports.ts";

interface Parts {
  readonly config: Pick<
    WorkerConfig,
    "NETDIAG_APPLY" | "NETDIAG_APPLY_IMPERSONATE" | "NETDIAG_CLUSTER_NAME" | "NETDIAG_DEFAULT_CLUSTER"
  >;
  readonly queues: Queues;
  readonly rules: Rules;
  readonly slack: Pick<TellerParts, "outbox" | "ledger" | "onTrouble">;
  readonly audit: Audit;
  readonly api: KubernetesApi;
}

/** People approve one by one. */
const atOnce = 2;

/** Also where fixes are not applied: what lies in the queue is told so. */
export async function workOnChanges(parts: Parts): ReturnType<typeof workChanges> {
  const { config, queues, rules, slack, audit, api } = parts;
  const users = orExit(() => loadUsers(config.NETDIAG_APPLY_IMPERSONATE));
  const cluster = config.NETDIAG_CLUSTER_NAME;
  const told = new ChangeTeller(slack);
  const every = {
    changes: config.NETDIAG_APPLY === "on" ? createClusterChanges(api) : undefined,
    cluster,
    rules,
    users,
    remembered: new Map(),
    now: queues.now,
    store: createChangeStore(queues),
    queue: createChangeQueue(queues),
    ledger: slack.ledger,
    audit,
    told,
    diagnoses: createDiagnosisQueue({ queues, clusterName: config.NETDIAG_DEFAULT_CLUSTER ?? cluster }),
  };
  return workChanges({
    queues,
    run: (job) => workOnChange(job, every),
    onNotBelieved: (claimed) => told.notBelieved(claimed),
    onGivenUp: async (job, why) => {
      const change = job.kind === "try" ? job.asked.id : job.id;
      writeAfterwards(audit, { event: "change-untold", change, what: job.kind, why: why.message });
      try {
        if (!(await giveUpOnChange(job, every))) await told.failed(job);
      } catch (error) {
        slack.onTrouble("who asked for a change was not told", error);
      }
    },
    concurrency: atOnce,
  });
}
