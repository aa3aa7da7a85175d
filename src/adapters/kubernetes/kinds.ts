import type { z } from "zod";
import {
  ConfigMap,
  CronJob,
  EndpointSlice,
  Ingress,
  IngressClass,
  Namespace,
  Node,
  Pod,
  PolicyObject,
  Service,
  ServiceAccount,
  Workload,
} from "../../model/kubernetes.ts";
import type { Kind, Kinds } from "../../ports.ts";
import type { KindInfo } from "./kind-info.ts";
import { policyKinds } from "./policy-kinds.ts";

function grouped<Value>(
  group: string,
  kind: string,
  resource: string,
  schema: z.ZodType<Value>,
): KindInfo<Value> {
  return { kind, resource, namespaced: true, schema, apis: [{ group, versions: ["v1"] }], builtIn: true };
}

function core<Value>(kind: string, resource: string, schema: z.ZodType<Value>): KindInfo<Value> {
  return grouped("", kind, resource, schema);
}

/** Every kind netdiag reads: what the reader's role must allow. */
export const kinds: { readonly [K in Kind]: KindInfo<Kinds[K]> } = {
  Pod: core("Pod", "pods", Pod),
  Service: core("Service", "services", Service),
  ServiceAccount: core("ServiceAccount", "serviceaccounts", ServiceAccount),
  ConfigMap: core("ConfigMap", "configmaps", ConfigMap),
  Namespace: { ...core("Namespace", "namespaces", Namespace), namespaced: false },
  Node: { ...core("Node", "nodes", Node), namespaced: false },
  EndpointSlice: grouped("discovery.k8s.io", "EndpointSlice", "endpointslices", EndpointSlice),
  Deployment: grouped("apps", "Deployment", "deployments", Workload),
  StatefulSet: grouped("apps", "StatefulSet", "statefulsets", Workload),
  DaemonSet: grouped("apps", "DaemonSet", "daemonsets", Workload),
  ReplicaSet: grouped("apps", "ReplicaSet", "replicasets", Workload),
  Job: grouped("batch", "Job", "jobs", Workload),
  CronJob: grouped("batch", "CronJob", "cronjobs", CronJob),
  Ingress: grouped("networking.k8s.io", "Ingress", "ingresses", Ingress),
  IngressClass: {
    ...grouped("networking.k8s.io", "IngressClass", "ingressclasses", IngressClass),
    namespaced: false,
  },
  NetworkPolicy: grouped("networking.k8s.io", "NetworkPolicy", "networkpolicies", PolicyObject),
  ...policyKinds,
};
