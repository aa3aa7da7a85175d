/** What a worker deals with changes through, all of it in memory. */
import type { Standing } from "../../src/apply/doors.ts";
import { workOnChange, type WorkParts } from "../../src/apply/work.ts";
import type { ChangeEnd, ChangeJob, ChangeRequest } from "../../src/model/change.ts";
import type { DiagnosisRequest } from "../../src/ports.ts";
import { memoryLedger } from "../adapters/slack/memory-ledger.ts";
import { memoryCluster } from "./cluster.ts";
import { asked, rules } from "./requests.ts";

export function stage(more: Partial<WorkParts> = {}) {
  const cluster = memoryCluster();
  const requests = new Map<string, ChangeRequest>();
  const jobs: ChangeJob[] = [];
  const settled = new Set<string>();
  const audited: Record<string, unknown>[] = [];
  const submitted: DiagnosisRequest[] = [];
  const told = { asks: [] as ChangeRequest[], not: [] as string[], ends: [] as ChangeEnd[] };
  const clock = { at: 1000 };
  const parts: WorkParts = {
    changes: cluster,
    cluster: "prod-1",
    rules,
    users: undefined,
    remembered: new Map(),
    now: () => clock.at,
    store: {
      save: (each) => Promise.resolve(void requests.set(each.id, each)),
      load: (id) => Promise.resolve(requests.get(id)),
    },
    queue: {
      put: (job) => Promise.resolve(void jobs.push(job)),
      settle: (id) => Promise.resolve(void settled.add(id)),
      neverExpires: (id) => {
        const left = jobs.filter((job) => job.kind !== "expire" || job.id !== id);
        jobs.splice(0, jobs.length, ...left);
        return Promise.resolve();
      },
      isSettled: (id) => Promise.resolve(settled.has(id)),
    },
    ledger: memoryLedger(),
    audit: { write: (event) => audited.push(event) },
    told: {
      ask: (each) => Promise.resolve(void told.asks.push(each)),
      notAsked: (_asked, why) => Promise.resolve(void told.not.push(why)),
      end: (_request, end) => Promise.resolve(void told.ends.push(end)),
      endAlone: (_job, end) => Promise.resolve(void told.ends.push(end)),
    },
    diagnoses: {
      submit: (each) => {
        submitted.push(each);
        return Promise.resolve({ id: "nd-again", joined: false });
      },
    },
    ...more,
  };
  const tryIt = (what = asked) => workOnChange({ kind: "try", asked: what }, parts);
  const approve = (more: Partial<Extract<ChangeJob, { kind: "apply" }>> = {}) => {
    const [wanted] = requests.values();
    return workOnChange(
      {
        kind: "apply",
        id: asked.id,
        digest: wanted?.digest ?? "",
        approver: sam,
        approvedAt: clock.at,
        ...more,
      },
      parts,
    );
  };
  const made = () => cluster.written.filter(({ dryRun }) => !dryRun);
  return { cluster, requests, jobs, settled, audited, submitted, told, clock, parts, tryIt, approve, made };
}

export const sam = { user: "U0SAM", channel: "C0ONCALL", groups: [] };
export const there: Standing = {
  uid: "uid-1",
  resourceVersion: "7",
  spec: { podSelector: {} },
  owners: [],
  managers: ["kubectl"],
};
