/** What a worker does about changes, with a cluster in memory, behind a real bot: whoever presses is told what a worker tells. */
import { ChangeTeller } from "../../../src/adapters/slack/change-teller.ts";
import { workOnChange } from "../../../src/apply/work.ts";
import type { ChangeJob } from "../../../src/model/change.ts";
import type { Report } from "../../../src/model/report.ts";
import { memoryCluster, type MemoryCluster } from "../../apply/cluster.ts";
import { rules } from "../../apply/requests.ts";
import type { Stage } from "./harness.ts";

export interface ChangeStory {
  readonly cluster: MemoryCluster;
  /** Resolves when what was handed to the worker is done; rejects with what went wrong. */
  readonly worked: () => Promise<void>;
  /** What the answer says under which the button is. */
  readonly answers: (report: Report) => void;
}

export function changeStory({ bot, changes, ledger, audited, dialogue }: Stage): ChangeStory {
  const cluster = memoryCluster();
  let work = Promise.resolve();
  const parts = {
    changes: cluster,
    cluster: "prod-1",
    rules,
    users: undefined,
    remembered: new Map(),
    now: changes.now,
    store: changes.store,
    queue: { ...changes.queue, put: () => Promise.resolve() },
    ledger,
    audit: { write: (event: Record<string, unknown>) => audited.push(event) },
    told: new ChangeTeller({
      outbox: bot.outbox,
      ledger,
      onTrouble: (what, error) => {
        throw new Error(what, { cause: error });
      },
    }),
    diagnoses: { submit: () => Promise.resolve({ id: "nd-again", joined: false }) },
  };
  changes.work = (job: ChangeJob) => {
    work = work.then(() => workOnChange(job, parts));
  };
  return {
    cluster,
    worked: () => work,
    answers: (report) => {
      dialogue.reports.set("d-1", report);
    },
  };
}
