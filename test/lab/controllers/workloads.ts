/** The Deployment, ReplicaSet, StatefulSet, DaemonSet and garbage collecting controllers, as far as a reader sees them. */
import { isDeepStrictEqual } from "node:util";
import { at, isFields, keyOf, type Fields, type KubeObject, type OwnerReference } from "../api/object.ts";
import { podSpec } from "../api/pod-defaults.ts";
import type { Store } from "../api/store.ts";
import { nameSuffix, uidFor } from "./identity.ts";

/** How often each pod name was given: a name comes back in a StatefulSet only, a uid never. */
type Given = Map<string, number>;

/** A pass over all workloads: children that are missing appear, those too many or orphaned go. */
export function workloadsController(store: Store): () => void {
  const given: Given = new Map();
  return () => {
    for (const deployment of store.ofKind("apps/v1", "Deployment")) reconcileDeployment(store, deployment);
    for (const set of store.ofKind("apps/v1", "ReplicaSet")) reconcileReplicaSet(store, set, given);
    for (const set of store.ofKind("apps/v1", "StatefulSet")) reconcileStatefulSet(store, set, given);
    for (const set of store.ofKind("apps/v1", "DaemonSet")) reconcileDaemonSet(store, set, given);
    collectOrphans(store);
  };
}

function reconcileDeployment(store: Store, deployment: KubeObject): void {
  const template = fields(at(deployment, "spec.template"));
  const hash = nameSuffix(JSON.stringify(template), 9);
  const wanted = replicasOf(deployment);
  const { name, namespace } = deployment.metadata;
  const sets = childrenOf(store, "apps/v1", "ReplicaSet", deployment);
  const current = sets.find((set) =>
    isDeepStrictEqual(unhashed(at(set, "spec.template")), unhashed(template)),
  );
  for (const old of sets) if (old !== current && replicasOf(old) > 0) store.update(scaled(old, 0));
  if (current) {
    if (replicasOf(current) !== wanted) store.update(scaled(current, wanted));
  } else {
    const labels = { ...labelsOf(template), "pod-template-hash": hash };
    const selector = fields(at(deployment, "spec.selector.matchLabels"));
    store.create({
      apiVersion: "apps/v1",
      kind: "ReplicaSet",
      metadata: {
        name: `${name}-${hash}`,
        ...(namespace === undefined ? {} : { namespace }),
        uid: uidFor(`replicaset:${keyOf(deployment.metadata)}-${hash}`),
        labels,
        ownerReferences: [controlledBy(deployment)],
      },
      spec: {
        replicas: wanted,
        selector: { matchLabels: { ...selector, "pod-template-hash": hash } },
        template: { ...template, metadata: { ...fields(template["metadata"]), labels } },
      },
    });
  }
  reportStatus(
    store,
    deployment,
    sets.flatMap((set) => childrenOf(store, "v1", "Pod", set)),
  );
}

/** A template without the label that every ReplicaSet's differs in. */
function unhashed(template: unknown): Fields {
  const labels = Object.fromEntries(
    Object.entries(fields(at(template, "metadata.labels"))).filter(([key]) => key !== "pod-template-hash"),
  );
  return { ...fields(template), metadata: { ...fields(at(template, "metadata")), labels } };
}

function reconcileReplicaSet(store: Store, set: KubeObject, given: Given): void {
  const pods = livePods(store, set);
  const wanted = replicasOf(set);
  for (const surplus of pods.slice(wanted)) remove(store, surplus);
  for (let index = pods.length; index < wanted; index += 1) {
    const name = freshName(set, keyOf(set.metadata), given);
    store.create(podOf(set, name, given, { generateName: `${set.metadata.name}-` }));
  }
  reportStatus(store, set, pods);
}

function reconcileStatefulSet(store: Store, set: KubeObject, given: Given): void {
  const wanted = Array.from({ length: replicasOf(set) }, (_, index) => `${set.metadata.name}-${index}`);
  const pods = livePods(store, set);
  for (const pod of pods) if (!wanted.includes(pod.metadata.name)) remove(store, pod);
  const present = new Set(store.ofKind("v1", "Pod", set.metadata.namespace).map((pod) => pod.metadata.name));
  for (const name of wanted)
    if (!present.has(name))
      store.create(
        podOf(set, name, given, {
          labels: {
            "statefulset.kubernetes.io/pod-name": name,
            "apps.kubernetes.io/pod-index": name.slice(name.lastIndexOf("-") + 1),
          },
          hostname: { hostname: name, subdomain: textAt(set, "spec.serviceName") },
        }),
      );
  reportStatus(store, set, pods);
}

function reconcileDaemonSet(store: Store, set: KubeObject, given: Given): void {
  const pods = livePods(store, set);
  const revision = nameSuffix(JSON.stringify(at(set, "spec.template")), 10);
  for (const node of store.ofKind("v1", "Node")) {
    const onNode = pods.find((pod) => at(pod, "spec.nodeName") === node.metadata.name);
    if (onNode) continue;
    const seed = `${keyOf(set.metadata)}@${node.metadata.name}`;
    const name = freshName(set, seed, given);
    store.create(
      podOf(set, name, given, {
        generateName: `${set.metadata.name}-`,
        labels: { "controller-revision-hash": revision, "pod-template-generation": "1" },
        nodeName: node.metadata.name,
      }),
    );
  }
  reportStatus(store, set, pods);
}

/** What an owner left behind goes too: ReplicaSets first, then pods. */
function collectOrphans(store: Store): void {
  for (const kind of ["ReplicaSet", "Pod"] as const) {
    const owners = new Set(
      ["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet"].flatMap((owner) =>
        store.ofKind("apps/v1", owner).map(({ metadata }) => metadata.uid),
      ),
    );
    for (const child of store.ofKind(kind === "Pod" ? "v1" : "apps/v1", kind)) {
      const owner = controllerOf(child);
      if (owner?.apiVersion === "apps/v1" && !owners.has(owner.uid)) remove(store, child);
    }
  }
}

interface PodDetails {
  readonly generateName?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly nodeName?: string;
  /** The name its Service gives it in DNS. */
  readonly hostname?: { readonly hostname: string; readonly subdomain: string };
}

function podOf(
  owner: KubeObject,
  name: string,
  given: Given,
  { generateName, labels, nodeName, hostname }: PodDetails,
): KubeObject {
  const template = fields(at(owner, "spec.template"));
  const annotations = at(template, "metadata.annotations");
  const { namespace } = owner.metadata;
  const key = keyOf({ name, ...(namespace === undefined ? {} : { namespace }) });
  const times = given.get(key) ?? 0;
  given.set(key, times + 1);
  const pod: KubeObject = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      ...(generateName === undefined ? {} : { generateName }),
      name,
      ...(namespace === undefined ? {} : { namespace }),
      uid: uidFor(`pod:${key}#${times}`),
      labels: { ...labelsOf(template), ...labels },
      ...(isFields(annotations) ? { annotations: strings(annotations) } : {}),
      ownerReferences: [controlledBy(owner)],
    },
    spec: {
      ...fields(template["spec"]),
      ...(nodeName === undefined ? {} : { nodeName }),
      ...(hostname === undefined ? {} : hostname),
    },
    status: { phase: "Pending" },
  };
  return { ...pod, spec: podSpec(pod) };
}

function freshName(set: KubeObject, seed: string, given: Given): string {
  const { name, namespace } = set.metadata;
  for (let attempt = 0; ; attempt += 1) {
    const candidate = `${name}-${nameSuffix(`${seed}#${attempt}`)}`;
    const key = keyOf({ name: candidate, ...(namespace === undefined ? {} : { namespace }) });
    if (!given.has(key)) return candidate;
  }
}

function remove(store: Store, object: KubeObject): void {
  store.remove(store.resourceOf(object), object.metadata.namespace, object.metadata.name);
}

function childrenOf(
  store: Store,
  apiVersion: string,
  kind: string,
  owner: KubeObject,
): readonly KubeObject[] {
  return store
    .ofKind(apiVersion, kind, owner.metadata.namespace)
    .filter((child) => controllerOf(child)?.uid === owner.metadata.uid);
}

function livePods(store: Store, owner: KubeObject): readonly KubeObject[] {
  return childrenOf(store, "v1", "Pod", owner).filter((pod) => pod.metadata.deletionTimestamp === undefined);
}

function controllerOf(object: KubeObject): OwnerReference | undefined {
  return object.metadata.ownerReferences?.find((reference) => reference.controller === true);
}

function controlledBy(owner: KubeObject): OwnerReference {
  const { name, uid = "" } = owner.metadata;
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name,
    uid,
    controller: true,
    blockOwnerDeletion: true,
  };
}

function reportStatus(store: Store, owner: KubeObject, pods: readonly KubeObject[]): void {
  const ready = pods.filter((pod) => {
    const conditions = at(pod, "status.conditions");
    return (
      Array.isArray(conditions) &&
      conditions.some(
        (condition: unknown) => at(condition, "type") === "Ready" && at(condition, "status") === "True",
      )
    );
  }).length;
  const status =
    owner.kind === "DaemonSet"
      ? { desiredNumberScheduled: pods.length, currentNumberScheduled: pods.length, numberReady: ready }
      : withoutZeroes(owner, { replicas: pods.length, readyReplicas: ready, availableReplicas: ready });
  const current = store.find(store.resourceOf(owner), owner.metadata.namespace, owner.metadata.name);
  if (current)
    store.update({ ...current, status: withoutUndefined({ ...fields(current["status"]), ...status }) });
}

/** A count of none is left out, but for a set's own replicas. */
function withoutZeroes({ kind }: KubeObject, counts: Readonly<Record<string, number>>): Fields {
  return Object.fromEntries(
    Object.entries(counts).map(([name, count]) => [
      name,
      count > 0 || (name === "replicas" && kind !== "Deployment") ? count : undefined,
    ]),
  );
}

function scaled(set: KubeObject, replicas: number): KubeObject {
  return { ...set, spec: { ...fields(set["spec"]), replicas } };
}

function replicasOf(workload: KubeObject): number {
  const replicas = at(workload, "spec.replicas");
  return typeof replicas === "number" ? replicas : 1;
}

function withoutUndefined(values: Fields): Fields {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function textAt(object: KubeObject, path: string): string {
  const value = at(object, path);
  return typeof value === "string" ? value : "";
}

function labelsOf(template: Fields): Readonly<Record<string, string>> {
  return strings(fields(at(template, "metadata.labels")));
}

function strings(values: Fields): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]));
}

function fields(value: unknown): Fields {
  return isFields(value) ? value : {};
}
