/** Kubernetes objects in few words, for clusters written as data. */
import type { KubeObject } from "../api/object.ts";

type Labels = Readonly<Record<string, string>>;

export function namespace(name: string, labels: Labels = {}): KubeObject {
  return {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: { name, labels: { "kubernetes.io/metadata.name": name, ...labels } },
    spec: { finalizers: ["kubernetes"] },
    status: { phase: "Active" },
  };
}

export interface ContainerPort {
  readonly name?: string;
  readonly containerPort: number;
  readonly hostPort?: number;
  readonly protocol?: "TCP" | "UDP";
}

interface WorkloadSpec {
  readonly namespace: string;
  readonly name: string;
  /** Default: the workload's name. */
  readonly container?: string;
  /** Of the pods; the selector is the first of them. */
  readonly labels: Labels;
  readonly image: string;
  readonly ports?: readonly ContainerPort[];
  readonly replicas?: number;
  /** Of the container. */
  readonly securityContext?: Readonly<Record<string, unknown>>;
  readonly podSpec?: Readonly<Record<string, unknown>>;
  readonly ownLabels?: Labels;
}

export function deployment(spec: WorkloadSpec): KubeObject {
  return workload("Deployment", { replicas: spec.replicas ?? 1 }, spec);
}

export function statefulSet(spec: WorkloadSpec): KubeObject {
  return workload("StatefulSet", { replicas: spec.replicas ?? 1, serviceName: spec.name }, spec);
}

export function daemonSet(spec: WorkloadSpec): KubeObject {
  return workload("DaemonSet", {}, spec);
}

function workload(kind: string, own: Readonly<Record<string, unknown>>, spec: WorkloadSpec): KubeObject {
  const [key = "app", value = spec.name] = Object.entries(spec.labels)[0] ?? [];
  return {
    apiVersion: "apps/v1",
    kind,
    metadata: { name: spec.name, namespace: spec.namespace, labels: { ...spec.labels, ...spec.ownLabels } },
    spec: {
      ...own,
      selector: { matchLabels: { [key]: value } },
      template: {
        metadata: { labels: spec.labels },
        spec: {
          ...spec.podSpec,
          containers: [
            {
              name: spec.container ?? spec.name,
              image: spec.image,
              ...(spec.securityContext ? { securityContext: spec.securityContext } : {}),
              ...(spec.ports ? { ports: spec.ports.map((port) => ({ protocol: "TCP", ...port })) } : {}),
            },
          ],
        },
      },
    },
  };
}

export interface ServicePort {
  readonly name?: string;
  readonly port: number;
  readonly targetPort?: number | string;
  readonly protocol?: "TCP" | "UDP" | "SCTP";
  readonly nodePort?: number;
}

interface ServiceSpec {
  readonly namespace: string;
  readonly name: string;
  readonly clusterIP: string;
  /** A Service of both families. */
  readonly clusterIP6?: string;
  /** None when its slices are made by hand. */
  readonly selector?: Labels;
  readonly ports: readonly ServicePort[];
  readonly type?: "ClusterIP" | "NodePort";
  readonly labels?: Labels;
}

export function service(spec: ServiceSpec): KubeObject {
  const { clusterIP, clusterIP6, selector } = spec;
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: spec.name, namespace: spec.namespace, labels: { ...(spec.labels ?? selector) } },
    spec: {
      type: spec.type ?? "ClusterIP",
      clusterIP,
      clusterIPs: [clusterIP, ...(clusterIP6 === undefined ? [] : [clusterIP6])],
      internalTrafficPolicy: "Cluster",
      ipFamilies: ["IPv4", ...(clusterIP6 === undefined ? [] : ["IPv6"])],
      ipFamilyPolicy: clusterIP6 === undefined ? "SingleStack" : "RequireDualStack",
      sessionAffinity: "None",
      ...(selector ? { selector } : {}),
      ports: spec.ports.map((port) => ({ protocol: "TCP", targetPort: port.port, ...port })),
    },
    status: { loadBalancer: {} },
  };
}

interface PolicySpec {
  readonly namespace: string;
  readonly name: string;
  readonly spec: Readonly<Record<string, unknown>>;
  readonly labels?: Labels;
  readonly annotations?: Labels;
  readonly creationTimestamp?: string;
}

export function networkPolicy(policy: PolicySpec): KubeObject {
  const { name, namespace: inNamespace, labels, annotations, creationTimestamp } = policy;
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: {
      name,
      namespace: inNamespace,
      ...(labels ? { labels } : {}),
      ...(annotations ? { annotations } : {}),
      ...(creationTimestamp === undefined ? {} : { creationTimestamp }),
    },
    spec: policy.spec,
  };
}
