import { z } from "zod";
import type { EndpointSlice, Pod, Service } from "../model/kubernetes.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import type { Cluster } from "../ports.ts";

export interface ClusterDns {
  readonly services: readonly Service[];
  readonly slices: readonly EndpointSlice[];
  readonly pods: readonly Pod[];
  readonly corefile?: NonNullable<ClusterSnapshot["corefile"]>;
}

const namespace = "kube-system";

/**
 * The cluster's DNS, which every question that names a Service also depends on. `kube-system/kube-dns` is the
 * name kubeadm, GKE, EKS and AKS all use; elsewhere the pod's resolv.conf still tells the address to ask.
 * Never throws: without it the name lookup is only probed, not modelled.
 */
export async function readClusterDns(cluster: Cluster): Promise<ClusterDns> {
  const [objects, corefile] = await Promise.all([readObjects(cluster), readCorefile(cluster)]);
  return { ...objects, ...(corefile ? { corefile } : {}) };
}

async function readObjects(cluster: Cluster): Promise<ClusterDns> {
  try {
    const [service, slices, pods] = await Promise.all([
      cluster.get("Service", "kube-dns", namespace),
      cluster.list("EndpointSlice", { namespace, labelSelector: "kubernetes.io/service-name=kube-dns" }),
      cluster.list("Pod", { namespace, labelSelector: "k8s-app=kube-dns" }),
    ]);
    return { services: service ? [service] : [], slices, pods };
  } catch {
    return { services: [], slices: [], pods: [] };
  }
}

/** The domain of clusters that nobody gave another one. */
const usualDomain = "cluster.local";

/**
 * Whether names of the domain are the cluster's own: those of the zones that the `kubernetes` plugin of the Corefile has,
 * `kubernetes k8s.example in-addr.arpa {`; where it names none, or cannot be read, the usual one.
 */
export async function isClusterDomain(domain: string, cluster: Cluster): Promise<boolean> {
  const text = (await readCorefile(cluster))?.text ?? "";
  const zones = text
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .flatMap(([plugin, ...words]) => (plugin === "kubernetes" ? words : []))
    .map((word) => word.replace(/\.$/, "").toLowerCase())
    .filter((word) => word !== "{" && !word.endsWith(".arpa"));
  return (zones.length > 0 ? zones : [usualDomain]).includes(domain.toLowerCase());
}

const CoreDnsConfig = z.looseObject({ data: z.object({ Corefile: z.string() }) });

/** What CoreDNS is told to do with names; undefined where there is no such ConfigMap. */
async function readCorefile(cluster: Cluster): Promise<ClusterDns["corefile"]> {
  const object = { kind: "ConfigMap", namespace, name: "coredns" };
  try {
    const found = CoreDnsConfig.safeParse(await cluster.get("ConfigMap", object.name, namespace)).data;
    return found && { object, text: found.data.Corefile };
  } catch (error) {
    return { object, notRead: error instanceof Error ? error.message : String(error) };
  }
}
