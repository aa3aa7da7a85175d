/** What the policies of a live cluster say: from its objects alone, without a packet or a shell on a node. */
import { createCluster } from "../adapters/kubernetes/cluster.ts";
import { connectCluster, type ConnectionOptions } from "../adapters/kubernetes/connection.ts";
import type { Flow } from "../model/flow.ts";
import type { Question } from "../model/question.ts";
import type { ClusterSnapshot, NotRead } from "../model/snapshot.ts";
import { suggest, type Explanation, type PolicyModel, type Unread } from "../policy/index.ts";
import type { Cluster } from "../ports.ts";
import { readNamespaces } from "../resolve/namespaces.ts";
import { resolve } from "../resolve/resolve.ts";
import { everyPair } from "../resolve/sample.ts";
import { explainFlow, policyFlowOf, policyModelOf } from "../journey/policies/policy-view.ts";
import { unreadFor } from "../journey/policies/unread-policies.ts";
import { tellNoAnswer } from "./no-answer.ts";
import { checkedAsFar, fixFound, type FixFound } from "./policy-answer.ts";
import type { Terminal } from "./terminal.ts";

export interface Asked {
  readonly cluster: ConnectionOptions;
  /** Ends the reading; the error it ends with is thrown. */
  readonly signal?: AbortSignal | undefined;
}

/** Asks about every pair of pods that the words mean. Resolves to the exit code. */
export async function askCluster(
  question: Question,
  asked: Asked,
  terminal: Terminal,
  tell: (answers: readonly Explanation[], fixOf: (index: number) => FixFound | undefined) => number,
): Promise<number> {
  return await reading(asked, terminal, async (from) => {
    const { flows, snapshot, totalPairs } = await resolve(question, from, { pairing: everyPair });
    complain(snapshot.notRead, terminal);
    if (flows.length < totalPairs)
      terminal.complain(
        `Asked about ${flows.length} of ${totalPairs} pairs of pods: name one to ask about it.`,
      );
    return tell(
      flows.map((flow) => explainFlow(flow, snapshot)),
      (index) => {
        const flow = flows[index];
        return flow && fixAsFarAsRead(flow, snapshot);
      },
    );
  });
}

/** Reads the pods of these namespaces with the policies about them. Resolves to the exit code. */
export async function namespacesOfCluster(
  namespaces: readonly string[],
  asked: Asked,
  terminal: Terminal,
  tell: (model: PolicyModel, unread: Unread) => number,
): Promise<number> {
  return await reading(asked, terminal, async (from) => {
    const snapshot = await readNamespaces(namespaces, from);
    complain(snapshot.notRead, terminal);
    const missing = snapshot.notRead.flatMap(({ policiesOf }) => policiesOf ?? []);
    return tell(policyModelOf(snapshot), missing.includes("all") ? "all" : [...new Set(missing)]);
  });
}

function fixAsFarAsRead(flow: Flow, snapshot: ClusterSnapshot): FixFound | undefined {
  const fix = fixFound(suggest(policyModelOf(snapshot), policyFlowOf(flow, snapshot)));
  return checkedAsFar(fix, Object.values(unreadFor(flow, snapshot)).flat());
}

async function reading(
  { cluster, signal }: Asked,
  terminal: Terminal,
  read: (cluster: Cluster) => Promise<number>,
): Promise<number> {
  try {
    return await read(createCluster(connectCluster(cluster), signal ? { signal } : {}));
  } catch (error) {
    if (signal?.aborted) throw error;
    return tellNoAnswer(error, "policy", terminal);
  }
}

function complain(notRead: readonly NotRead[], terminal: Terminal): void {
  for (const { what, reason, next } of notRead)
    terminal.complain(`Not read: ${what}: ${reason}\nNext: ${next}`);
}
