/** Small clusters for the policy tests, as plain objects. */
import { Namespace, Pod } from "../../src/model/kubernetes.ts";
import {
  compile,
  explain,
  type KubernetesObject,
  type PolicyEnd,
  type PolicyFlow,
} from "../../src/policy/index.ts";

type Labels = Readonly<Record<string, string>>;

export interface PodSpec {
  readonly ip?: string;
  readonly ips?: readonly string[];
  readonly labels?: Labels;
  readonly node?: string;
  readonly hostNetwork?: boolean;
  readonly ports?: readonly {
    readonly name?: string;
    readonly containerPort: number;
    readonly protocol?: string;
  }[];
}

/** `pod("shop/web", { ip, labels })`. */
export function pod(name: string, spec: PodSpec = {}): Pod {
  const [namespace = "", podName = ""] = name.split("/");
  const ips = spec.ips ?? (spec.ip === undefined ? [] : [spec.ip]);
  return Pod.parse({
    metadata: { namespace, name: podName, labels: spec.labels ?? {} },
    spec: {
      nodeName: spec.node ?? "node1",
      ...(spec.hostNetwork ? { hostNetwork: true } : {}),
      containers: [{ name: "main", ports: spec.ports ?? [] }],
    },
    status: { phase: "Running", ...(ips[0] ? { podIP: ips[0], podIPs: ips.map((ip) => ({ ip })) } : {}) },
  });
}

export function namespace(name: string, labels: Labels = {}): Namespace {
  return Namespace.parse({ metadata: { name, labels } });
}

export function node(name: string, ip: string): KubernetesObject {
  return { kind: "Node", metadata: { name }, status: { addresses: [{ type: "InternalIP", address: ip }] } };
}

/** `policy("shop/deny", { podSelector: {} })`. */
export function policy(name: string, spec: object, metadata: object = {}): KubernetesObject {
  const [inNamespace, policyName] = name.split("/");
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { namespace: inNamespace, name: policyName, ...metadata },
    spec,
  };
}

export const web = pod("shop/web", { ip: "10.0.0.1", labels: { app: "web" } });
export const db = pod("shop/db", {
  ip: "10.0.0.2",
  labels: { app: "db" },
  node: "node2",
  ports: [
    { name: "sql", containerPort: 5432 },
    { name: "dns", containerPort: 53, protocol: "UDP" },
  ],
});
export const other = pod("other/client", { ip: "10.0.1.1", labels: { app: "client" }, node: "node3" });
export const plain = pod("other/plain", { ip: "10.0.1.2", node: "node3" });

export const cluster: readonly KubernetesObject[] = [
  namespace("shop", { team: "a" }),
  namespace("other", { team: "b" }),
  node("node1", "192.168.0.1"),
  node("node2", "192.168.0.2"),
  node("node3", "192.168.0.3"),
  web,
  db,
  other,
  plain,
];

/** An address outside the cluster. */
export const outside: PolicyEnd = { ip: "203.0.113.5" };

export function flow(from: Pod | PolicyEnd, to: Pod | PolicyEnd, port: number | string = 5432): PolicyFlow {
  const [number, protocol] =
    typeof port === "number" ? [port, "TCP"] : [Number(port.split("/")[0]), port.split("/")[1]];
  const end = (one: Pod | PolicyEnd): PolicyEnd => ("metadata" in one ? { pod: one } : one);
  return {
    from: end(from),
    to: end(to),
    port: number,
    protocol:
      protocol === "UDP" ? "UDP" : protocol === "SCTP" ? "SCTP" : protocol === "ICMP" ? "ICMP" : "TCP",
  };
}

/** The verdict for one flow under these policies in the small cluster. */
export function verdict(
  policies: readonly KubernetesObject[],
  from: Pod | PolicyEnd,
  to: Pod | PolicyEnd,
  port: number | string = 5432,
): string {
  return explain(compile([...cluster, ...policies]), flow(from, to, port)).verdict;
}

/** Selects db for ingress with these rules. */
export function dbIngress(ingress: readonly object[], name = "shop/db"): KubernetesObject {
  return policy(name, { podSelector: { matchLabels: { app: "db" } }, policyTypes: ["Ingress"], ingress });
}

/** Selects web for egress with these rules. */
export function webEgress(egress: readonly object[]): KubernetesObject {
  return policy("shop/web", {
    podSelector: { matchLabels: { app: "web" } },
    policyTypes: ["Egress"],
    egress,
  });
}
