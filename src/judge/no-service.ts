/** A name and a port may be what stands in a client's settings: without a Service of that name it leads a client nowhere. */
import type { Question } from "../model/question.ts";
import type { FlowReport } from "../model/report.ts";
import { describeRef } from "../model/kubernetes.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";

const workloads: ReadonlySet<string> = new Set(["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"]);

/** A note where `details:9080` was read as a workload; a Service of that name would have been taken first. */
export function servedByNoService(
  { to, port }: Question,
  flows: readonly FlowReport[],
  { asked }: ClusterSnapshot,
): readonly string[] {
  const [found] = asked.to;
  if (to.type !== "object" || to.kind !== undefined || port === undefined) return [];
  if (found === undefined || !workloads.has(found.kind)) return [];
  if (!flows.some(({ flow, reached }) => flow.service === undefined && reached === "yes")) return [];
  return [
    `${to.name} is ${describeRef(found)} here, asked at the addresses of its pods: no Service is called so, and a client that uses the name ${to.name} finds nobody`,
  ];
}
