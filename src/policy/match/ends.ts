/** One end of a flow as policies see it. */
import type { Namespace, Node, ObjectRef, Pod } from "../../model/kubernetes.ts";
import type { Protocol } from "../../model/protocol.ts";
import { canonicalIp, parseAddress, type Address } from "../cidr.ts";
import { everyNodeIp, podIps, podKey, podNamespace, type Inventory } from "../objects/inventory.ts";
import { runningContainers } from "./containers.ts";
import { hasWaypoint, leavesSomeOut, meshOf, type Mesh } from "./mesh.ts";
import type { Labels, LabelSet } from "../selectors.ts";
import type { Surroundings } from "../objects/surroundings.ts";

/** One end as the caller knows it: a pod, or an address of a node or of something outside. */
export interface PolicyEnd {
  /** The address used by this flow. For a pod it may be left out when it has only one or none yet. */
  readonly ip?: string;
  readonly pod?: Pod;
  /** Of the pod, when the model does not hold it. */
  readonly namespace?: Namespace;
  /** Further addresses of the node the pod runs on (tunnel addresses), beyond those of its Node object. */
  readonly nodeIps?: readonly string[];
  /** What the person asking calls this end. */
  readonly name?: string;
  /** It is a node, whatever the objects say of its address. */
  readonly isNode?: true;
}

/** One connection: `port` is the pod's port, after any Service translation; 0 for ICMP. */
export interface PolicyFlow {
  readonly from: PolicyEnd;
  readonly to: PolicyEnd;
  readonly protocol: Protocol;
  readonly port: number;
  /**
   * Whom the target may take for the sender, where that is not, or not surely, `from` with its own address: a node that sends with
   * the address of a tunnel, or puts its own in place of the sender's. Of several it is one.
   */
  readonly arrivesAs?: readonly PolicyEnd[];
  /** For the words only. */
  readonly portName?: string;
  /** For the words only: what the client asks for, where a node translates that. `10.96.0.7 is the cluster IP of Service shop/web`. */
  readonly translated?: string;
  /** Why nodes drop it before any policy of its target is asked. */
  readonly dropped?: string;
  /** Set when the packet goes to a Service address first: matters for a pod that calls itself. */
  readonly throughService?: boolean;
}

/** A named container port of a pod. */
export interface NamedPort {
  readonly name: string;
  readonly protocol: string;
  readonly port: number;
}

/** A `PolicyEnd` with everything a rule may ask for looked up. */
export interface End {
  readonly name: string;
  readonly ip: string | undefined;
  readonly address: Address | undefined;
  readonly pod: Pod | undefined;
  /** `namespace/name` of the pod. */
  readonly key: string | undefined;
  /** Empty for ends that are not pods. */
  readonly namespace: string;
  readonly labels: Labels;
  readonly podLabels: LabelSet;
  readonly namespaceLabels: LabelSet;
  /** A hostNetwork pod or a node: pod selectors neither select it nor match it. */
  readonly onHost: boolean;
  readonly nodeName: string | undefined;
  /** Addresses of the node: of a pod, the one it runs on. */
  readonly nodeIps: ReadonlySet<string>;
  readonly namedPorts: readonly NamedPort[];
  /** Network sets, Services and the like that an address or a label may belong to. */
  readonly around: Surroundings;
  /** Of the node this is, or whose network it uses. */
  readonly nodeLabels: LabelSet;
  /** Whether blocks of addresses match it. Cilium knows what is in the cluster by identity, never by address. */
  readonly knownByAddress: boolean;
  readonly mesh: Mesh;
  /** Somebody in the mesh may pass connections on to it, under an identity of their own. */
  readonly behindWaypoint: boolean;
  /** Why it may send without mutual TLS, though it has a sidecar. */
  readonly mayBePlain: string | undefined;
  /** What lets it send without mutual TLS, where that is not the other end's policy. */
  readonly plainBy?: ObjectRef;
  /** Of a pod; empty otherwise. */
  readonly serviceAccount: string;
}

/** Set by the API server on every namespace, so it holds even for one that was not read. */
const nameLabel = "kubernetes.io/metadata.name";

/** Cilium gives every pod its service account as a label of this name. */
const serviceAccountLabel = "io.cilium.k8s.policy.serviceaccount";

const nothing: LabelSet = { labels: {}, complete: true };

/** What a person calls a pod: its application, not its random suffix. */
export function podName(pod: Pod): string {
  const labels = pod.metadata.labels ?? {};
  return (
    labels["app.kubernetes.io/name"] ??
    labels["app"] ??
    labels["k8s-app"] ??
    pod.metadata.name.replace(/(-[a-z0-9]{6,10})?-[a-z0-9]{5}$/, "")
  );
}

export function labelsOfNamespace(name: string, namespace: Namespace | undefined): LabelSet {
  return { labels: { ...namespace?.metadata.labels, [nameLabel]: name }, complete: namespace !== undefined };
}

function labelsOfNode(node: Node | undefined): LabelSet {
  return { labels: node?.metadata.labels ?? {}, complete: node !== undefined };
}

function namedPorts(pod: Pod): NamedPort[] {
  return runningContainers(pod).flatMap((container) =>
    (container.ports ?? []).flatMap((port) =>
      port.name === undefined
        ? []
        : [{ name: port.name, protocol: port.protocol ?? "TCP", port: port.containerPort }],
    ),
  );
}

/**
 * Looks an end up. A bare address that belongs to a known pod or node is that pod or node;
 * any other is outside the cluster.
 */
export function resolveEnd(inventory: Inventory, end: PolicyEnd): End {
  const ip = end.ip === undefined ? undefined : canonicalIp(end.ip);
  const pod = end.pod ?? (ip === undefined ? undefined : inventory.podByIp.get(ip));
  return pod ? podEnd(inventory, pod, end) : addressEnd(inventory, ip ?? "", end);
}

function isKnownByAddress({ datapath, surroundings }: Inventory, isNode: boolean): boolean {
  return datapath !== "cilium" || (isNode && surroundings.settings.blocksMatchNodes);
}

function podEnd(inventory: Inventory, pod: Pod, end: PolicyEnd): End {
  const namespace = podNamespace(pod);
  const node = pod.spec.nodeName === undefined ? undefined : inventory.nodes.get(pod.spec.nodeName);
  const ip = end.ip === undefined ? podIps(pod)[0] : canonicalIp(end.ip);
  const labels = pod.metadata.labels ?? {};
  const inNamespace = end.namespace ?? inventory.namespaces.get(namespace);
  const serviceAccount = pod.spec.serviceAccountName ?? "default";
  const mesh = meshOf(pod, inNamespace);
  const name = end.name ?? podName(pod);
  const hostIps = [pod.status?.hostIP, ...(end.nodeIps ?? [])].filter((one) => one !== undefined);
  const known = node ? everyNodeIp(node) : [];
  return {
    name,
    ip,
    address: ip === undefined ? undefined : parseAddress(ip),
    pod,
    key: podKey(pod),
    namespace,
    labels,
    podLabels: { labels: { ...labels, [serviceAccountLabel]: serviceAccount }, complete: true },
    namespaceLabels: labelsOfNamespace(namespace, inNamespace),
    onHost: pod.spec.hostNetwork === true,
    nodeName: pod.spec.nodeName,
    nodeIps: new Set([...known, ...hostIps.map((one) => canonicalIp(one))]),
    namedPorts: namedPorts(pod),
    around: inventory.surroundings,
    nodeLabels: labelsOfNode(node),
    knownByAddress: isKnownByAddress(inventory, pod.spec.hostNetwork === true),
    mesh,
    behindWaypoint: hasWaypoint(pod, inNamespace),
    mayBePlain:
      mesh === "sidecar" && leavesSomeOut(pod)
        ? `annotations of ${name} (traffic.sidecar.istio.io) leave some of what it sends out of its sidecar: that goes in plain text and proves no identity`
        : undefined,
    serviceAccount,
  };
}

function addressEnd(inventory: Inventory, ip: string, given: PolicyEnd): End {
  const node = inventory.nodeByIp.get(ip);
  const name = given.name ?? given.ip ?? "an unknown end";
  const isNode = node !== undefined || given.isNode === true;
  return {
    name: node && name === ip ? node.metadata.name : name,
    ip: ip === "" ? undefined : ip,
    address: parseAddress(ip),
    pod: undefined,
    key: undefined,
    namespace: "",
    labels: {},
    podLabels: nothing,
    namespaceLabels: nothing,
    onHost: isNode,
    nodeName: node?.metadata.name,
    nodeIps: new Set(node ? everyNodeIp(node) : []),
    namedPorts: [],
    around: inventory.surroundings,
    nodeLabels: labelsOfNode(node),
    knownByAddress: !isNode || isKnownByAddress(inventory, true),
    mesh: "none",
    behindWaypoint: false,
    mayBePlain: undefined,
    serviceAccount: "",
  };
}

/** Somebody outside, or a node, of whom no address is known: which one it stands for decides what matches. */
export function isUnresolved(end: End): boolean {
  return end.pod === undefined && end.address === undefined;
}

/** The two ends are the same pod. */
export function isItself(from: End, to: End): boolean {
  return from.key !== undefined && from.key === to.key;
}

/** One end is a pod with its own network, the other its node, as such or through a hostNetwork pod there. */
export function isOwnNode(pod: End, host: End): boolean {
  if (pod.pod === undefined || pod.onHost) return false;
  if (host.pod === undefined || host.onHost) {
    if (host.ip !== undefined && pod.nodeIps.has(host.ip)) return true;
    return host.onHost && host.nodeName !== undefined && host.nodeName === pod.nodeName;
  }
  return false;
}
