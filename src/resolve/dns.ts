import { z } from "zod";
import type { EndpointSlice, Pod, Service } from "../model/kubernetes.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import type { Cluster } from "../ports.ts";

export interface ClusterDns {
  readonly services: readonly Service[];
  readonly slices: readonly EndpointSlice[];
  readonly pods: readonly Pod[];
  /** Of the cache that runs on each node (NodeLocal DNSCache), all of them. */
  readonly caches: readonly Pod[];
  readonly corefile?: NonNullable<ClusterSnapshot["corefile"]>;
}

const namespace = "kube-system";
const label = "k8s-app";
const serverLabel = "kube-dns";
const cacheLabel = "node-local-dns";

/**
 * The cluster's DNS, which every question that names a Service also depends on. `kube-system/kube-dns` is the
 * name kubeadm, k3s, GKE, EKS and AKS all use; RKE2 has another for the Service, with the same label. Elsewhere the pod's
 * resolv.conf still tells the address to ask. Never throws: without it the name lookup is only probed, not modelled.
 */
export async function readClusterDns(cluster: Cluster): Promise<ClusterDns> {
  const pods = podsOf(cluster);
  const [objects, corefile, all] = await Promise.all([
    readObjects(cluster),
    readCorefile(cluster, pods),
    pods,
  ]);
  const labelled = (value: string): readonly Pod[] =>
    all.filter(({ metadata }) => metadata.labels?.[label] === value);
  return {
    ...objects,
    pods: labelled(serverLabel),
    caches: labelled(cacheLabel),
    ...(corefile ? { corefile } : {}),
  };
}

async function podsOf(cluster: Cluster): Promise<readonly Pod[]> {
  const labelSelector = `${label} in (${serverLabel},${cacheLabel})`;
  return await cluster.list("Pod", { namespace, labelSelector }).catch(() => []);
}

async function readObjects(cluster: Cluster): Promise<Pick<ClusterDns, "services" | "slices">> {
  const slicesOf = (name: string): Promise<readonly EndpointSlice[]> =>
    cluster.list("EndpointSlice", { namespace, labelSelector: `kubernetes.io/service-name=${name}` });
  try {
    const [usual, slices] = await Promise.all([
      cluster.get("Service", serverLabel, namespace),
      slicesOf(serverLabel),
    ]);
    if (usual) return { services: [usual], slices };
    const labelled = await cluster.list("Service", { namespace, labelSelector: `${label}=${serverLabel}` });
    const [service] = labelled.filter(({ spec }) => spec.clusterIP !== "None");
    return service
      ? { services: [service], slices: await slicesOf(service.metadata.name) }
      : { services: [], slices: [] };
  } catch {
    return { services: [], slices: [] };
  }
}

/** The domain of clusters that nobody gave another one. */
const usualDomain = "cluster.local";

/**
 * Whether names of the domain are the cluster's own: those of the zones that the `kubernetes` plugin of the Corefile has,
 * `kubernetes k8s.example in-addr.arpa {`; where it names none, or cannot be read, the usual one.
 */
export async function isClusterDomain(domain: string, cluster: Cluster): Promise<boolean> {
  const text = (await readCorefile(cluster, podsOf(cluster)))?.text ?? "";
  const zones = text
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .flatMap(([plugin, ...words]) => (plugin === "kubernetes" ? words : []))
    .map((word) => word.replace(/\.$/, "").toLowerCase())
    .filter((word) => word !== "{" && !word.endsWith(".arpa"));
  return (zones.length > 0 ? zones : [usualDomain]).includes(domain.toLowerCase());
}

const CoreDnsConfig = z.looseObject({ data: z.object({ Corefile: z.string() }) });
const usualConfig = "coredns";

/**
 * What CoreDNS is told to do with names: by the ConfigMap that its pods mount as their Corefile, or by the one of the usual
 * name where they do not tell. Undefined where there is none.
 */
async function readCorefile(
  cluster: Cluster,
  pods: Promise<readonly Pod[]>,
): Promise<ClusterDns["corefile"]> {
  const [usual, told] = await Promise.all([readConfig(cluster, usualConfig), pods.then(mountedConfig)]);
  return told === undefined || told === usualConfig ? usual : await readConfig(cluster, told);
}

async function readConfig(cluster: Cluster, name: string): Promise<ClusterDns["corefile"]> {
  const object = { kind: "ConfigMap", namespace, name };
  try {
    const read = await cluster.get("ConfigMap", name, namespace);
    const found = CoreDnsConfig.safeParse(read).data;
    return read && found && { object, text: found.data.Corefile, metadata: read.metadata };
  } catch (error) {
    return { object, notRead: error instanceof Error ? error.message : String(error) };
  }
}

/** `rke2-coredns-rke2-coredns`: the ConfigMap of whose keys a DNS pod takes `Corefile`. */
function mountedConfig(pods: readonly Pod[]): string | undefined {
  return pods
    .filter(({ metadata }) => metadata.labels?.[label] === serverLabel)
    .flatMap(({ spec }) => spec.volumes ?? [])
    .find(({ configMap }) => configMap?.items?.some(({ key }) => key === "Corefile"))?.configMap?.name;
}
