/**
 * What of the cluster's objects is judged, and with that kept: all of what is asked about, of its neighbours what policies and
 * rules need, and as many of these as a run may be large. It is done before anything is looked at, so that a saved run is
 * judged from the same objects.
 */
import type { Endpoint } from "../model/endpoint.ts";
import type { Flow } from "../model/flow.ts";
import { describeRef, type ObjectRef, type Pod, type PolicyObject } from "../model/kubernetes.ts";
import { asNeighbour, inFewWords } from "../model/neighbour.ts";
import { isReady } from "../model/pod-status.ts";
import type { ClusterSnapshot, NotRead } from "../model/snapshot.ts";
import { selectedBy } from "../journey/services/declared.ts";
import { policiesAbout } from "./policies-about.ts";

/** Of a run's two megabytes, what objects may take, in characters of JSON; the rest is what nodes say. */
export const mostOfObjects = 1_200_000;

/** Of what is left for neighbours, the part that policies may take when there are too many pods as well. */
const forPolicies = 0.5;

const nameOf = ({ metadata }: Pod | PolicyObject): string =>
  `${metadata.namespace ?? "default"}/${metadata.name}`;

/** The objects of a question within bounds. What had to be left out is a line of `notRead`. */
export function keptSnapshot(
  read: ClusterSnapshot,
  flows: readonly Flow[],
  most = mostOfObjects,
): ClusterSnapshot {
  return within(read, flows, most, policiesByNeed);
}

/** The same where it cannot be told what the policies say: any that is left out may decide. */
export function withoutLooking(read: ClusterSnapshot, flows: readonly Flow[]): ClusterSnapshot {
  return within(read, flows, mostOfObjects, (_, { policies }) => ({
    all: policies,
    selecting: new Set(policies),
  }));
}

function within(
  read: ClusterSnapshot,
  flows: readonly Flow[],
  most: number,
  inOrder: (flows: readonly Flow[], snapshot: ClusterSnapshot) => PoliciesByNeed,
): ClusterSnapshot {
  const own = ownPods(read, flows);
  const pods = read.pods.map((pod) => (own.has(nameOf(pod)) ? pod : asNeighbour(pod)));
  const snapshot = { ...read, pods, endpointSlices: read.endpointSlices.map(inFewWords) };
  const whole = sizeOf(snapshot);
  if (whole <= most) return snapshot;

  const neighbours = byNeed(
    pods.filter((pod) => !own.has(nameOf(pod))),
    snapshot,
  );
  const policies = inOrder(flows, snapshot);
  const room = Math.max(0, most - (whole - sizeOf(neighbours) - sizeOf(policies.all)));
  const share = Math.max(room * forPolicies, room - sizeOf(neighbours));
  const keptPolicies = asManyAs(policies.all, share);
  const keptPods = asManyAs(neighbours, room - sizeOf([...keptPolicies]));
  const left = {
    pods: neighbours.filter((pod) => !keptPods.has(pod)),
    policies: policies.all.filter((policy) => !keptPolicies.has(policy)),
  };
  const kept: ClusterSnapshot = {
    ...snapshot,
    pods: pods.filter((pod) => own.has(nameOf(pod)) || keptPods.has(pod)),
    policies: snapshot.policies.filter((policy) => keptPolicies.has(policy)),
    listedWhole: (snapshot.listedWhole ?? []).filter(
      ({ kind, namespace }) =>
        ![...left.pods, ...left.policies].some(
          (one) => one.kind === kind && (namespace === undefined || one.metadata.namespace === namespace),
        ),
    ),
  };
  const decisive = left.policies.some((policy) => policies.selecting.has(policy));
  return {
    ...kept,
    notRead: [...kept.notRead, ...leftOut(left.pods), ...leftOutPolicies(left.policies, decisive)],
  };
}

/** Pods that the question, or the way of its packets, is about. */
function ownPods(snapshot: ClusterSnapshot, flows: readonly Flow[]): ReadonlySet<string> {
  const asked = [...snapshot.asked.from, ...snapshot.asked.to].filter(({ kind }) => kind === "Pod");
  const ends = flows.flatMap(({ from, to }) => [from, to]).flatMap(podOf);
  const names = new Set([...asked.map(refName), ...ends]);
  // Of those that a Service selects and does not send to, it is told why.
  for (const service of snapshot.services)
    for (const pod of selectedBy(service, snapshot.pods)
      .filter((one) => !isReady(one))
      .slice(0, mostWaiting))
      names.add(nameOf(pod));
  for (const pod of snapshot.pods) if (isOfCluster(pod)) names.add(nameOf(pod));
  return names;
}

/** Pods that wait, of one Service: each is told by name, and nobody reads more. */
const mostWaiting = 100;

const refName = ({ namespace, name }: ObjectRef): string => `${namespace ?? "default"}/${name}`;

function podOf(end: Endpoint): readonly string[] {
  return end.type === "pod" ? [`${end.namespace}/${end.name}`] : [];
}

/** Those of the DNS, and who enforces policies. */
function isOfCluster({ metadata: { labels, namespace } }: Pod): boolean {
  const app = labels?.["k8s-app"];
  return (
    app === "cilium" || (namespace === "kube-system" && (app === "kube-dns" || app === "node-local-dns"))
  );
}

/**
 * Those first that a Service of the question selects, then one of each kind that policies may tell apart, then the rest: what a
 * change would open is told of workloads, not of each of their thousand pods.
 */
function byNeed(neighbours: readonly Pod[], { services }: ClusterSnapshot): readonly Pod[] {
  const selected = new Set(
    services.flatMap((service) => selectedBy(service, neighbours).slice(0, mostWaiting)),
  );
  const seen = new Set<string>();
  const firsts = neighbours.filter((pod) => {
    const kind = kindOf(pod);
    if (seen.has(kind)) return false;
    seen.add(kind);
    return true;
  });
  return [...new Set([...selected, ...firsts, ...neighbours])];
}

/** Labels that each pod of a workload has of its own. */
const ofOnePod =
  /^(?:statefulset\.kubernetes\.io\/pod-name|apps\.kubernetes\.io\/pod-index|batch\.kubernetes\.io\/job-completion-index|pod-template-hash|controller-revision-hash)$/;

function kindOf({ metadata, spec }: Pod): string {
  const labels = Object.entries(metadata.labels ?? {}).filter(([key]) => !ofOnePod.test(key));
  return JSON.stringify([metadata.namespace, labels.sort(), spec.hostNetwork, spec.serviceAccountName]);
}

interface PoliciesByNeed {
  readonly all: readonly PolicyObject[];
  /** Those that select an end of a flow. */
  readonly selecting: ReadonlySet<PolicyObject>;
}

/** Those first that the explanation of a flow names, then those that select one of its ends, then the rest. */
function policiesByNeed(flows: readonly Flow[], snapshot: ClusterSnapshot): PoliciesByNeed {
  const { named, selecting } = policiesAbout(flows, snapshot);
  return {
    all: [...new Set([...named, ...selecting, ...snapshot.policies])],
    selecting: new Set(selecting),
  };
}

/** From the first on, what there is room for. */
function asManyAs<One>(objects: readonly One[], room: number): ReadonlySet<One> {
  const kept = new Set<One>();
  let left = room;
  for (const one of objects) {
    const size = sizeOf(one) + 1;
    if (size > left) continue;
    left -= size;
    kept.add(one);
  }
  return kept;
}

function sizeOf(value: unknown): number {
  return JSON.stringify(value).length;
}

const why = "a run keeps no more objects than it may be large, and these are asked about least";

function leftOut(pods: readonly Pod[]): readonly NotRead[] {
  const counts = new Map<string, number>();
  for (const { metadata } of pods) {
    const namespace = metadata.namespace ?? "default";
    counts.set(namespace, (counts.get(namespace) ?? 0) + 1);
  }
  return [...counts].map(([namespace, count]) => ({
    what: `${count} pods of namespace ${namespace}`,
    reason: `${count} pods beside those of the question were left out: ${why}`,
    next: `what a change would open to them is not told; look: kubectl get pods -n ${namespace} --show-labels`,
  }));
}

function leftOutPolicies(policies: readonly PolicyObject[], decisive: boolean): readonly NotRead[] {
  const [first] = policies;
  if (!first) return [];
  const namespaces = [...new Set(policies.map(({ metadata }) => metadata.namespace))];
  const { kind, metadata } = first;
  const { name, namespace } = metadata;
  const example = describeRef({ kind, name, ...(namespace === undefined ? {} : { namespace }) });
  return [
    {
      what: `${policies.length} policies, ${example} among them`,
      reason: `${policies.length} policies were left out${decisive ? ", of those that select an end as well" : ", none of which selects an end of the question"}: ${why}`,
      next: "name fewer pods in the question, or ask the policies alone: netdiag policy A to B",
      ...(decisive
        ? {
            policiesOf: namespaces.includes(undefined)
              ? ("all" as const)
              : namespaces.filter((one) => one !== undefined),
          }
        : {}),
    },
  ];
}
