/** Three nodes and a handful of pods, with the API objects that belong to them: what the network's own tests run on. */
import { createHash } from "node:crypto";
import type { EndpointSlice, Namespace, Pod, PolicyObject, Service } from "../../../src/model/kubernetes.ts";
import type {
  Backend,
  ClusterObjects,
  LabNodeSpec,
  LabPodSpec,
  Listener,
  Network,
  NetworkPlan,
} from "./network.ts";

export interface SmallPod {
  readonly namespace?: string;
  readonly name: string;
  /** 1, 2 or 3. */
  readonly node: number;
  readonly labels?: Readonly<Record<string, string>>;
  readonly listeners?: readonly Listener[];
  /** Names of container ports, for policies that use them. */
  readonly portNames?: Readonly<Record<string, number>>;
  readonly hostNetwork?: boolean;
}

export const web: Listener = { port: 8080, protocol: "TCP", kind: "http" };
export const clusterDNS = "10.96.0.10";

const nodes: readonly LabNodeSpec[] = [1, 2, 3].map((n) => ({
  name: `node${n}`,
  ip: `192.168.0.1${n}`,
  podBlock: `10.233.64.${64 * n}/26`,
  ip6: `fd00:10::1${n}`,
  podBlock6: `fd00:20::${n}00/122`,
}));

/** Pods in order; the index, and the node, give the address. */
export function podSpecs(pods: readonly SmallPod[]): LabPodSpec[] {
  return pods.map((pod, index): LabPodSpec => {
    const namespace = pod.namespace ?? "demo";
    const id = createHash("sha256").update(`${namespace}/${pod.name}`).digest("hex");
    return {
      namespace,
      name: pod.name,
      uid: `${id.slice(0, 8)}-${id.slice(8, 12)}-4${id.slice(13, 16)}-a${id.slice(17, 20)}-${id.slice(20, 32)}`,
      node: `node${pod.node}`,
      ip: pod.hostNetwork ? `192.168.0.1${pod.node}` : `10.233.64.${64 * pod.node + index + 1}`,
      ...(pod.hostNetwork ? { hostNetwork: true } : { ip6: `fd00:20::${pod.node}${16 + index}` }),
      containerIds: [id],
      listeners: pod.listeners ?? [],
    };
  });
}

export function smallPlan(pods: readonly SmallPod[], backend: Backend, rootless?: boolean): NetworkPlan {
  return {
    nodes,
    pods: podSpecs(pods),
    podCIDR: "10.233.64.0/18",
    podCIDR6: "fd00:20::/64",
    clusterDNS,
    backend,
    ...(rootless === undefined ? {} : { rootless }),
  };
}

export function apiPods(pods: readonly SmallPod[]): Pod[] {
  return podSpecs(pods).map((spec, index): Pod => {
    const { labels = {}, portNames = {} } = pods[index] ?? {};
    const ports = Object.entries(portNames).map(([name, containerPort]) => ({ name, containerPort }));
    return {
      kind: "Pod",
      metadata: { name: spec.name, namespace: spec.namespace, labels: { ...labels } },
      spec: {
        nodeName: spec.node,
        ...(spec.hostNetwork ? { hostNetwork: true } : {}),
        containers: [{ name: "main", ports }],
      },
      status: {
        phase: "Running",
        podIP: spec.ip,
        podIPs: [{ ip: spec.ip }, ...(spec.ip6 ? [{ ip: spec.ip6 }] : [])],
      },
    };
  });
}

export function namespaceObject(name: string, labels: Readonly<Record<string, string>> = {}): Namespace {
  return { kind: "Namespace", metadata: { name, labels: { ...labels } } };
}

/** A dual-stack Service and its slices over the given pods, all ready. */
export function serviceObjects(
  name: string,
  ip: { readonly four: string; readonly six?: string },
  port: {
    readonly port: number;
    readonly targetPort: number;
    readonly nodePort?: number;
    readonly protocol?: string;
  },
  endpoints: readonly LabPodSpec[],
  namespace = "demo",
): { readonly service: Service; readonly slices: readonly EndpointSlice[] } {
  const { targetPort, ...servicePort } = port;
  const slice = (family: 4 | 6): EndpointSlice => ({
    kind: "EndpointSlice",
    metadata: { name: `${name}-ipv${family}`, namespace, labels: { "kubernetes.io/service-name": name } },
    addressType: `IPv${family}`,
    endpoints: endpoints.flatMap((pod) => {
      const address = family === 4 ? pod.ip : pod.ip6;
      return address === undefined
        ? []
        : [{ addresses: [address], nodeName: pod.node, conditions: { ready: true } }];
    }),
    ports: [{ port: targetPort, ...(port.protocol ? { protocol: port.protocol } : {}) }],
  });
  return {
    service: {
      kind: "Service",
      metadata: { name, namespace },
      spec: {
        type: port.nodePort === undefined ? "ClusterIP" : "NodePort",
        clusterIP: ip.four,
        clusterIPs: [ip.four, ...(ip.six ? [ip.six] : [])],
        ports: [{ ...servicePort }],
      },
    },
    slices: ip.six ? [slice(4), slice(6)] : [slice(4)],
  };
}

export function networkPolicy(name: string, spec: Record<string, unknown>, namespace = "demo"): PolicyObject {
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name, namespace },
    spec: { ...spec },
  };
}

export function clusterObjects(
  pods: readonly SmallPod[],
  more: Partial<Omit<ClusterObjects, "pods">> = {},
): ClusterObjects {
  return {
    namespaces: [namespaceObject("demo"), namespaceObject("other", { team: "blue" })],
    services: [],
    endpointSlices: [],
    networkPolicies: [],
    calico: [],
    serviceAccounts: [],
    ...more,
    pods: apiPods(pods),
  };
}

/** Whether a new TCP connection comes about within a second. */
export async function connects(net: Network, from: string, ip: string, port: number): Promise<boolean> {
  const [namespace = "", pod = ""] = from.split("/");
  const { exitCode } = await net.runInPod(namespace, pod, ["nc", "-z", "-w", "1", ip, `${port}`]);
  return exitCode === 0;
}
