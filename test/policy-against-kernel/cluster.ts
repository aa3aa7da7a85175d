/**
 * The small cluster that generated policies are played on: two families of addresses, alike names with unlike ports, labels that are
 * empty or missing.
 */
import type { KubeObject } from "../lab/api/object.ts";
import type { LabCluster } from "../lab/clusters/cluster.ts";
import { namespace, service } from "../lab/clusters/objects.ts";
import type { LabNodeSpec } from "../lab/network/network.ts";
import type { Family } from "../lab/network/ruleset.ts";

type Labels = Readonly<Record<string, string>>;

/** Every pod and node answers on these; policies speak of them and of what lies between. */
export const listening = [53, 443, 8078, 8079, 8080, 8081, 8082, 8083, 8084, 9089, 9090, 9091];

interface PodSpec {
  readonly name: string;
  readonly node: string;
  readonly ip: string;
  readonly ip6: string;
  readonly labels?: Labels;
  readonly ports?: readonly object[];
  readonly account?: string;
  readonly hostNetwork?: boolean;
}

const http = { name: "http", containerPort: 8080 };

export const podSpecs: readonly PodSpec[] = [
  {
    name: "red/web",
    node: "node1",
    ip: "10.233.70.3",
    ip6: "fd00:20::7003",
    labels: { app: "web", tier: "front" },
    ports: [
      http,
      { name: "metrics", containerPort: 9090 },
      { name: "dns", containerPort: 53, protocol: "UDP" },
    ],
    account: "web",
  },
  {
    name: "red/api",
    node: "node1",
    ip: "10.233.70.4",
    ip6: "fd00:20::7004",
    labels: { app: "api", tier: "back", note: "" },
    ports: [http, { name: "metrics", containerPort: 9091 }],
  },
  {
    name: "red/db",
    node: "node2",
    ip: "10.233.72.70",
    ip6: "fd00:20::7246",
    labels: { app: "db", tier: "back" },
    ports: [{ name: "http", containerPort: 8082, protocol: "SCTP" }],
  },
  {
    name: "blue/web",
    node: "node2",
    ip: "10.233.72.71",
    ip6: "fd00:20::7247",
    labels: { app: "web", env: "prod" },
    ports: [
      { name: "http", containerPort: 8081 },
      { name: "dns", containerPort: 53 },
    ],
    account: "web",
  },
  {
    name: "blue/client",
    node: "node3",
    ip: "10.233.75.9",
    ip6: "fd00:20::7509",
    labels: { app: "client" },
  },
  { name: "green/bare", node: "node3", ip: "10.233.75.10", ip6: "fd00:20::750a" },
  {
    name: "red/agent",
    node: "node3",
    ip: "192.168.0.13",
    ip6: "fd00:10::13",
    labels: { app: "web", tier: "front" },
    ports: [http],
    hostNetwork: true,
  },
];

function podObject({ name, node, labels, ports, account, hostNetwork }: PodSpec): KubeObject {
  const [inNamespace = "", podName = ""] = name.split("/");
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { namespace: inNamespace, name: podName, ...(labels ? { labels } : {}) },
    spec: {
      nodeName: node,
      serviceAccountName: account ?? "default",
      ...(hostNetwork ? { hostNetwork: true } : {}),
      containers: [
        {
          name: "main",
          image: "tools:1",
          ...(ports ? { ports: ports.map((port) => ({ protocol: "TCP", ...port })) } : {}),
        },
      ],
    },
  };
}

function account(inNamespace: string, name: string, labels: Labels = {}): KubeObject {
  return { apiVersion: "v1", kind: "ServiceAccount", metadata: { namespace: inNamespace, name, labels } };
}

/** Ports of a Service that stands before one pod alone. */
export const alone = { port: 80, targetPort: 8080, protocols: ["TCP", "UDP", "SCTP"] } as const;

/** A pod with its own network and the addresses of the Service before it alone, by family. */
export interface AloneService {
  readonly pod: PodSpec;
  readonly ips: Readonly<Record<Family, string>>;
}

export const aloneServices: readonly AloneService[] = podSpecs
  .filter(({ hostNetwork }) => !hostNetwork)
  .map((pod, index) => ({ pod, ips: { 4: `10.96.2.${index + 1}`, 6: `fd00:30::2${index + 1}` } }));

/** Without a selector, so that it needs no label of the pod; its slices are part of the cluster. */
function aloneObjects({ pod, ips }: AloneService): KubeObject[] {
  const [inNamespace = "", podName = ""] = pod.name.split("/");
  const name = `${podName}-alone`;
  const { port, targetPort, protocols } = alone;
  const slice = (family: Family, address: string): KubeObject => ({
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: {
      namespace: inNamespace,
      name: `${name}-ipv${family}`,
      labels: { "kubernetes.io/service-name": name },
    },
    addressType: `IPv${family}`,
    endpoints: [{ addresses: [address], conditions: { ready: true }, nodeName: pod.node }],
    ports: protocols.map((protocol) => ({ name: protocol.toLowerCase(), port: targetPort, protocol })),
  });
  return [
    service({
      namespace: inNamespace,
      name,
      clusterIP: ips[4],
      clusterIP6: ips[6],
      ports: protocols.map((protocol) => ({ name: protocol.toLowerCase(), port, targetPort, protocol })),
    }),
    slice(4, pod.ip),
    slice(6, pod.ip6),
  ];
}

export const nodes: readonly Required<Omit<LabNodeSpec, "listeners" | "device" | "tunnelIP">>[] = [
  {
    name: "node1",
    ip: "192.168.0.11",
    podBlock: "10.233.70.0/26",
    ip6: "fd00:10::11",
    podBlock6: "fd00:20::7000/122",
  },
  {
    name: "node2",
    ip: "192.168.0.12",
    podBlock: "10.233.72.64/26",
    ip6: "fd00:10::12",
    podBlock6: "fd00:20::7240/122",
  },
  {
    name: "node3",
    ip: "192.168.0.13",
    podBlock: "10.233.75.0/26",
    ip6: "fd00:10::13",
    podBlock6: "fd00:20::7500/122",
  },
];

export const cluster: LabCluster = {
  name: "policies",
  nodes,
  podCIDR: "10.233.64.0/18",
  podCIDR6: "fd00:20::/64",
  serviceCIDR: "10.96.0.0/16",
  clusterDNS: "10.96.0.10",
  policyApis: ["calico", "admin-policies", "cluster-policies"],
  createdAt: "2026-10-05T08:30:00Z",
  objects: [
    namespace("default"),
    namespace("red", { team: "a", env: "prod" }),
    namespace("blue", { team: "b" }),
    namespace("green"),
    ...["red", "blue", "green"].map((name) => account(name, "default")),
    account("red", "web", { role: "server" }),
    account("blue", "web", { role: "server", zone: "x" }),
    ...podSpecs.map(podObject),
    service({
      namespace: "red",
      name: "web",
      clusterIP: "10.96.1.1",
      clusterIP6: "fd00:30::11",
      selector: { tier: "front" },
      ports: [{ name: "http", port: 80, targetPort: "http" }],
    }),
    service({
      namespace: "blue",
      name: "web",
      clusterIP: "10.96.1.2",
      selector: { app: "web" },
      ports: [{ name: "http", port: 80, targetPort: 8081 }],
    }),
    ...aloneServices.flatMap(aloneObjects),
  ],
  placement: Object.fromEntries(
    podSpecs.map(({ name, node, ip, ip6, hostNetwork }) => [
      name,
      [{ node, ...(hostNetwork ? {} : { ip, ip6 }) }],
    ]),
  ),
  listeners: Object.fromEntries(podSpecs.map(({ name }) => [name, []])),
};
