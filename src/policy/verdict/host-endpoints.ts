/**
 * Calico's host endpoints. They guard a node: what comes from or goes to its own programs, and of what it forwards
 * only what a policy with `applyOnForward` speaks of. Which interface a packet takes no object says, so this is not decided.
 */
import type { ObjectRef } from "../../model/kubernetes.ts";
import { matchExpression } from "../calico/match.ts";
import type { PolicyModel } from "../compile.ts";
import type { End } from "../match/ends.ts";

/** What may decide about this end beside the policies that select it. */
export function hostEndpointsOf(model: PolicyModel, end: End): ObjectRef[] {
  const here = end.around.hostEndpoints.filter(
    ({ node, ips }) =>
      (node !== undefined && node === end.nodeName) || (end.ip !== undefined && ips.includes(end.ip)),
  );
  if (here.length === 0) return [];
  if (end.onHost || !end.pod) return here.map(({ ref }) => ref);
  const policies = [...(model.byNamespace.get("")?.policies.values() ?? [])];
  return policies
    .filter(
      ({ forHosts }) =>
        forHosts && here.some(({ labels }) => matchExpression(forHosts, { labels, unread: [] }) !== "no"),
    )
    .map(({ ref }) => ref);
}
