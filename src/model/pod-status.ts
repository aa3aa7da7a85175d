/** What the API says of a pod's state, as more than one part of netdiag asks it. */
import type { Pod } from "./kubernetes.ts";

/** True when the Ready condition says so. */
export function isReady({ status }: Pod): boolean {
  return status?.conditions?.some((one) => one.type === "Ready" && one.status === "True") ?? false;
}

/** Addresses in the order the API gives them; empty before the pod has a sandbox. */
export function podIPs({ status }: Pod): readonly string[] {
  const all = status?.podIPs?.map(({ ip }) => ip) ?? [];
  return all.length > 0 ? all : status?.podIP === undefined ? [] : [status.podIP];
}
