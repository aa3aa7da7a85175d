import { createHash } from "node:crypto";

/**
 * Keys in Redis. The braces are a Redis Cluster hash tag: every key of a diagnosis lives in one slot, which
 * BullMQ's scripts need; changing it later would orphan the jobs that wait.
 */
export const defaultPrefix = "{netdiag}";

/**
 * Each a queue: the three steps of a question (what came in, the diagnosis, the telling), what is done about changes of the cluster,
 * and captures.
 */
export const steps = ["asked", "diagnosis", "told", "change", "capture"] as const;
/** Of these each cluster has a queue of its own, for its workers alone can do them. */
export type ClusterStep = Extract<Step, "diagnosis" | "capture">;

export function isOfClusters(step: Step): step is ClusterStep {
  return step === "diagnosis" || step === "capture";
}
export type Step = (typeof steps)[number] | typeof watching;

/** Beside them the queue of watches: one job each, which comes back for every look. */
export const watching = "watch" as const;

/** The queue of a cluster's diagnoses or captures, by its part in names; BullMQ takes no colon in one. */
export function clusterQueue(step: ClusterStep, cluster: string | undefined): string {
  if (cluster === undefined) return step;
  const plain = /^[A-Za-z0-9._-]{1,60}$/.test(cluster);
  return `${step}-${plain ? cluster : createHash("sha256").update(cluster).digest("hex").slice(0, 32)}`;
}

/** Where Stop is called out to every worker. */
export function cancelChannel(prefix: string): string {
  return `${prefix}:cancel`;
}

/** Stop, written down: for workers that did not hear the call. Holds who stopped it. */
export function cancelKey(prefix: string, id: string): string {
  return `${prefix}:cancel:${id}`;
}

/** Who waits for this diagnosis: a hash of origins by their keys. */
export function originsKey(prefix: string, id: string): string {
  return `${prefix}:origins:${id}`;
}

/** Set when a diagnosis has ended and nobody can join it any more. */
export function closedKey(prefix: string, id: string): string {
  return `${prefix}:closed:${id}`;
}

/** Every question that was taken and not yet told an ending: a hash by the keys of who asked. */
export function unansweredKey(prefix: string): string {
  return `${prefix}:unanswered`;
}

/** Changes when Redis lost its data. */
export function epochKey(prefix: string): string {
  return `${prefix}:epoch`;
}

/** Set when a step is over for one question. */
export function passedKey(prefix: string, step: Step, key: string): string {
  return `${prefix}:passed:${step}:${key}`;
}

/** Set, for a moment, by the process that still has a step in its hands although Redis lost it. */
export function takenKey(prefix: string, step: Step, key: string): string {
  return `${prefix}:taken:${step}:${key}`;
}

/** How often a step of one question failed for a reason that waiting does not mend. */
export function failuresKey(prefix: string, step: Step, key: string): string {
  return `${prefix}:failures:${step}:${key}`;
}

/** Every watch that runs: a hash by what it asks where. */
export function watchesKey(prefix: string): string {
  return `${prefix}:watches`;
}

/** Who stopped a watch: for whoever works on it next. */
export function watchStopKey(prefix: string, id: string): string {
  return `${prefix}:watch-stop:${id}`;
}

/** Something changed that a watch's last answer names: its next look need not wait. */
export function watchHurryKey(prefix: string, id: string): string {
  return `${prefix}:watch-hurry:${id}`;
}

/** How a look of a watch ended. */
export function lookedKey(prefix: string, key: string): string {
  return `${prefix}:looked:${key}`;
}

/** A request to change the cluster. */
export function changeKey(prefix: string, id: string): string {
  return `${prefix}:change:${id}`;
}
