import type { EndpointSlice, Pod, Service } from "../../src/model/kubernetes.ts";

interface PodWords {
  readonly namespace: string;
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly ip: string;
  readonly node?: string;
  readonly ready?: boolean;
  readonly ports?: readonly {
    readonly name?: string;
    readonly containerPort: number;
    readonly protocol?: string;
  }[];
}

export function pod({
  namespace,
  name,
  labels = {},
  ip,
  node = "node1",
  ready = true,
  ports = [],
}: PodWords): Pod {
  return {
    kind: "Pod",
    metadata: { namespace, name, labels: { ...labels } },
    spec: { nodeName: node, containers: [{ name: "main", ports: [...ports] }] },
    status: {
      phase: "Running",
      podIP: ip,
      podIPs: [{ ip }],
      conditions: [{ type: "Ready", status: ready ? "True" : "False" }],
      containerStatuses: [{ name: "main", ready, containerID: `containerd://${"a".repeat(64)}` }],
    },
  };
}

export function service(
  namespace: string,
  name: string,
  selector: Readonly<Record<string, string>>,
  ports: Service["spec"]["ports"],
  clusterIP = "10.96.0.20",
): Service {
  return {
    kind: "Service",
    metadata: { namespace, name },
    spec: { clusterIP, selector: { ...selector }, ports },
  };
}

export function slice(
  namespace: string,
  serviceName: string,
  port: number,
  addresses: readonly { readonly ip: string; readonly ready?: boolean; readonly pod?: string }[],
  portName?: string,
): EndpointSlice {
  return {
    kind: "EndpointSlice",
    metadata: {
      namespace,
      name: `${serviceName}-x`,
      labels: { "kubernetes.io/service-name": serviceName },
    },
    addressType: "IPv4",
    ports: [{ port, protocol: "TCP", ...(portName === undefined ? {} : { name: portName }) }],
    endpoints: addresses.map(({ ip, ready = true, pod: name }) => ({
      addresses: [ip],
      conditions: { ready },
      ...(name === undefined ? {} : { targetRef: { kind: "Pod", name, namespace } }),
    })),
  };
}
