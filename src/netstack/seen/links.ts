/** A network interface as `ip -d -j link` shows it. */
export interface Link {
  readonly index: number;
  readonly name: string;
  /** The other end of a veth, or the device below; an index in the namespace `peerNetns` (own when undefined). */
  readonly peerIndex?: number;
  /** The kernel's local number for another namespace: the same pod, one number, but it differs per observer. */
  readonly peerNetns?: number;
  /** Administratively up. */
  readonly up: boolean;
  /** A peer or cable is there: LOWER_UP, and not NO-CARRIER. */
  readonly carrier: boolean;
  readonly operstate: string;
  readonly mtu: number;
  readonly mac?: string;
  /** `veth`, `bridge`, `vxlan`, `ipip` …; undefined for hardware and loopback. */
  readonly kind?: string;
  /** The bridge or bond it is enslaved to. */
  readonly master?: string;
  readonly flags: readonly string[];
  /** The kind of its queue: `noqueue`, `fq_codel`, `tbf`. */
  readonly qdisc?: string;
  /** What tunnels say of themselves. */
  readonly tunnel?: TunnelData;
  /** Of a bridge port. */
  readonly port?: BridgePort;
}

/** The part of a tunnel's `info_data` a path depends on. */
export interface TunnelData {
  /** Network identifier: VNI of VXLAN and Geneve. */
  readonly id?: number;
  readonly local?: string;
  readonly remote?: string;
  /** Lower device, by name. */
  readonly below?: string;
  /** UDP destination port. */
  readonly port?: number;
  readonly learning?: boolean;
  /** The destination is given per packet (by a route or an eBPF program), not by the device. */
  readonly external?: boolean;
}

export interface BridgePort {
  /** `forwarding`, `blocking`, `disabled` … */
  readonly state?: string;
  readonly hairpin?: boolean;
  readonly isolated?: boolean;
}

/** By name. */
export function linkByName(links: readonly Link[], name: string): Link | undefined {
  return links.find((link) => link.name === name);
}

/** By index. */
export function linkByIndex(links: readonly Link[], index: number): Link | undefined {
  return links.find((link) => link.index === index);
}

/** The index of a veth's other end in another namespace, as the list of interfaces tells it; undefined where it does not. */
export function peerElsewhere({ peerIndex, peerNetns }: Link): number | undefined {
  return peerNetns === undefined ? undefined : peerIndex;
}

/**
 * The node's end of a pod's veth, `peer` by its index. A second look guards against an index that happens to exist on
 * the node: the node's end is a veth with a peer in another namespace.
 */
export function nodeEndOf(
  podLink: Link,
  nodeLinks: readonly Link[],
  peer: number | undefined = peerElsewhere(podLink),
): Link | undefined {
  if (peer === undefined) return undefined;
  const link = linkByIndex(nodeLinks, peer);
  if (!link || link.peerNetns === undefined) return undefined;
  return link.peerIndex === undefined || link.peerIndex === podLink.index ? link : undefined;
}

/** The members of a bridge. */
export function portsOf(links: readonly Link[], bridge: string): readonly Link[] {
  return links.filter((link) => link.master === bridge);
}

/** Able to carry packets: up, and with something at the other end. */
export function isRunning(link: Link): boolean {
  return link.up && link.carrier;
}
