/** The applications of a made-up namespace, and their Services. */
import type { KubernetesObject } from "../../src/policy/index.ts";
import type { Random } from "./random.ts";

export interface App {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** How the pods' names begin; undefined for a StatefulSet. */
  readonly replicaSet: string | undefined;
  readonly ports: readonly {
    readonly name: string;
    readonly containerPort: number;
    readonly protocol: string;
  }[];
  readonly hasService: boolean;
}

export interface NamespaceMade {
  readonly name: string;
  readonly object: KubernetesObject;
  readonly apps: readonly App[];
}

const roles = ["web", "api", "worker", "db", "cache", "queue", "auth", "batch", "search"] as const;

/** Ports by what they speak; an application has one to three of them. */
const spoken = [
  { name: "http", containerPort: 8080, protocol: "TCP" },
  { name: "metrics", containerPort: 9090, protocol: "TCP" },
  { name: "dns", containerPort: 53, protocol: "UDP" },
  { name: "grpc", containerPort: 50_051, protocol: "TCP" },
] as const;

export function makeApp(namespace: string, place: number, random: Random): App {
  const role = roles[place % roles.length] ?? "web";
  const name = `${role}-${namespace.split("-")[0] ?? "app"}`;
  const modern = random.chance(0.5);
  return {
    name,
    labels: {
      ...(modern ? { "app.kubernetes.io/name": name, "app.kubernetes.io/component": role } : { app: name }),
      tier: role === "db" || role === "cache" ? "data" : role === "web" ? "front" : "service",
      ...(random.chance(0.3) ? { version: `v${1 + random.below(3)}` } : {}),
    },
    replicaSet: role === "db" ? undefined : `${name}-${random.suffix(10)}`,
    ports: spoken.slice(0, 1 + random.below(3)),
    hasService: random.chance(0.6),
  };
}

/** The label that tells this application's pods from others of the namespace. */
export function ownLabel({ labels, name }: App): Record<string, string> {
  return labels["app"] === undefined ? { "app.kubernetes.io/name": name } : { app: name };
}

export function makeService(namespace: string, app: App): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: app.name, namespace, labels: app.labels },
    spec: {
      type: "ClusterIP",
      selector: ownLabel(app),
      ports: app.ports.map(({ name, protocol, containerPort }) => ({
        name,
        protocol,
        port: containerPort === 8080 ? 80 : containerPort,
        targetPort: name,
      })),
    },
  };
}
