/** A cluster of any size as plain Kubernetes objects, in the shapes people's clusters have. Same seed, same cluster. */
import type { KubernetesObject } from "../../src/policy/index.ts";
import { makeApp, makeService, type NamespaceMade } from "./big-apps.ts";
import { makePod } from "./big-pods.ts";
import { namespacePolicies } from "./big-policies.ts";
import { mixedPolicies, mixedSurroundings } from "./mixed-policies.ts";
import { seeded, type Random } from "./random.ts";

export interface ClusterSize {
  readonly pods: number;
  readonly namespaces: number;
  readonly policies: number;
  /** Policies of every API, and namespaces in a service mesh; else NetworkPolicies alone. */
  readonly mixed?: true;
}

export const bigSize: ClusterSize = { pods: 10_000, namespaces: 500, policies: 5_000 };

export interface BigCluster {
  readonly nodes: readonly KubernetesObject[];
  readonly namespaces: readonly KubernetesObject[];
  readonly services: readonly KubernetesObject[];
  readonly pods: readonly KubernetesObject[];
  readonly policies: readonly KubernetesObject[];
}

/** Pods a node carries, as in most clusters. */
const podsPerNode = 100;

const platform = ["kube-system", "ingress-nginx", "monitoring"] as const;
const subjects = ["shop", "billing", "search", "media", "ledger", "mail", "maps", "fleet", "risk"] as const;
const environments = ["dev", "test", "stage", "prod"] as const;

function makeNode(index: number): KubernetesObject {
  const name = `node-${index}`;
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      name,
      labels: {
        "kubernetes.io/hostname": name,
        "kubernetes.io/os": "linux",
        "topology.kubernetes.io/zone": `zone-${"abc"[index % 3] ?? "a"}`,
      },
    },
    spec: { podCIDR: `10.${128 + (index >> 8)}.${index % 256}.0/24` },
    status: { addresses: [{ type: "InternalIP", address: nodeAddress(index) }] },
  };
}

const nodeAddress = (index: number): string => `192.168.${index >> 7}.${(index % 128) + 10}`;

function makeNamespace(index: number, random: Random, inMesh: boolean): NamespaceMade {
  const subject = random.pick(subjects);
  const env = random.pick(environments);
  const name = platform[index] ?? `${subject}-${env}-${index}`;
  const object = {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: {
      name,
      labels: {
        "kubernetes.io/metadata.name": name,
        team: `team-${index % 40}`,
        ...(index < platform.length ? { role: "platform" } : { subject, env }),
        ...(inMesh ? { "istio.io/dataplane-mode": "ambient" } : {}),
      },
    },
  };
  const apps = Array.from({ length: 4 + random.below(5) }, (_, place) => makeApp(name, place, random));
  return { name, object, apps };
}

/** Pods of hostNetwork share their node's address; every other pod has one of its own. */
function podsOf(
  { name, apps }: NamespaceMade,
  count: number,
  place: { readonly first: number; readonly nodes: number; readonly random: Random },
): KubernetesObject[] {
  return Array.from({ length: count }, (_, index) => {
    const app = apps[index % apps.length];
    if (!app) return [];
    const at = (place.first + index) % place.nodes;
    const host = Math.floor((place.first + index) / place.nodes) + 2;
    return makePod(
      app,
      {
        namespace: name,
        node: `node-${at}`,
        nodeIp: nodeAddress(at),
        ip: `10.${128 + (at >> 8)}.${at % 256}.${host}`,
        onHost: name === "kube-system" && index === 0,
      },
      place.random,
    );
  }).flat();
}

/** Each namespace gets its even share of pods and policies. */
export function makeCluster(size: ClusterSize, seed = 1): BigCluster {
  const random = seeded(seed);
  const nodes = Array.from({ length: Math.max(2, Math.ceil(size.pods / podsPerNode)) }, (_, index) =>
    makeNode(index),
  );
  const made = Array.from({ length: size.namespaces }, (_, index) =>
    makeNamespace(index, random, size.mixed === true && index % 3 === 1),
  );
  const share = (total: number, index: number): number =>
    Math.floor(((index + 1) * total) / size.namespaces) - Math.floor((index * total) / size.namespaces);
  const pods: KubernetesObject[] = [];
  const policies: KubernetesObject[] = [];
  for (const [index, namespace] of made.entries()) {
    const count = share(size.pods, index);
    pods.push(...podsOf(namespace, count, { first: pods.length, nodes: nodes.length, random }));
    const neighbour = made[random.below(made.length)] ?? namespace;
    const few = share(size.policies, index);
    policies.push(
      ...(size.mixed
        ? mixedPolicies(namespace, { neighbour, place: index }, few, random)
        : namespacePolicies(namespace, neighbour, few, random)),
    );
  }
  return {
    nodes,
    namespaces: made.map(({ object }) => object),
    services: made.flatMap(({ name, apps }) =>
      apps.filter(({ hasService }) => hasService).map((app) => makeService(name, app)),
    ),
    pods,
    policies: size.mixed ? [...policies, ...mixedSurroundings(random)] : policies,
  };
}

export function allObjects(cluster: BigCluster): KubernetesObject[] {
  const { nodes, namespaces, services, pods, policies } = cluster;
  return [...nodes, ...namespaces, ...services, ...pods, ...policies];
}
