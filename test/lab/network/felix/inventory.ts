/** What selectors choose from: pods and network sets, with the labels and addresses Calico gives them. */
import type { Pod } from "../../../../src/model/kubernetes.ts";
import type { ClusterObjects } from "../network.ts";
import type { Family } from "../ruleset.ts";
import { inheritedPrefix } from "./calico-selectors.ts";
import { readHostEndpoint, type FelixHostEndpoint } from "./host-endpoints/host-endpoint.ts";
import { readNetworkSet } from "./network-set.ts";
import type { Selectable } from "./selectable.ts";
import type { Labels } from "./selector-language.ts";

/** A pod as policy sees it: with its own network, and alive. */
export interface PolicyPod extends Selectable {
  readonly namespace: string;
  readonly name: string;
  readonly node: string;
  readonly serviceAccount: string;
}

export interface Inventory {
  readonly pods: readonly PolicyPod[];
  readonly hostEndpoints: readonly FelixHostEndpoint[];
  /** The pods, the network sets and the host endpoints. */
  readonly selectable: readonly Selectable[];
  /** Addresses with ports of a Service's endpoints, by `namespace/name`; ready or not. */
  readonly services: ReadonlyMap<string, readonly ServiceEndpoint[]>;
}

export interface ServiceEndpoint {
  readonly ip: string;
  readonly protocol: string;
  readonly port: number;
}

const over = new Set(["Succeeded", "Failed"]);

function addressesOf(pod: Pod): string[] {
  const listed = (pod.status?.podIPs ?? []).map(({ ip }) => ip);
  return listed.length > 0 ? listed : pod.status?.podIP ? [pod.status.podIP] : [];
}

function prefixed(prefix: string, labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).map(([key, value]) => [prefix + key, value]));
}

/** Reads the objects once. hostNetwork pods are the node's traffic and no workload; finished pods have given their address back. */
export function inventoryOf(objects: ClusterObjects): Inventory {
  const labelsOf = new Map(objects.namespaces.map(({ metadata }) => [metadata.name, metadata.labels ?? {}]));
  const accounts = new Map(
    objects.serviceAccounts.map(({ metadata }) => [
      `${metadata.namespace ?? "default"}/${metadata.name}`,
      metadata.labels ?? {},
    ]),
  );
  const fromNamespace = (namespace: string): Labels => ({
    ...prefixed(inheritedPrefix.namespace, {
      ...labelsOf.get(namespace),
      "kubernetes.io/metadata.name": namespace,
      "projectcalico.org/name": namespace,
    }),
    "projectcalico.org/namespace": namespace,
  });
  const fromAccount = (namespace: string, name: string): Labels => {
    const labels = accounts.get(`${namespace}/${name}`);
    return {
      ...(labels
        ? prefixed(inheritedPrefix.serviceAccount, { ...labels, "projectcalico.org/name": name })
        : {}),
      "projectcalico.org/serviceaccount": name,
    };
  };
  const pods = objects.pods.flatMap((pod): PolicyPod[] => {
    const { nodeName, hostNetwork, containers, serviceAccountName } = pod.spec;
    if (!nodeName || hostNetwork || over.has(pod.status?.phase ?? "")) return [];
    const namespace = pod.metadata.namespace ?? "default";
    const serviceAccount = serviceAccountName ?? "default";
    return [
      {
        namespace,
        name: pod.metadata.name,
        node: nodeName,
        serviceAccount,
        labels: {
          ...fromNamespace(namespace),
          ...fromAccount(namespace, serviceAccount),
          ...pod.metadata.labels,
          "projectcalico.org/orchestrator": "k8s",
        },
        nets: addressesOf(pod),
        ports: containers
          .flatMap((container) => container.ports ?? [])
          .flatMap(({ name, protocol, containerPort }) =>
            name === undefined ? [] : [{ name, protocol: protocol ?? "TCP", port: containerPort }],
          ),
      },
    ];
  });
  const sets = objects.calico
    .flatMap((object) => readNetworkSet(object) ?? [])
    .map(({ namespace, labels, nets }) => ({
      labels: { ...(namespace === undefined ? {} : fromNamespace(namespace)), ...labels },
      nets,
      ports: [],
    }));
  const hostEndpoints = objects.calico.flatMap((object) => readHostEndpoint(object) ?? []);
  return {
    pods,
    hostEndpoints,
    selectable: [...pods, ...sets, ...hostEndpoints],
    services: servicesOf(objects),
  };
}

function servicesOf(objects: ClusterObjects): Map<string, ServiceEndpoint[]> {
  const services = new Map<string, ServiceEndpoint[]>();
  for (const { metadata, endpoints, ports } of objects.endpointSlices) {
    const key = `${metadata.namespace ?? "default"}/${metadata.labels?.["kubernetes.io/service-name"] ?? ""}`;
    const members = endpoints.flatMap(({ addresses }) =>
      addresses.flatMap((ip) =>
        ports.flatMap(({ port, protocol }) =>
          port === undefined ? [] : [{ ip, port, protocol: protocol ?? "TCP" }],
        ),
      ),
    );
    services.set(key, [...(services.get(key) ?? []), ...members]);
  }
  return services;
}

export function ofFamily(nets: readonly string[], family: Family): string[] {
  return nets.filter((net) => net.includes(":") === (family === 6));
}
