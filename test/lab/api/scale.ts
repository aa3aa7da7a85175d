/** /scale of what has replicas: what `kubectl scale` and autoscalers read and write. */
import { at, type Fields, type KubeObject } from "./object.ts";
import type { Resource } from "./resources.ts";
import { badRequest } from "./status.ts";

const scalable = new Set(["Deployment", "ReplicaSet", "StatefulSet"]);

export function hasScale({ group, kind }: Pick<Resource, "group" | "kind">): boolean {
  return group === "apps" && scalable.has(kind);
}

export function scaleOf({ metadata, ...object }: KubeObject): Fields {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = metadata;
  const labels = at(object, "spec.selector.matchLabels");
  const selector = Object.entries(labels ?? {}).map(([key, value]) => `${key}=${String(value)}`);
  return {
    kind: "Scale",
    apiVersion: "autoscaling/v1",
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: at(object, "spec.replicas") ?? 1 },
    status: { replicas: at(object, "status.replicas") ?? 0, selector: selector.join(",") },
  };
}

/** What a Scale, whole or as a merge patch, makes of the object it is of. Throws ApiError 400. */
export function replicasPatch(scale: unknown): Fields {
  const replicas = at(scale, "spec.replicas");
  if (!Number.isInteger(replicas)) throw badRequest("the Scale has no spec.replicas");
  return { spec: { replicas } };
}
