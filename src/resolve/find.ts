import type { Ingress, Node, Pod, Service, Workload } from "../model/kubernetes.ts";
import type { Target } from "../model/question.ts";
import { CouldNotRead, type Cluster, type ListScope } from "../ports.ts";

/** What people and its own messages call the API server. */
export const apiServer = "kube-apiserver";
/** Its pods have this label instead of an app's, where kubeadm started them. */
const apiServerLabel = "component";

/** An object, or a label shared by pods, that the words may mean. */
export type Match =
  | { readonly kind: "Service"; readonly object: Service }
  | { readonly kind: "Workload"; readonly object: Workload }
  | { readonly kind: "Pod"; readonly object: Pod }
  | { readonly kind: "Node"; readonly object: Node }
  | { readonly kind: "Ingress"; readonly object: Ingress }
  | {
      readonly kind: "Labelled";
      readonly namespace: string;
      readonly selector: string;
      readonly pods: readonly Pod[];
    };

type ObjectTarget = Extract<Target, { type: "object" }>;

const workloadKinds = {
  deployment: "Deployment",
  statefulset: "StatefulSet",
  daemonset: "DaemonSet",
  replicaset: "ReplicaSet",
  job: "Job",
} as const;

/**
 * Every object the words may mean in each of their readings (`jobs/web`), read by name (or by the labels people name things with), never by
 * listing a kind whole. Throws CouldNotRead when the API refuses everything asked.
 */
export async function findMatches(target: ObjectTarget, cluster: Cluster): Promise<readonly Match[]> {
  const { orIn, ...ofKind } = target;
  const inNamespace: readonly ObjectTarget[] = orIn ? [{ type: "object", ...orIn, name: target.name }] : [];
  return await whatCanBeRead([ofKind, ...inNamespace].flatMap((reading) => readsOf(reading, cluster)));
}

function readsOf(target: ObjectTarget, cluster: Cluster): Promise<readonly Match[]>[] {
  const scope: ListScope = {
    fieldSelector: `metadata.name=${target.name}`,
    ...(target.namespace === undefined ? {} : { namespace: target.namespace }),
  };
  const wants = (kind: NonNullable<ObjectTarget["kind"]>): boolean =>
    target.kind === undefined || target.kind === kind;

  const reads: Promise<readonly Match[]>[] = [];
  if (wants("service"))
    reads.push(
      cluster.list("Service", scope).then((all) => all.map((object) => ({ kind: "Service", object }))),
    );
  for (const kind of ["deployment", "statefulset", "daemonset", "replicaset", "job"] as const) {
    if (!wants(kind) || (target.kind === undefined && (kind === "replicaset" || kind === "job"))) continue;
    reads.push(
      cluster
        .list(workloadKinds[kind], scope)
        .then((all) => all.map((object) => ({ kind: "Workload", object }))),
    );
  }
  if (wants("pod"))
    reads.push(cluster.list("Pod", scope).then((all) => all.map((object) => ({ kind: "Pod", object }))));
  if (wants("node") && target.namespace === undefined)
    reads.push(
      cluster.get("Node", target.name).then((object) => (object ? [{ kind: "Node" as const, object }] : [])),
    );
  if (target.kind === "ingress")
    reads.push(
      cluster.list("Ingress", scope).then((all) => all.map((object) => ({ kind: "Ingress", object }))),
    );
  if (target.kind === undefined) reads.push(findByLabel(target, cluster));
  if (target.kind === "cronjob") reads.push(findCronJobPods(target, cluster));
  return reads;
}

async function whatCanBeRead(reads: readonly Promise<readonly Match[]>[]): Promise<readonly Match[]> {
  const settled = await Promise.allSettled(reads);
  const found = settled.flatMap((read) => (read.status === "fulfilled" ? read.value : []));
  const refused = settled.find((read) => read.status === "rejected");
  if (found.length === 0 && refused) throw toError(refused.reason);
  return found;
}

/** `app.kubernetes.io/name=X`, `app=X`, `k8s-app=X`: what people call a thing that has no object of that name. */
async function findByLabel(target: ObjectTarget, cluster: Cluster): Promise<readonly Match[]> {
  const keys = target.name === apiServer ? [apiServerLabel] : ["app.kubernetes.io/name", "app", "k8s-app"];
  const lists = await Promise.all(
    keys.map(async (key) => ({
      selector: `${key}=${target.name}`,
      pods: await cluster.list("Pod", {
        labelSelector: `${key}=${target.name}`,
        ...(target.namespace === undefined ? {} : { namespace: target.namespace }),
      }),
    })),
  );
  const matches: Match[] = [];
  const known = new Set<string>();
  for (const { selector, pods } of lists) {
    for (const namespace of new Set(pods.map((pod) => pod.metadata.namespace ?? "default"))) {
      if (known.has(namespace)) continue;
      known.add(namespace);
      const own = pods.filter((pod) => (pod.metadata.namespace ?? "default") === namespace);
      matches.push({ kind: "Labelled", namespace, selector, pods: own });
    }
  }
  return matches;
}

/** A CronJob owns Jobs, which own pods under a name that starts with the CronJob's. */
async function findCronJobPods(target: ObjectTarget, cluster: Cluster): Promise<readonly Match[]> {
  const cronJobs = await cluster.list("CronJob", {
    fieldSelector: `metadata.name=${target.name}`,
    ...(target.namespace === undefined ? {} : { namespace: target.namespace }),
  });
  const matches: Match[] = [];
  for (const cronJob of cronJobs) {
    const namespace = cronJob.metadata.namespace ?? "default";
    const jobs = await cluster.list("Job", { namespace });
    const own = jobs.filter((job) =>
      job.metadata.ownerReferences?.some((owner) => owner.kind === "CronJob" && owner.name === target.name),
    );
    const latest = own.at(-1);
    if (!latest) continue;
    const selector = `job-name=${latest.metadata.name}`;
    const pods = await cluster.list("Pod", { namespace, labelSelector: selector });
    if (pods.length > 0) matches.push({ kind: "Labelled", namespace, selector, pods });
  }
  return matches;
}

function toError(reason: unknown): Error {
  if (reason instanceof Error) return reason;
  return new CouldNotRead("failed", String(reason), "run the question again");
}

/** The namespace a match lives in; undefined for nodes. */
export function namespaceOf(match: Match): string | undefined {
  switch (match.kind) {
    case "Labelled":
      return match.namespace;
    case "Node":
      return undefined;
    default:
      return match.object.metadata.namespace ?? "default";
  }
}

/** `Service test/productpage`, `pods app=client in demo`. */
export function describeMatch(match: Match): string {
  switch (match.kind) {
    case "Labelled":
      return `pods ${match.selector} in ${match.namespace}`;
    case "Node":
      return `Node ${match.object.metadata.name}`;
    default:
      return `${match.object.kind} ${match.object.metadata.namespace ?? "default"}/${match.object.metadata.name}`;
  }
}

/** The same words, made exact: what the asker would have typed to mean this match. */
export function targetOf(match: Match, name: string): Target {
  switch (match.kind) {
    case "Labelled":
      return { type: "object", namespace: match.namespace, name };
    case "Node":
      return { type: "object", kind: "node", name: match.object.metadata.name };
    case "Service":
    case "Pod":
    case "Ingress":
      return {
        type: "object",
        kind: match.kind === "Service" ? "service" : match.kind === "Pod" ? "pod" : "ingress",
        namespace: match.object.metadata.namespace ?? "default",
        name: match.object.metadata.name,
      };
    case "Workload":
      return {
        type: "object",
        kind: kindWord(match.object.kind),
        namespace: match.object.metadata.namespace ?? "default",
        name: match.object.metadata.name,
      };
  }
}

function kindWord(kind: Workload["kind"]): NonNullable<ObjectTarget["kind"]> {
  switch (kind) {
    case "Deployment":
      return "deployment";
    case "StatefulSet":
      return "statefulset";
    case "DaemonSet":
      return "daemonset";
    case "ReplicaSet":
      return "replicaset";
    case "Job":
      return "job";
  }
}
