import type { Flow } from "../model/flow.ts";
import type { Question } from "../model/question.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import type { Cluster } from "../ports.ts";
import { readClusterDns } from "./dns.ts";
import { resolveEnd } from "./ends.ts";
import { buildFlows } from "./flows.ts";
import { readSnapshot } from "./snapshot.ts";

export interface Resolution {
  readonly flows: readonly Flow[];
  readonly snapshot: ClusterSnapshot;
  /** Endpoints the destination has in all; `flows` is a sample of them. */
  readonly totalEndpoints: number;
}

/**
 * Question to flows, reading only what the question names.
 * Throws AskBack (several things fit), NotFound (nothing fits), CouldNotRead (the API refuses).
 */
export async function resolve(question: Question, cluster: Cluster): Promise<Resolution> {
  const [from, to, dns] = await Promise.all([
    resolveEnd(question, "from", cluster),
    resolveEnd(question, "to", cluster),
    readClusterDns(cluster),
  ]);
  const { flows, total } = buildFlows(question, from, to);
  const snapshot = await readSnapshot(from, to, dns, cluster);
  return { flows, snapshot, totalEndpoints: total };
}
