/** Who answers at a DNS server's address, and how a pod came to ask there. */
import type { ObjectRef, Pod, Service } from "../../model/kubernetes.ts";
import type { Flow } from "../../model/flow.ts";
import { isNodeLocalDns } from "../../model/node-local-dns.ts";
import { podIPs } from "../../model/pod-status.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";

/** The Service or pod that has the address; undefined for one that is not among the objects read. */
export function dnsObject(ip: string, snapshot: ClusterSnapshot, node?: string): ObjectRef | undefined {
  const service = snapshot.services.find(({ spec }) =>
    [spec.clusterIP, ...(spec.clusterIPs ?? [])].includes(ip),
  );
  if (service)
    return {
      kind: "Service",
      namespace: service.metadata.namespace ?? "default",
      name: service.metadata.name,
    };
  const pod = snapshot.pods.find((one) => one.spec.hostNetwork !== true && podIPs(one).includes(ip));
  const found = pod ?? (isNodeLocalDns(ip) ? cacheOn(node, snapshot) : undefined);
  return (
    found && { kind: "Pod", namespace: found.metadata.namespace ?? "default", name: found.metadata.name }
  );
}

/** The pod of NodeLocal DNSCache on a node. */
function cacheOn(node: string | undefined, { pods }: ClusterSnapshot): Pod | undefined {
  return pods.find(
    ({ metadata, spec }) =>
      node !== undefined && spec.nodeName === node && metadata.labels?.["k8s-app"] === "node-local-dns",
  );
}

/** `10.96.0.10 (Service kube-system/kube-dns)`. */
export function describeServer(ip: string, snapshot: ClusterSnapshot): string {
  const object = dnsObject(ip, snapshot);
  return object ? `${ip} (${object.kind} ${object.namespace ?? ""}/${object.name})` : ip;
}

/** The source's pod as it is declared. */
export function sourcePod({ from }: Pick<Flow, "from">, snapshot: ClusterSnapshot): Pod | undefined {
  if (from.type !== "pod") return undefined;
  return snapshot.pods.find(
    ({ metadata }) => metadata.name === from.name && (metadata.namespace ?? "default") === from.namespace,
  );
}

/** `kube-dns`, or another name with its label: RKE2's `rke2-coredns-rke2-coredns`. */
export function isDnsService({ metadata: { namespace, name, labels } }: Service): boolean {
  return namespace === "kube-system" && (name === "kube-dns" || labels?.["k8s-app"] === "kube-dns");
}

/** Whether a DNS server is the cluster's own: its Service, one of its pods, or the cache on the node. */
function isClusterDns(ip: string, snapshot: ClusterSnapshot): boolean {
  if (isNodeLocalDns(ip) || dnsObject(ip, snapshot)?.kind === "Service") return true;
  const servers = snapshot.services.filter(isDnsService);
  return snapshot.endpointSlices.some(
    ({ metadata, endpoints }) =>
      metadata.namespace === "kube-system" &&
      servers.some(({ metadata: { name } }) => metadata.labels?.["kubernetes.io/service-name"] === name) &&
      endpoints.some(({ addresses }) => addresses.includes(ip)),
  );
}

/**
 * Whether the source asks nobody of the cluster's DNS: by whom its resolv.conf names, not by its dnsPolicy, since with
 * `dnsPolicy: None` the nameserver is often the cluster's own. Undefined where that cannot be told: no nameserver was seen, or
 * the cluster's DNS is not among the objects read.
 */
export function asksElsewhere(
  nameservers: readonly string[] | undefined,
  snapshot: ClusterSnapshot,
): boolean | undefined {
  if (nameservers === undefined || nameservers.length === 0) return undefined;
  if (nameservers.some((ip) => isClusterDns(ip, snapshot))) return false;
  return snapshot.services.some(isDnsService) ? true : undefined;
}

/**
 * What in the pod's settings makes it ask others, to follow "because"; undefined where nothing does. On the node's own network
 * the default policy means the node's resolver.
 */
export function whyElsewhere({ spec }: Pod): string | undefined {
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
