/** Workloads of manifests stand for the pods they will make. */
import { z } from "zod";
import { OwnerReference } from "../../model/kubernetes.ts";
import type { KubernetesObject } from "./objects.ts";

const Labels = z.record(z.string(), z.string());
const Template = z.looseObject({
  metadata: z.looseObject({ labels: Labels.nullish(), annotations: Labels.nullish() }).nullish(),
  spec: z.looseObject({ containers: z.array(z.looseObject({ name: z.string() })) }),
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
  metadata: z.looseObject({ name: z.string(), namespace: z.string().nullish(), labels: Labels.nullish() }),
});

interface Made {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly owned: boolean;
  readonly template: z.infer<typeof Template>;
}

function readWorkload(object: KubernetesObject): Made | undefined {
  const cron = CronJob.safeParse(object).data;
  const workload = cron ?? Workload.safeParse(object).data;
  if (!workload) return undefined;
  const { kind, metadata } = workload;
  return {
    kind,
    name: metadata.name,
    namespace: metadata.namespace ?? "default",
    owned: (metadata.ownerReferences ?? []).length > 0,
    template: cron ? cron.spec.jobTemplate.spec.template : Workload.parse(object).spec.template,
  };
}

function toPod({ kind, name, namespace, template }: Made): KubernetesObject {
  const { labels, annotations } = template.metadata ?? {};
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name,
      namespace,
      labels: labels ?? {},
      ...(annotations ? { annotations } : {}),
      ownerReferences: [{ kind, name, controller: true }],
    },
    spec: template.spec,
  };
}

/**
 * Adds one pod per workload, by the labels of its pod template (a CronJob's lies one deeper). A workload whose pods are
 * among the objects already, or that another one makes, adds none.
 */
export function expandWorkloads(objects: readonly KubernetesObject[]): KubernetesObject[] {
  const labelsOf = new Map<string, Record<string, string>[]>();
  const names = new Set<string>();
  for (const object of objects) {
    const pod = MadePod.safeParse(object).data;
    if (!pod) continue;
    const namespace = pod.metadata.namespace ?? "default";
    names.add(`${namespace}/${pod.metadata.name}`);
    labelsOf.set(namespace, [...(labelsOf.get(namespace) ?? []), pod.metadata.labels ?? {}]);
  }
  const isThere = ({ namespace, template }: Made): boolean => {
    const wanted = Object.entries(template.metadata?.labels ?? {});
    return (
      wanted.length > 0 &&
      labelsOf.get(namespace)?.some((labels) => wanted.every(([key, value]) => labels[key] === value)) ===
        true
    );
  };
  const pods = objects.flatMap((object) => {
    const made = readWorkload(object);
    if (!made || made.owned || isThere(made)) return [];
    // Two workloads of one name in a namespace (a Deployment and a Job) are two pods.
    const taken = names.has(`${made.namespace}/${made.name}`);
    const name = taken ? `${made.name}-${made.kind.toLowerCase()}` : made.name;
    names.add(`${made.namespace}/${name}`);
    const pod = toPod(made);
    return [taken ? { ...pod, metadata: { ...pod.metadata, name } } : pod];
  });
  return [...objects, ...pods];
}
