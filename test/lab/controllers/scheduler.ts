/** The scheduler: which node a pod lands on, or why it lands on none. */
import { at, isFields, type Fields, type KubeObject } from "../api/object.ts";
import { timestamp, type Store } from "../api/store.ts";
import type { LabCluster, Placement } from "../clusters/cluster.ts";
import { eventOn } from "./events.ts";
import { workloadKeyOf } from "./placement.ts";
import { hostPortsOf, withCondition } from "./pod-status.ts";

/** One pass: gives every pod without a node one, by the cluster's placement, else the least loaded of those that fit. */
export function schedulePods(store: Store, cluster: LabCluster): void {
  for (const pod of store.ofKind("v1", "Pod")) {
    if (at(pod, "spec.nodeName") !== undefined || pod.metadata.deletionTimestamp !== undefined) continue;
    const verdicts = store
      .ofKind("v1", "Node")
      .map((node) => ({ name: node.metadata.name, against: objection(store, node, pod) }));
    const fitting = verdicts.filter(({ against }) => against === undefined).map(({ name }) => name);
    const planned = placementsLeft(store, cluster, pod).find(({ node }) => fitting.includes(node));
    const node = planned?.node ?? leastLoaded(store, fitting);
    if (node === undefined) {
      const objections = verdicts.map(({ against }) => against ?? "");
      if (cluster.nodes.length > 0) leavePending(store, pod, objections);
      continue;
    }
    store.update({
      ...withCondition(pod, { type: "PodScheduled", status: "True" }, timestamp(store.clock())),
      spec: { ...fieldsAt(pod, "spec"), nodeName: node },
    });
  }
}

/** What the plan says for this workload and no other pod of it has taken. */
function placementsLeft(store: Store, cluster: LabCluster, pod: KubeObject): readonly Placement[] {
  const key = workloadKeyOf(store, pod);
  const left = [...(cluster.placement[key] ?? [])];
  for (const other of store.ofKind("v1", "Pod", pod.metadata.namespace)) {
    const node = at(other, "spec.nodeName");
    if (node === undefined || other.metadata.uid === pod.metadata.uid || workloadKeyOf(store, other) !== key)
      continue;
    const ip = at(other, "status.podIP");
    const exact = left.findIndex((place) => place.node === node && place.ip !== undefined && place.ip === ip);
    const index = exact >= 0 ? exact : left.findIndex((place) => place.node === node);
    if (index >= 0) left.splice(index, 1);
  }
  return left;
}

function leastLoaded(store: Store, names: readonly string[]): string | undefined {
  const pods = store.ofKind("v1", "Pod");
  const loads = names
    .map((name) => ({ name, load: pods.filter((other) => at(other, "spec.nodeName") === name).length }))
    .sort((left, right) => left.load - right.load);
  return loads[0]?.name;
}

/** Why the node cannot take the pod, in the real scheduler's words; undefined when it can. */
function objection(store: Store, node: KubeObject, pod: KubeObject): string | undefined {
  const tolerates = (key: string, effect: string): boolean => {
    const all = at(pod, "spec.tolerations");
    return (Array.isArray(all) ? all.filter(isFields) : []).some(
      (toleration) => (toleration["key"] ?? key) === key && (toleration["effect"] ?? effect) === effect,
    );
  };
  if (at(node, "spec.unschedulable") === true && !tolerates("node.kubernetes.io/unschedulable", "NoSchedule"))
    return "node(s) were unschedulable";
  const taints = at(node, "spec.taints");
  for (const taint of Array.isArray(taints) ? taints.filter(isFields) : []) {
    const key = String(taint["key"]);
    const effect = String(taint["effect"]);
    if (effect !== "PreferNoSchedule" && !tolerates(key, effect)) return `node(s) had untolerated taint(s)`;
  }
  const wanted = Object.entries(fieldsAt(pod, "spec.nodeSelector"));
  if (wanted.some(([key, value]) => node.metadata.labels?.[key] !== value))
    return "node(s) didn't match Pod's node affinity/selector";
  const there = store
    .ofKind("v1", "Pod")
    .filter((other) => at(other, "spec.nodeName") === node.metadata.name);
  const taken = new Set(there.flatMap((other) => hostPortsOf(other).map(portKey)));
  if (hostPortsOf(pod).some((port) => taken.has(portKey(port))))
    return "node(s) didn't have free ports for the requested pod ports";
  return undefined;
}

const portKey = ({ hostPort, protocol }: { readonly hostPort: number; readonly protocol: string }): string =>
  `${hostPort}/${protocol}`;

function leavePending(store: Store, pod: KubeObject, objections: readonly string[]): void {
  const counts = new Map<string, number>();
  for (const why of objections) counts.set(why, (counts.get(why) ?? 0) + 1);
  const parts = [...counts].map(([why, count]) => `${count} ${why}`).sort();
  const preemption = `preemption: 0/${objections.length} nodes are available: ${objections.length} Preemption is not helpful for scheduling.`;
  const message = `0/${objections.length} nodes are available: ${parts.join(", ")}. ${preemption}`;
  const known = at(pod, "status.conditions");
  const same = (Array.isArray(known) ? known : []).some((one: unknown) => at(one, "message") === message);
  if (same) return;
  const time = timestamp(store.clock());
  const condition = { type: "PodScheduled", status: "False", reason: "Unschedulable", message };
  store.update(withCondition(pod, condition, time));
  store.create(
    eventOn(pod, { type: "Warning", reason: "FailedScheduling", message, time }, "default-scheduler"),
  );
}

function fieldsAt(object: unknown, path: string): Fields {
  const value = at(object, path);
  return isFields(value) ? value : {};
}
