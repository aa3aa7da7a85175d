/** Policies that nobody enforces do not count, and where they would have decided that is said. */
import type { Flow } from "../model/flow.ts";
import { describeRef, type PolicyObject } from "../model/kubernetes.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import type { Idle } from "../journey/policies/idle-policies.ts";
import { explainFlow } from "../journey/policies/policy-view.ts";

export function withoutIdle(snapshot: ClusterSnapshot, { policies }: Idle): ClusterSnapshot {
  if (policies.length === 0) return snapshot;
  return { ...snapshot, policies: snapshot.policies.filter((one) => !policies.includes(one)) };
}

/** A note where they change what the policies say; else nothing. */
export function idleNote(flows: readonly Flow[], snapshot: ClusterSnapshot, idle: Idle): readonly string[] {
  if (idle.policies.length === 0) return [];
  const rest = withoutIdle(snapshot, idle);
  const decisive = flows.some(
    (flow) => explainFlow(flow, snapshot).verdict !== explainFlow(flow, rest).verdict,
  );
  if (!decisive) return [];
  const names = idle.policies.slice(0, 3).map(refWords).join(", ");
  const more = idle.policies.length > 3 ? ` and ${idle.policies.length - 3} more` : "";
  return [
    `${names}${more} ${idle.policies.length === 1 ? "counts" : "count"} for nothing here: ${idle.instead.join(" and ")} enforces policies on these nodes and does not read that API`,
  ];
}

function refWords({ kind, metadata: { name, namespace } }: PolicyObject): string {
  return describeRef({ kind, name, ...(namespace === undefined ? {} : { namespace }) });
}
