/** What may decide about traffic of nodes beside the policies that select pods. Which of it they let through is not decided here. */
import type { ObjectRef } from "../../model/kubernetes.ts";
import { matchExpression } from "../calico/match.ts";
import type { CompiledPolicy, PolicyModel } from "../compile.ts";
import type { HostEndpoint } from "../objects/surroundings.ts";
import { kept, keptByKey } from "../kept.ts";
import type { End } from "../match/ends.ts";
import { matchSelector } from "../selectors.ts";

/** Few of all policies are about hosts. */
const aboutHosts = kept((policies: ReadonlyMap<string, CompiledPolicy>) =>
  [...policies.values()].filter(({ forHosts, forNodes }) => forHosts !== undefined || forNodes !== undefined),
);

function clusterWide(model: PolicyModel): readonly CompiledPolicy[] {
  const held = model.byNamespace.get("");
  return held ? aboutHosts(held.policies) : [];
}

const hostsOf = keptByKey(({ node, ips }: HostEndpoint) => [
  ...(node === undefined ? [] : [`node ${node}`]),
  ...ips,
]);

/**
 * Calico's host endpoints guard a node: what comes from or goes to its own programs, and of what it forwards only what a
 * policy with `applyOnForward` speaks of. Which interface a packet takes no object says.
 */
function hostEndpoints(model: PolicyModel, end: End): ObjectRef[] {
  const hosts = end.around.hostEndpoints;
  const here = [
    ...new Set([
      ...(end.nodeName === undefined ? [] : hostsOf(hosts, `node ${end.nodeName}`)),
      ...(end.ip === undefined ? [] : hostsOf(hosts, end.ip)),
    ]),
  ];
  if (here.length === 0) return [];
  if (end.onHost || !end.pod) return here.map(({ ref }) => ref);
  return clusterWide(model)
    .filter(
      ({ forHosts }) =>
        forHosts && here.some(({ labels }) => matchExpression(forHosts, { labels, unread: [] }) !== "no"),
    )
    .map(({ ref }) => ref);
}

/** Cilium's policies with a nodeSelector. */
function nodePolicies(model: PolicyModel, end: End): ObjectRef[] {
  if (!end.onHost) return [];
  return clusterWide(model)
    .filter(({ forNodes }) => forNodes?.some((nodes) => matchSelector(nodes, end.nodeLabels) !== "no"))
    .map(({ ref }) => ref);
}

/** What may decide about this end beside the policies that select it. */
export function hostPoliciesOf(model: PolicyModel, end: End): ObjectRef[] {
  return [...hostEndpoints(model, end), ...nodePolicies(model, end)];
}
