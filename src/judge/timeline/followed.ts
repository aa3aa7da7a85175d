/** Which objects stand on the way of a question: its two ends, what is between them and what decides about them. */
import { describeRef, type Metadata, type ObjectRef, type Pod } from "../../model/kubernetes.ts";
import type { Flow } from "../../model/flow.ts";
import { isReady } from "../../model/pod-status.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";
import { nodesOf } from "../../journey/machine/places.ts";
import { identify } from "../../policy/objects/objects.ts";
import { policiesAbout } from "../policies-about.ts";
import { selectedBy } from "../../journey/services/declared.ts";
import type { Followed } from "./of-object.ts";

/** Pods of one sort that are followed: of the ends, of a Service and not ready, of the DNS. */
const mostPods = 20;

/** Each once. What was not read, or is kept without its times, is not among them. */
export function followedObjects(flows: readonly Flow[], snapshot: ClusterSnapshot): readonly Followed[] {
  const all = [
    ...podsOnTheWay(flows, snapshot).map(followedPod),
    ...podsOfTheCluster(flows, snapshot).map((pod) => ({ ...followedPod(pod), isOfCluster: true as const })),
    ...snapshot.workloads.map((workload) => ({
      ref: refOf(workload.kind, workload.metadata),
      metadata: workload.metadata,
      workload,
    })),
    ...servicesOf(flows, snapshot),
    ...policiesOf(flows, snapshot),
    ...namespacesOf(flows, snapshot),
    ...nodesOnTheWay(flows, snapshot),
    ...(snapshot.corefile?.metadata
      ? [{ ref: snapshot.corefile.object, metadata: snapshot.corefile.metadata }]
      : []),
  ];
  return [...new Map(all.reverse().map((one) => [describeRef(one.ref), one])).values()].reverse();
}

function followedPod(pod: Pod): Followed {
  return { ref: refOf("Pod", pod.metadata), metadata: pod.metadata, pod };
}

function refOf(kind: string, { namespace, name }: Metadata): ObjectRef {
  return { kind, ...(namespace === undefined ? {} : { namespace }), name };
}

const keyOf = ({
  namespace,
  name,
}: {
  readonly namespace?: string | undefined;
  readonly name: string;
}): string => `${namespace ?? "default"}/${name}`;

function podsOnTheWay(flows: readonly Flow[], snapshot: ClusterSnapshot): readonly Pod[] {
  const { asked, pods } = snapshot;
  const ends = new Set(
    [
      ...flows.flatMap(({ from, to }) => [from, to]).filter((end) => end.type === "pod"),
      ...askedPods(asked),
    ].map(keyOf),
  );
  const own = pods.filter(({ metadata }) => ends.has(keyOf(metadata)));
  const waiting = snapshot.services
    .filter((service) =>
      flows.some((flow) => flow.service !== undefined && keyOf(flow.service) === keyOf(service.metadata)),
    )
    .flatMap((service) => selectedBy(service, pods))
    .filter((pod) => !isReady(pod));
  return [own, waiting].flatMap((sort) => sort.slice(0, mostPods));
}

function podsOfTheCluster(flows: readonly Flow[], { pods }: ClusterSnapshot): readonly Pod[] {
  const nodes = new Set(flows.flatMap(nodesOf));
  return pods.filter((pod) => runsForTheCluster(pod, nodes)).slice(0, mostPods);
}

function askedPods({ from, to }: ClusterSnapshot["asked"]): readonly ObjectRef[] {
  return [...from, ...to].filter(({ kind }) => kind === "Pod");
}

/** Servers of the DNS wherever they are; of what runs on each node, those of the nodes on the way. */
function runsForTheCluster({ metadata, spec }: Pod, nodes: ReadonlySet<string>): boolean {
  const app = metadata.labels?.["k8s-app"];
  const isDns = metadata.namespace === "kube-system" && (app === "kube-dns" || app === "node-local-dns");
  if (isDns && app === "kube-dns") return true;
  return (isDns || app === "cilium") && spec.nodeName !== undefined && nodes.has(spec.nodeName);
}

function servicesOf(
  flows: readonly Flow[],
  { services, endpointSlices }: ClusterSnapshot,
): readonly Followed[] {
  const asked = new Set(flows.flatMap(({ service }) => (service ? [keyOf(service)] : [])));
  return [
    ...services
      .filter(({ metadata }) => asked.has(keyOf(metadata)))
      .map(({ metadata }) => ({ ref: refOf("Service", metadata), metadata })),
    ...endpointSlices
      .filter(({ metadata: { labels, namespace } }) =>
        asked.has(keyOf({ namespace, name: labels?.["kubernetes.io/service-name"] ?? "" })),
      )
      .map(({ metadata }) => ({ ref: refOf("EndpointSlice", metadata), metadata })),
  ];
}

function policiesOf(flows: readonly Flow[], snapshot: ClusterSnapshot): readonly Followed[] {
  const { named, selecting } = policiesAbout(flows, snapshot);
  return [...new Set([...named, ...selecting])].flatMap((policy) => {
    const ref = identify(policy)?.ref;
    return ref ? [{ ref, metadata: policy.metadata }] : [];
  });
}

function namespacesOf(flows: readonly Flow[], { namespaces }: ClusterSnapshot): readonly Followed[] {
  const ends = new Set(
    flows.flatMap(({ from, to }) => [from, to]).flatMap((end) => (end.type === "pod" ? [end.namespace] : [])),
  );
  return namespaces
    .filter(({ metadata }) => ends.has(metadata.name))
    .map(({ metadata }) => ({ ref: { kind: "Namespace", name: metadata.name }, metadata }));
}

function nodesOnTheWay(flows: readonly Flow[], { nodes }: ClusterSnapshot): readonly Followed[] {
  const names = new Set(flows.flatMap(nodesOf));
  return nodes
    .filter(({ metadata }) => names.has(metadata.name))
    .map((node) => ({ ref: { kind: "Node", name: node.metadata.name }, metadata: node.metadata, node }));
}
