import type { IpFamily, Protocol } from "../../model/protocol.ts";
import type { NamedSet } from "../numbers/sets.ts";

/** A packet at one point of the kernel's way. Whatever is left undefined is not known; rules about it are undecided. */
export interface PacketState {
  readonly family: IpFamily;
  /** A name netdiag probes with, or an IP protocol number. */
  readonly protocol: Protocol | number;
  readonly source: string;
  readonly destination: string;
  readonly sourcePort?: number;
  readonly destinationPort?: number;
  readonly icmpType?: number;
  readonly icmpCode?: number;
  /** Set of the names SYN, ACK, FIN, RST, PSH, URG. A new TCP connection starts with SYN. */
  readonly tcpFlags?: readonly string[];
  readonly iif?: string | undefined;
  readonly oif?: string | undefined;
  /** False when no bridge port is involved, as in routed pod networks. */
  readonly bridged?: boolean;
  readonly physIn?: string;
  readonly physOut?: string;
  /** Undefined once a rule set it in a way that cannot be told. */
  readonly mark?: number | undefined;
  readonly connectionMark?: number | undefined;
  readonly state?: ConnectionState | undefined;
  readonly direction?: "original" | "reply";
  /** Translations the connection has: made by the rules walked, or known from conntrack. */
  readonly dnat?: boolean;
  readonly snat?: boolean;
  /** Addresses and ports before translation. */
  readonly original?: Tuple;
  /** Bytes of the IP packet. */
  readonly length?: number;
  /** The source became the address of the outgoing device, which the context could not tell. */
  readonly masqueraded?: boolean;
}

export type ConnectionState = "NEW" | "ESTABLISHED" | "RELATED" | "INVALID" | "UNTRACKED";

export interface Tuple {
  readonly source: string;
  readonly destination: string;
  readonly sourcePort?: number;
  readonly destinationPort?: number;
}

/** What rules ask of the node besides the packet. An undefined answer leaves the rule undecided. */
export interface Context {
  /** Is the address one of the node's own (of that device's own, when one is named)? */
  isLocal?(address: string, device?: string): boolean | undefined;
  /** Would a packet back to the source leave through the device it came in on? */
  readonly rpfilterPasses?: boolean;
  /** The address of this device that a redirected packet goes to. */
  addressOf?(device: string): string | undefined;
  /** The address that a masqueraded packet gets which leaves by this device for a destination. */
  masqueradeAs?(device: string, destination: string): string | undefined;
  /** ipsets by name; a set that was not read is absent. */
  readonly sets?: ReadonlyMap<string, NamedSet>;
  /** Addresses the ipsets were limited to; undefined when they were read whole. */
  readonly setsAbout?: readonly string[];
}

const numbers: Readonly<Record<string, number>> = {
  ip: 0,
  hopopt: 0,
  icmp: 1,
  igmp: 2,
  ipencap: 4,
  tcp: 6,
  egp: 8,
  udp: 17,
  dccp: 33,
  ipv6: 41,
  "ipv6-route": 43,
  "ipv6-frag": 44,
  gre: 47,
  esp: 50,
  ah: 51,
  icmpv6: 58,
  "ipv6-icmp": 58,
  "ipv6-nonxt": 59,
  "ipv6-opts": 60,
  ospf: 89,
  ospfigp: 89,
  ipip: 94,
  pim: 103,
  comp: 108,
  ipcomp: 108,
  vrrp: 112,
  l2tp: 115,
  sctp: 132,
  mobility: 135,
  "mobility-header": 135,
  udplite: 136,
};

/** The IP protocol number of a name of /etc/protocols or a number as text. */
export function protocolNumber(name: string): number | undefined {
  return /^\d+$/.test(name) ? Number(name) : numbers[name.toLowerCase()];
}

/** The IP protocol number of a packet; ICMP depends on the family. */
export function protocolOf(packet: PacketState): number {
  if (typeof packet.protocol === "number") return packet.protocol;
  if (packet.protocol === "ICMP") return packet.family === 6 ? 58 : 1;
  return { TCP: 6, UDP: 17, SCTP: 132 }[packet.protocol];
}
