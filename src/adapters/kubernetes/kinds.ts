import type { z } from "zod";
import {
  CronJob,
  EndpointSlice,
  Ingress,
  Namespace,
  Node,
  Pod,
  PolicyObject,
  Service,
  Workload,
} from "../../model/kubernetes.ts";
import type { Kind, Kinds } from "../../ports.ts";

/** Where a kind lives in the API and how its objects read. */
export interface KindInfo<Value> {
  /** "" for the core API. */
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  readonly namespaced: boolean;
  readonly schema: z.ZodType<Value>;
}

function core<Value>(resource: string, schema: z.ZodType<Value>, namespaced = true): KindInfo<Value> {
  return { group: "", version: "v1", resource, namespaced, schema };
}

function grouped<Value>(group: string, resource: string, schema: z.ZodType<Value>): KindInfo<Value> {
  return { group, version: "v1", resource, namespaced: true, schema };
}

export const kinds: { readonly [K in Kind]: KindInfo<Kinds[K]> } = {
  Pod: core("pods", Pod),
  Service: core("services", Service),
  Namespace: core("namespaces", Namespace, false),
  Node: core("nodes", Node, false),
  EndpointSlice: grouped("discovery.k8s.io", "endpointslices", EndpointSlice),
  Deployment: grouped("apps", "deployments", Workload),
  StatefulSet: grouped("apps", "statefulsets", Workload),
  DaemonSet: grouped("apps", "daemonsets", Workload),
  ReplicaSet: grouped("apps", "replicasets", Workload),
  Job: grouped("batch", "jobs", Workload),
  CronJob: grouped("batch", "cronjobs", CronJob),
  Ingress: grouped("networking.k8s.io", "ingresses", Ingress),
  NetworkPolicy: grouped("networking.k8s.io", "networkpolicies", PolicyObject),
};

/** `v1`, `networking.k8s.io/v1`. */
export function apiVersionOf(info: Pick<KindInfo<unknown>, "group" | "version">): string {
  return info.group ? `${info.group}/${info.version}` : info.version;
}

/** The path of a collection, or of one object in it. Names must have passed `isObjectName`. */
export function pathOf(
  info: Pick<KindInfo<unknown>, "group" | "version" | "resource" | "namespaced">,
  namespace?: string,
  name?: string,
): string {
  const root = info.group ? `/apis/${info.group}/${info.version}` : `/api/${info.version}`;
  const scope = info.namespaced && namespace ? `/namespaces/${namespace}` : "";
  return `${root}${scope}/${info.resource}${name ? `/${name}` : ""}`;
}

/** What can be an object's name: anything else would change the path (`..`, `/`) and names nothing. */
export function isObjectName(name: string): boolean {
  return name.length <= 253 && /^[a-z0-9]([-a-z0-9.:]*[a-z0-9])?$/i.test(name);
}
