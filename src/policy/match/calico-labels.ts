/** Under which labels Calico knows an end of a connection. */
import { blockKey, indexBlocks } from "../block-index.ts";
import { accountLabel, accountPrefix, namespacePrefix } from "../calico/keys.ts";
import { matchExpression, type CalicoLabels } from "../calico/match.ts";
import { namespaceLabel, type Expression } from "../calico/selector.ts";
import type { HostEndpoint, NetworkSet } from "../objects/surroundings.ts";
import { kept, keptByKey } from "../kept.ts";
import { isUnresolved, type End } from "./ends.ts";
import type { Labels } from "../selectors.ts";
import { someHolds, type Tri } from "../tri.ts";

function prefixed(prefix: string, labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).map(([key, value]) => [`${prefix}${key}`, value]));
}

function namespaceLabels(name: string, labels: Labels | undefined): Labels {
  return {
    ...prefixed(namespacePrefix, { ...labels, "projectcalico.org/name": name }),
    [namespaceLabel]: name,
  };
}

const workload = kept((end: End): readonly CalicoLabels[] => {
  if (!end.pod || end.onHost) return [];
  const account = end.pod.spec.serviceAccountName ?? "default";
  const accountLabels = end.around.serviceAccounts.get(`${end.namespace}/${account}`);
  return [
    {
      labels: {
        ...end.labels,
        ...namespaceLabels(end.namespace, end.namespaceLabels.labels),
        ...prefixed(accountPrefix, { ...accountLabels, "projectcalico.org/name": account }),
        [accountLabel]: account,
        "projectcalico.org/orchestrator": "k8s",
      },
      unread: [
        ...(end.namespaceLabels.complete ? [] : [namespacePrefix]),
        ...(accountLabels ? [] : [accountPrefix]),
      ],
    },
  ];
});

/** Labels of a pod with a network of its own; undefined for every other end. */
export function workloadLabels(end: End): CalicoLabels | undefined {
  return workload(end)[0];
}

const blocksHolding = kept((sets: readonly NetworkSet[]) =>
  indexBlocks(sets.flatMap(({ blocks }) => blocks)),
);
const setsWith = keptByKey(({ blocks }: NetworkSet) => [...new Set(blocks.map(blockKey))]);

function networkSets({ address, around }: End): CalicoLabels[] {
  const sets = around.networkSets;
  const held = address ? blocksHolding(sets)(address) : [];
  return labelsOf([...new Set(held.flatMap((block) => setsWith(sets, block)))]);
}

function labelsOf(sets: readonly NetworkSet[]): CalicoLabels[] {
  return sets.map(({ labels, namespace, namespaceLabels: inherited }) => ({
    labels: namespace === undefined ? labels : { ...labels, ...namespaceLabels(namespace, inherited) },
    unread: namespace !== undefined && inherited === undefined ? [namespacePrefix] : [],
  }));
}

/** Any of the sets and host endpoints a selector fits may hold an address that is not known. */
function mayBeIn(expression: Expression, { around }: End): Tri {
  const any = [
    ...labelsOf(around.networkSets),
    ...around.hostEndpoints.map(({ labels }) => ({ labels, unread: [] })),
  ];
  return someHolds(any, (identity) => matchExpression(expression, identity)) === "no" ? "no" : "unknown";
}

const hostsWith = keptByKey(({ ips }: HostEndpoint) => ips);

function hostEndpoints({ ip, around }: End): CalicoLabels[] {
  const here = ip === undefined ? [] : hostsWith(around.hostEndpoints, ip);
  return here.map(({ labels }) => ({ labels, unread: [] }));
}

/** Labels of the pod, of each network set that holds the address, and of each host endpoint that has it. */
const identitiesOf = kept((end: End): readonly CalicoLabels[] => [
  ...workload(end),
  ...networkSets(end),
  ...hostEndpoints(end),
]);

/** A selector stands for the addresses of everything it selects, so one fitting identity is enough. */
export function matchEnd(expression: Expression, end: End): Tri {
  if (isUnresolved(end)) return mayBeIn(expression, end);
  return someHolds(identitiesOf(end), (identity) => matchExpression(expression, identity));
}

/** Whether a policy's selector selects the pod. Network sets are never selected. */
export function selectsWorkload(expression: Expression, end: End): Tri {
  return someHolds(workload(end), (identity) => matchExpression(expression, identity));
}
