/** The pods, namespaces and nodes a model knows, found by name and by address. */
import type { Namespace, Node, Pod } from "../../model/kubernetes.ts";
import ipaddr from "ipaddr.js";
import { canonicalIp, parseAddress } from "../cidr.ts";
import { buildSurroundings, noSurroundings, type Surroundings } from "./surroundings.ts";

export interface Inventory {
  /** Pods that run or will run, by `namespace/name`. */
  readonly pods: ReadonlyMap<string, Pod>;
  readonly podsByNamespace: ReadonlyMap<string, readonly Pod[]>;
  /** Pods with an address of their own; hostNetwork pods share their node's and are not here. */
  readonly podByIp: ReadonlyMap<string, Pod>;
  readonly namespaces: ReadonlyMap<string, Namespace>;
  readonly nodes: ReadonlyMap<string, Node>;
  readonly nodeByIp: ReadonlyMap<string, Node>;
  /** What enforces policies, when an object tells. */
  readonly datapath: Datapath | undefined;
  readonly surroundings: Surroundings;
}

export type Datapath = "cilium";

/** Cilium's agent runs on every node under this label, in whatever namespace. */
function datapathOf(pods: Iterable<Pod>): Datapath | undefined {
  for (const { metadata, spec } of pods)
    if (spec.hostNetwork === true && metadata.labels?.["k8s-app"] === "cilium") return "cilium";
  return undefined;
}

export function podKey(pod: Pod): string {
  return `${podNamespace(pod)}/${pod.metadata.name}`;
}

export function podNamespace(pod: Pod): string {
  return pod.metadata.namespace ?? "default";
}

/** The pod's addresses, one spelling each; empty until it has one. */
export function podIps(pod: Pod): string[] {
  const ips = [pod.status?.podIP, ...(pod.status?.podIPs ?? []).map((entry) => entry.ip)];
  return [
    ...new Set(ips.filter((ip): ip is string => ip !== undefined && ip !== "").map((ip) => canonicalIp(ip))),
  ];
}

export function nodeIps(node: Node): string[] {
  return (node.status?.addresses ?? [])
    .filter((address) => address.type === "InternalIP" || address.type === "ExternalIP")
    .map((address) => canonicalIp(address.address));
}

const tunnelAnnotations = [
  "IPv4VXLANTunnelAddr",
  "IPv6VXLANTunnelAddr",
  "IPv4IPIPTunnelAddr",
  "IPv4WireguardInterfaceAddr",
  "IPv6WireguardInterfaceAddr",
].map((name) => `projectcalico.org/${name}`);

/** From these a node sends to the pods of others. Out of the pods' blocks, and only Calico's annotations say whose they are. */
export function tunnelIps(node: Node): string[] {
  const annotations = node.metadata.annotations ?? {};
  return tunnelAnnotations.flatMap((name) => {
    const ip = annotations[name];
    return ip === undefined ? [] : [canonicalIp(ip)];
  });
}

/** The number after an address. */
function following(ip: string): string | undefined {
  const address = parseAddress(ip);
  const bytes = address?.toByteArray() ?? [];
  const last = bytes.at(-1);
  return last === undefined || last === 255
    ? undefined
    : ipaddr.fromByteArray([...bytes.slice(0, -1), last + 1]).toString();
}

/** Out of the node's range for pods: flannel's tunnel has its first address, the second is that of Antrea's gateway. */
function rangeIps({ metadata: { annotations = {} }, spec }: Node): string[] {
  const ranges = [...new Set([spec?.podCIDR, ...(spec?.podCIDRs ?? [])])].flatMap(
    (range) => range?.split("/")[0] ?? [],
  );
  if (annotations["flannel.alpha.coreos.com/backend-type"] === "vxlan") return ranges.map(canonicalIp);
  return annotations["node.antrea.io/mac-address"] === undefined
    ? []
    : ranges.flatMap((range) => following(range) ?? []);
}

/** Every address that packets of the node itself may have. */
export function everyNodeIp(node: Node): string[] {
  return [...new Set([...nodeIps(node), ...tunnelIps(node), ...rangeIps(node)])];
}

/** Pods that ended keep their last address in the API while another pod may use it already. */
function ended(pod: Pod): boolean {
  return pod.status?.phase === "Succeeded" || pod.status?.phase === "Failed";
}

export function buildInventory(
  pods: Iterable<Pod>,
  namespaces: Iterable<Namespace>,
  nodes: Iterable<Node>,
  datapath?: Datapath,
  around: Pick<Surroundings, "objects" | "absent"> = noSurroundings,
): Inventory {
  const byKey = new Map<string, Pod>();
  for (const pod of pods) if (!ended(pod)) byKey.set(podKey(pod), pod);
  const byNamespace = new Map<string, Pod[]>();
  const byIp = new Map<string, Pod>();
  for (const pod of byKey.values()) {
    const siblings = byNamespace.get(podNamespace(pod));
    if (siblings) siblings.push(pod);
    else byNamespace.set(podNamespace(pod), [pod]);
    if (pod.spec.hostNetwork !== true) for (const ip of podIps(pod)) byIp.set(ip, pod);
  }
  const nodesByName = new Map([...nodes].map((node) => [node.metadata.name, node]));
  const byName = new Map([...namespaces].map((namespace) => [namespace.metadata.name, namespace]));
  return {
    pods: byKey,
    podsByNamespace: byNamespace,
    podByIp: byIp,
    namespaces: byName,
    nodes: nodesByName,
    nodeByIp: new Map(
      [...nodesByName.values()].flatMap((node) =>
        everyNodeIp(node)
          .reverse()
          .map((ip) => [ip, node]),
      ),
    ),
    datapath: datapath ?? datapathOf(byKey.values()),
    surroundings:
      around.objects.size === 0 && !around.absent
        ? noSurroundings
        : buildSurroundings(around.objects, byName, around.absent),
  };
}
