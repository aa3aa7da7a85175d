import type { Protocol } from "../../model/protocol.ts";
import { sameAddress } from "../numbers/cidr.ts";

/** Which way a packet crossed an interface, as the namespace sees it. `other`: not addressed to this machine. */
export type Direction = "in" | "out" | "other";

/** A packet seen on an interface, headers only. */
export interface CapturedPacket {
  /** Seconds since 1970, with microseconds. */
  readonly at: number;
  readonly device: string;
  readonly direction: Direction;
  readonly source: string;
  readonly destination: string;
  readonly sourcePort?: number;
  readonly destinationPort?: number;
  /** What it is: `arp` and `ndp` ask for a MAC address. */
  readonly kind: "tcp" | "udp" | "icmp" | "arp" | "ndp" | "other";
  /** TCP flags as letters: `S`, `S.`, `R.`, `.` … */
  readonly flags?: string;
  readonly icmp?: CapturedIcmp;
  /** ARP and NDP: the address asked for or answered. */
  readonly asksFor?: string;
  /** ARP and NDP: an answer rather than a question. */
  readonly answers?: boolean;
  /** Payload bytes of TCP and UDP, whole message for ICMP. */
  readonly length?: number;
  /** The envelope it was seen in, when an interface shows the tunnelled form. */
  readonly outer?: Envelope;
}

export interface CapturedIcmp {
  /** As tcpdump words it: `echo request`, `host 10.2.0.2 unreachable - admin prohibited filter`. */
  readonly text: string;
  readonly type:
    "echo-request" | "echo-reply" | "unreachable" | "time-exceeded" | "too-big" | "redirect" | "other";
  /** ICMP errors: the destination of the packet they report, as far as the message names it. */
  readonly about?: string;
  /** Unreachable ports name protocol and port of the packet they report. */
  readonly aboutPort?: number;
  /** Too big: the largest packet the next link takes. */
  readonly mtu?: number;
}

export interface Envelope {
  readonly encapsulation: "vxlan" | "geneve" | "ipip" | "other";
  readonly source: string;
  readonly destination: string;
  /** UDP port it goes to. */
  readonly port?: number;
  /** Network identifier of VXLAN and Geneve. */
  readonly id?: number;
}

/** The probe packets, as sent. Addresses may be several: before and after translation. */
export interface ProbeFlow {
  readonly sources: readonly string[];
  readonly destinations: readonly string[];
  readonly protocol: Protocol;
  /** Source ports the sender used; undefined matches every port (a translated source may change it). */
  readonly sourcePorts?: readonly number[];
  /** Ports it is sent to, before and after translation; undefined matches every port. */
  readonly destinationPorts?: readonly number[];
}

/** What one interface saw in one direction. */
export interface Crossing {
  readonly device: string;
  readonly direction: Direction;
  /** Seen inside a tunnel's envelope. */
  readonly enveloped: boolean;
  /** Different probe packets on their way there: retransmissions count once. */
  readonly probes: number;
  /** Different probes answered here: SYN-ACK, UDP answer, echo reply. */
  readonly answers: number;
  readonly resets: number;
  readonly icmpErrors: readonly CapturedPacket[];
  readonly first: number;
}

/** Per interface and direction what was seen of the probes, in order of the first packet. */
export function seenBy(packets: readonly CapturedPacket[], flow: ProbeFlow): readonly Crossing[] {
  const groups = new Map<string, { packet: CapturedPacket; role: Role }[]>();
  for (const packet of packets) {
    const role = roleOf(packet, flow);
    if (!role) continue;
    const key = `${packet.device} ${packet.direction} ${String(packet.outer !== undefined)}`;
    const group = groups.get(key) ?? [];
    group.push({ packet, role });
    groups.set(key, group);
  }
  return [...groups.values()].flatMap((group) => {
    const [head] = group;
    if (!head) return [];
    const { device, direction, outer, at } = head.packet;
    return [
      {
        device,
        direction,
        enveloped: outer !== undefined,
        probes: distinct(group, "probe"),
        answers: distinct(group, "answer"),
        resets: distinct(group, "reset"),
        icmpErrors: group.flatMap(({ packet, role }) => (role === "icmp-error" ? [packet] : [])),
        first: at,
      },
    ];
  });
}

/** Who refused: the sender of the first reset or ICMP error, and the first interface that saw it. */
export function refusedBy(
  packets: readonly CapturedPacket[],
  flow: ProbeFlow,
): { readonly ip: string; readonly packet: CapturedPacket } | undefined {
  const refusal = packets.find((packet) => {
    const role = roleOf(packet, flow);
    return role === "reset" || role === "icmp-error";
  });
  return refusal && { ip: refusal.source, packet: refusal };
}

/** ARP and NDP questions for an address that nobody answered in the capture. */
export function unansweredQuestions(packets: readonly CapturedPacket[]): readonly CapturedPacket[] {
  const asked = packets.filter((packet) => packet.asksFor !== undefined);
  const answered = asked.filter((packet) => packet.answers === true);
  return asked.filter(
    (question) =>
      question.answers !== true &&
      !answered.some((answer) => answer.device === question.device && answer.asksFor === question.asksFor),
  );
}

type Role = "probe" | "answer" | "reset" | "icmp-error";

/** What a packet is to the flow; undefined when it belongs to something else. */
export function roleOf(packet: CapturedPacket, flow: ProbeFlow): Role | undefined {
  if (packet.icmp && isError(packet.icmp)) return concerns(packet, flow) ? "icmp-error" : undefined;
  if (packet.kind !== flow.protocol.toLowerCase()) return undefined;
  const { sourcePort, destinationPort } = packet;
  if (isFromTo(packet, flow.sources, flow.destinations) && hasPorts(sourcePort, destinationPort, flow)) {
    if (packet.kind === "tcp") return packet.flags === "S" ? "probe" : undefined;
    return packet.kind === "udp" || packet.icmp?.type === "echo-request" ? "probe" : undefined;
  }
  if (isFromTo(packet, flow.destinations, flow.sources) && hasPorts(destinationPort, sourcePort, flow)) {
    if (packet.kind === "tcp")
      return packet.flags?.includes("R") ? "reset" : packet.flags === "S." ? "answer" : undefined;
    return packet.kind === "udp" || packet.icmp?.type === "echo-reply" ? "answer" : undefined;
  }
  return undefined;
}

function distinct(group: readonly { packet: CapturedPacket; role: Role }[], wanted: Role): number {
  const seen = group.flatMap(({ packet, role }) => {
    if (role !== wanted) return [];
    const { sourcePort, destinationPort, icmp } = packet;
    const port = wanted === "probe" ? sourcePort : destinationPort;
    // Pings have no ports; their text carries id and sequence number.
    return [port === undefined ? (icmp?.text ?? "") : String(port)];
  });
  return new Set(seen).size;
}

function isError(icmp: CapturedIcmp): boolean {
  return icmp.type === "unreachable" || icmp.type === "time-exceeded" || icmp.type === "too-big";
}

function concerns(packet: CapturedPacket, flow: ProbeFlow): boolean {
  const about = packet.icmp?.about;
  return (
    flow.sources.some((source) => sameAddress(source, packet.destination)) &&
    (about === undefined || flow.destinations.some((destination) => sameAddress(destination, about)))
  );
}

function isFromTo(packet: CapturedPacket, from: readonly string[], to: readonly string[]): boolean {
  return (
    from.some((ip) => sameAddress(ip, packet.source)) && to.some((ip) => sameAddress(ip, packet.destination))
  );
}

/** The ports at the sender's side and at the receiver's; pings and later fragments have none. */
function hasPorts(
  near: number | undefined,
  far: number | undefined,
  { sourcePorts, destinationPorts }: ProbeFlow,
): boolean {
  const isOneOf = (port: number | undefined, ports: readonly number[] | undefined): boolean =>
    ports === undefined || port === undefined || ports.includes(port);
  return isOneOf(near, sourcePorts) && isOneOf(far, destinationPorts);
}
