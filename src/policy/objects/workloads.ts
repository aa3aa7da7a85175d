/** Workloads of manifests stand for the pods they will make. */
import { z } from "zod";
import { OwnerReference } from "../../model/kubernetes.ts";
import type { KubernetesObject } from "./objects.ts";

/** What is no text is told of the pod it belongs to. */
const Labels = z.record(z.string(), z.unknown());
const Template = z.looseObject({
  // What is wrong with these is told of the pod.
  metadata: z.looseObject({ labels: z.unknown().optional(), annotations: z.unknown().optional() }).nullish(),
  spec: z.looseObject({}),
});
const Workload = z.looseObject({
  kind: z.enum(["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job"]),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().nullish(),
    ownerReferences: z.array(OwnerReference).nullish(),
  }),
  spec: z.looseObject({ template: Template }),
});
const CronJob = z.looseObject({
  kind: z.literal("CronJob"),
  metadata: Workload.shape.metadata,
  spec: z.looseObject({ jobTemplate: z.looseObject({ spec: z.looseObject({ template: Template }) }) }),
});
const MadePod = z.looseObject({
  kind: z.literal("Pod"),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().nullish(),
    labels: Labels.nullish().catch(undefined),
  }),
});

interface Made {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly owned: boolean;
  readonly template: z.infer<typeof Template>;
}

const kinds: ReadonlySet<string> = new Set([...Workload.shape.kind.options, CronJob.shape.kind.value]);

/** Told before anything else of an object is read, as most are of other kinds. */
function kindOf(object: unknown): string {
  const kind = typeof object === "object" && object !== null && "kind" in object ? object.kind : undefined;
  return typeof kind === "string" ? kind : "";
}

function readWorkload(object: KubernetesObject): Made | undefined {
  if (!kinds.has(kindOf(object))) return undefined;
  const cron = CronJob.safeParse(object).data;
  const workload = cron ? undefined : Workload.safeParse(object).data;
  const template = cron?.spec.jobTemplate.spec.template ?? workload?.spec.template;
  const metadata = cron?.metadata ?? workload?.metadata;
  if (!template || !metadata) return undefined;
  return {
    kind: object.kind,
    name: metadata.name,
    namespace: metadata.namespace ?? "default",
    owned: (metadata.ownerReferences ?? []).length > 0,
    template,
  };
}

function toPod({ kind, name, namespace, template }: Made, owner: string): KubernetesObject {
  const { labels, annotations } = template.metadata ?? {};
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name,
      namespace,
      labels: labels ?? {},
      ...(annotations ? { annotations } : {}),
      ownerReferences: [{ kind, name: owner, controller: true }],
    },
    spec: template.spec,
  };
}

/** Pods among the objects: which names are taken, and whether one has all of some labels. */
function podsAmong(objects: readonly KubernetesObject[]) {
  const names = new Set<string>();
  /** By one label they have: a namespace of thousands of pods is not walked for each workload. */
  const byLabel = new Map<string, Record<string, unknown>[]>();
  const key = (namespace: string, [label, value]: readonly [string, unknown]): string =>
    `${namespace}/${label}=${String(value)}`;
  for (const object of objects) {
    const pod = kindOf(object) === "Pod" ? MadePod.safeParse(object).data : undefined;
    if (!pod) continue;
    const namespace = pod.metadata.namespace ?? "default";
    names.add(`${namespace}/${pod.metadata.name}`);
    const labels = pod.metadata.labels ?? {};
    for (const label of Object.entries(labels)) {
      const alike = byLabel.get(key(namespace, label));
      if (alike) alike.push(labels);
      else byLabel.set(key(namespace, label), [labels]);
    }
  }
  const hasOne = (namespace: string, wanted: readonly (readonly [string, unknown])[]): boolean => {
    const lists = wanted.map((label) => byLabel.get(key(namespace, label)) ?? []);
    const [fewest] = lists.sort((one, other) => one.length - other.length);
    return fewest?.some((labels) => wanted.every(([label, value]) => labels[label] === value)) === true;
  };
  return { names, hasOne };
}

/** Later objects of the same kind, namespace and name replace earlier ones. */
function lastOfEach(workloads: readonly Made[]): Made[] {
  return [
    ...new Map(workloads.map((made) => [`${made.kind} ${made.namespace}/${made.name}`, made])).values(),
  ];
}

/**
 * Adds one pod per workload, by the labels of its pod template (a CronJob's lies one deeper). A workload whose pods are
 * among the objects already, or that another one makes, adds none.
 */
export function expandWorkloads(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const workloads = lastOfEach(objects.flatMap((object) => readWorkload(object) ?? [])).filter(
    ({ owned }) => !owned,
  );
  if (workloads.length === 0) return objects;
  const { names, hasOne } = podsAmong(objects);
  const pods = workloads
    .filter(({ namespace, template }) => !hasOne(namespace, Object.entries(template.metadata?.labels ?? {})))
    .map((made): KubernetesObject => {
      // Two workloads of one name in a namespace (a Deployment and a Job) are two pods.
      const taken = names.has(`${made.namespace}/${made.name}`);
      const name = taken ? `${made.name}-${made.kind.toLowerCase()}` : made.name;
      names.add(`${made.namespace}/${name}`);
      return toPod({ ...made, name }, made.name);
    });
  return [...objects, ...pods];
}
