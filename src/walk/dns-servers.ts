/** Who answers at a DNS server's address, and how a pod came to ask there. */
import type { ObjectRef, Pod } from "../model/kubernetes.ts";
import type { Flow } from "../model/flow.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";

/** The Service or pod that has the address; undefined for one that is not among the objects read. */
export function dnsObject(ip: string, snapshot: ClusterSnapshot): ObjectRef | undefined {
  const service = snapshot.services.find(({ spec }) =>
    [spec.clusterIP, ...(spec.clusterIPs ?? [])].includes(ip),
  );
  if (service)
    return {
      kind: "Service",
      namespace: service.metadata.namespace ?? "default",
      name: service.metadata.name,
    };
  const pod = snapshot.pods.find(
    ({ spec, status }) =>
      spec.hostNetwork !== true &&
      [status?.podIP, ...(status?.podIPs ?? []).map((one) => one.ip)].includes(ip),
  );
  return pod && { kind: "Pod", namespace: pod.metadata.namespace ?? "default", name: pod.metadata.name };
}

/** `10.96.0.10 (Service kube-system/kube-dns)`. */
export function describeServer(ip: string, snapshot: ClusterSnapshot): string {
  const object = dnsObject(ip, snapshot);
  return object ? `${ip} (${object.kind} ${object.namespace ?? ""}/${object.name})` : ip;
}

/** The source's pod as it is declared. */
export function sourcePod({ from }: Flow, snapshot: ClusterSnapshot): Pod | undefined {
  if (from.type !== "pod") return undefined;
  return snapshot.pods.find(
    ({ metadata }) => metadata.name === from.name && (metadata.namespace ?? "default") === from.namespace,
  );
}

/**
 * Why a pod does not ask the cluster's DNS, to follow "because"; undefined where it does. On the node's own network the
 * default policy means the node's resolver.
 */
export function asksElsewhere({ spec }: Pod): string | undefined {
  const policy = spec.dnsPolicy ?? "ClusterFirst";
  switch (policy) {
    case "None":
      return "its dnsPolicy is None, so dnsConfig alone says whom it asks";
    case "Default":
      return "its dnsPolicy is Default, which means the resolver of its node";
    case "ClusterFirst":
      return spec.hostNetwork === true
        ? "it is on the node's network, where dnsPolicy ClusterFirst means the resolver of the node"
        : undefined;
    default:
      return undefined;
  }
}
