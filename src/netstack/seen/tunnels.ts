import { familyOf } from "../../model/protocol.ts";
import type { Link } from "./links.ts";

/** How packets travel between nodes when a device wraps them. */
export type Encapsulation = "vxlan" | "geneve" | "ipip" | "gre" | "gretap" | "sit" | "ip6tnl" | "wireguard";

/** A tunnel device, with what must agree at both ends. */
export interface Tunnel {
  readonly device: string;
  readonly encapsulation: Encapsulation;
  readonly mtu: number;
  readonly id?: number;
  readonly local?: string;
  readonly remote?: string;
  readonly below?: string;
  /** UDP port it sends to. */
  readonly port?: number;
  readonly external: boolean;
  /** Bytes added to the inner IP packet, at least: Geneve options and GRE keys come on top. */
  readonly overhead: number;
}

const encapsulations: ReadonlySet<string> = new Set<Encapsulation>([
  "vxlan",
  "geneve",
  "ipip",
  "gre",
  "gretap",
  "sit",
  "ip6tnl",
  "wireguard",
]);

/**
 * Headers between inner and outer IP packet without the outer IP header: UDP 8, VXLAN and Geneve 8, inner
 * Ethernet 14, GRE 4, WireGuard 8 + 32 (type, index, counter, tag).
 */
const inside: Readonly<Record<Encapsulation, number>> = {
  vxlan: 30,
  geneve: 30,
  ipip: 0,
  sit: 0,
  ip6tnl: 0,
  gre: 4,
  gretap: 18,
  wireguard: 40,
};

/** The tunnel a device is, or undefined when it sends packets as they are. */
export function tunnelOf(link: Link): Tunnel | undefined {
  const { kind, tunnel: data = {} } = link;
  if (!isEncapsulation(kind)) return undefined;
  const { external = false, id, local, remote, below, port } = data;
  return {
    device: link.name,
    encapsulation: kind,
    mtu: link.mtu,
    external,
    overhead: inside[kind] + outerHeader(kind, local ?? remote),
    ...(id !== undefined && { id }),
    ...(local !== undefined && { local }),
    ...(remote !== undefined && { remote }),
    ...(below !== undefined && { below }),
    ...(port !== undefined && { port }),
  };
}

/** Every tunnel device of a namespace. */
export function tunnelsOf(links: readonly Link[]): readonly Tunnel[] {
  return links.flatMap((link) => tunnelOf(link) ?? []);
}

/** The largest inner packet the lower device carries in one piece: bytes. */
export function innerMtu(tunnel: Tunnel, lowerMtu: number): number {
  return lowerMtu - tunnel.overhead;
}

function isEncapsulation(kind: string | undefined): kind is Encapsulation {
  return kind !== undefined && encapsulations.has(kind);
}

function outerHeader(kind: Encapsulation, end: string | undefined): number {
  // An ip6tnl is IPv6 outside by definition; the others follow their end's address.
  if (kind === "ip6tnl" || (end !== undefined && familyOf(end) === 6)) return 40;
  return 20;
}
