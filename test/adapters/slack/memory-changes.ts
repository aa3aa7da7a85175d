/** The bot's side of changes in memory: requests, and what is handed to workers. */
import type { ChangeDesk } from "../../../src/adapters/slack/change-desk.ts";
import type { ChangeJob, ChangeRequest } from "../../../src/model/change.ts";
import { request } from "../../apply/requests.ts";

export interface MemoryChanges extends ChangeDesk {
  readonly requests: Map<string, ChangeRequest>;
  readonly jobs: ChangeJob[];
  /** Milliseconds since 1970. */
  at: number;
  /** What takes a job, as a worker does. */
  work: (job: ChangeJob) => void;
}

/** With one request of Mei in namespace test; five minutes after the answer that the harness keeps. */
export function memoryChanges(): MemoryChanges {
  const jobs: ChangeJob[] = [];
  const settled = new Set<string>();
  const at = Date.parse("2026-11-23T03:05:00.000Z");
  const open = { ...request(), askedAt: at, expiresAt: at + 600_000 };
  const requests = new Map([[open.id, open]]);
  const changes: MemoryChanges = {
    requests,
    jobs,
    at,
    openMs: 600_000,
    now: () => changes.at,
    work: () => undefined,
    store: {
      save: (each) => {
        requests.set(each.id, each);
        return Promise.resolve();
      },
      load: (id) => Promise.resolve(requests.get(id)),
    },
    queue: {
      put: (job) => {
        jobs.push(job);
        changes.work(job);
        return Promise.resolve();
      },
      settle: (id) => Promise.resolve(void settled.add(id)),
      neverExpires: (id) => {
        const left = jobs.filter((job) => job.kind !== "expire" || job.id !== id);
        jobs.splice(0, jobs.length, ...left);
        return Promise.resolve();
      },
      isSettled: (id) => Promise.resolve(settled.has(id)),
    },
  };
  return changes;
}
