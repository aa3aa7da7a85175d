/** The IPAM: which address a pod gets. */
import ipaddr from "ipaddr.js";
import { at, keyOf, type KubeObject } from "../api/object.ts";
import type { Store } from "../api/store.ts";
import type { LabCluster } from "../clusters/cluster.ts";
import { nodeTunnelIP, tunnelIPOf } from "../network/addressing.ts";

/** `namespace/name` of the workload a pod belongs to at the top (the Deployment, not its ReplicaSet), or of the pod itself. */
export function workloadKeyOf(store: Store, pod: KubeObject): string {
  const { namespace } = pod.metadata;
  const inNamespace = (name: string): string =>
    keyOf({ name, ...(namespace === undefined ? {} : { namespace }) });
  const owner = pod.metadata.ownerReferences?.find((reference) => reference.controller === true);
  if (!owner) return inNamespace(pod.metadata.name);
  const set = store
    .ofKind(owner.apiVersion, owner.kind, namespace)
    .find(({ metadata }) => metadata.uid === owner.uid);
  const above = set?.metadata.ownerReferences?.find((reference) => reference.controller === true);
  return inNamespace(above?.name ?? owner.name);
}

export interface Addresses {
  readonly ip: string;
  readonly ip6?: string;
}

/** Hands out pod addresses; none twice while its pod is there. */
export class Ipam {
  readonly #store: Store;
  readonly #cluster: LabCluster;
  /** By pod uid, also before the pod's status says so. */
  readonly #given = new Map<string, Addresses>();

  constructor(store: Store, cluster: LabCluster) {
    this.#store = store;
    this.#cluster = cluster;
  }

  /** The planned address of a scheduled pod, or the next free one of its node's block. Throws NoAddress when the block is full. */
  give(pod: KubeObject): Addresses {
    const uid = pod.metadata.uid ?? "";
    const before = this.#given.get(uid) ?? reported(pod);
    if (before) {
      this.#given.set(uid, before);
      return before;
    }
    const nodeName = at(pod, "spec.nodeName");
    const node = this.#cluster.nodes.find(({ name }) => name === nodeName);
    if (!node)
      throw new Error(
        `pod ${keyOf(pod.metadata)} is on ${String(nodeName)}, which the cluster does not have`,
      );
    const taken = this.#taken();
    const key = workloadKeyOf(this.#store, pod);
    const places = (this.#cluster.placement[key] ?? []).filter((place) => place.node === node.name);
    const planned = (family: "ip" | "ip6"): string | undefined =>
      places.map((place) => place[family]).find((ip) => ip !== undefined && !taken.has(ip));
    const reserved = new Set([...taken, ...this.#planned()]);
    const addresses = {
      ip: planned("ip") ?? nextFree(node.podBlock, reserved.add(nodeTunnelIP(node))),
      ...(node.podBlock6 === undefined
        ? {}
        : { ip6: planned("ip6") ?? nextFree(node.podBlock6, reserved.add(tunnelIPOf(node.podBlock6))) }),
    };
    this.#given.set(uid, addresses);
    return addresses;
  }

  release(uid: string): void {
    this.#given.delete(uid);
  }

  #taken(): Set<string> {
    return new Set(
      [...this.#given.values()].flatMap(({ ip, ip6 }) => (ip6 === undefined ? [ip] : [ip, ip6])),
    );
  }

  #planned(): readonly string[] {
    return Object.values(this.#cluster.placement).flatMap((places) =>
      places.flatMap(({ ip, ip6 }) => [ip, ip6]).filter((ip) => ip !== undefined),
    );
  }
}

/** The addresses that the pod's status says it has. */
function reported(pod: KubeObject): Addresses | undefined {
  const all = at(pod, "status.podIPs");
  const ips = (Array.isArray(all) ? all : []).map((one: unknown) => at(one, "ip"));
  const ip = ips.find((one) => typeof one === "string" && !one.includes(":"));
  const ip6 = ips.find((one) => typeof one === "string" && one.includes(":"));
  if (typeof ip !== "string") return undefined;
  return { ip, ...(typeof ip6 === "string" ? { ip6 } : {}) };
}

function nextFree(block: string, taken: ReadonlySet<string>): string {
  const [network, prefix] = ipaddr.parseCIDR(block);
  const bytes = network.toByteArray();
  const first = bytes.at(-1) ?? 0;
  const size = 2 ** (bytes.length * 8 - prefix);
  for (let offset = 2; offset < size; offset += 1) {
    const candidate = ipaddr.fromByteArray([...bytes.slice(0, -1), first + offset]).toString();
    if (!taken.has(candidate)) return candidate;
  }
  throw new NoAddress(`no address left in ${block}`);
}

/** The block of the pod's node is full. */
export class NoAddress extends Error {
  override readonly name = "NoAddress";
}
