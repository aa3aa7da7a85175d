import type { EndpointSlice, Pod, Service } from "../model/kubernetes.ts";
import type { Cluster } from "../ports.ts";

export interface ClusterDns {
  readonly services: readonly Service[];
  readonly slices: readonly EndpointSlice[];
  readonly pods: readonly Pod[];
}

/**
 * The cluster's DNS, which every question that names a Service also depends on. `kube-system/kube-dns` is the
 * name kubeadm, GKE, EKS and AKS all use; elsewhere the pod's resolv.conf still tells the address to ask.
 * Never throws: without it the name lookup is only probed, not modelled.
 */
export async function readClusterDns(cluster: Cluster): Promise<ClusterDns> {
  const namespace = "kube-system";
  try {
    const service = await cluster.get("Service", "kube-dns", namespace);
    if (!service) return { services: [], slices: [], pods: [] };
    const [slices, pods] = await Promise.all([
      cluster.list("EndpointSlice", { namespace, labelSelector: "kubernetes.io/service-name=kube-dns" }),
      cluster.list("Pod", { namespace, labelSelector: "k8s-app=kube-dns" }),
    ]);
    return { services: [service], slices, pods };
  } catch {
    return { services: [], slices: [], pods: [] };
  }
}
