/** What the API says of a pod that is not ready, in its own words. */
import type { Pod } from "../../model/kubernetes.ts";

/** A container of it is started again and again. */
export function keepsEnding({ status }: Pod): boolean {
  return (status?.containerStatuses ?? []).some(({ state }) => state?.waiting?.reason === "CrashLoopBackOff");
}

/** `Pending, Unschedulable, 0/3 nodes are available …`, to follow "is". */
export function whyNotReady(pod: Pod): string {
  const { phase, conditions = [], containerStatuses = [] } = pod.status ?? {};
  const unscheduled = conditions.find(({ type, status }) => type === "PodScheduled" && status === "False");
  const ready = unscheduled ?? conditions.find(({ type }) => type === "Ready");
  const waiting = containerStatuses.flatMap(({ name, state }) => {
    const { reason, message } = state?.waiting ?? {};
    return reason === undefined
      ? []
      : [`container ${name}: ${reason}${message === undefined ? "" : `, ${message}`}`];
  });
  const words = [
    pod.metadata.deletionTimestamp === undefined ? phase : "Terminating",
    ready?.reason,
    ready?.message,
    ...waiting.slice(0, 2),
  ].filter((word) => word !== undefined);
  return words.length === 0 ? "not ready" : words.join(", ").replace(/\.$/, "");
}
