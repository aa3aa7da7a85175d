import type { Protocol } from "../../model/protocol.ts";
import { sameAddress } from "../numbers/cidr.ts";

/** One direction of a connection. Ports are absent for protocols without them. */
export interface ConntrackTuple {
  readonly source: string;
  readonly destination: string;
  readonly sourcePort?: number;
  readonly destinationPort?: number;
}

/** A tracked connection, as `conntrack -L -o extended,id` shows it. */
export interface ConntrackEntry {
  readonly family: 4 | 6;
  /** As conntrack spells it: `tcp`, `udp`, `icmp`, `icmpv6`, `sctp` … */
  readonly protocol: string;
  /** TCP and SCTP state: `SYN_SENT`, `ESTABLISHED` … */
  readonly state?: string;
  /** Seconds until it is forgotten. */
  readonly expiresIn?: number;
  readonly original: ConntrackTuple;
  readonly reply: ConntrackTuple;
  /** Nothing ever came back. */
  readonly unreplied: boolean;
  readonly assured: boolean;
  readonly mark?: number;
  readonly id?: string;
}

/** Which connections one is after; what is not given matches all. */
export interface ConntrackQuery {
  readonly source?: string;
  readonly destination?: string;
  readonly protocol?: Protocol;
  readonly sourcePorts?: readonly number[];
  readonly destinationPort?: number;
}

/** The entries of a flow, by the addresses its first packet had. */
export function entriesFor(
  entries: readonly ConntrackEntry[],
  query: ConntrackQuery,
): readonly ConntrackEntry[] {
  return entries.filter(({ protocol, original }) => {
    const { source, destination, destinationPort, sourcePorts } = query;
    return (
      (source === undefined || sameAddress(source, original.source)) &&
      (destination === undefined || sameAddress(destination, original.destination)) &&
      (query.protocol === undefined || sameProtocol(query.protocol, protocol)) &&
      (destinationPort === undefined || destinationPort === original.destinationPort) &&
      (sourcePorts === undefined || sourcePorts.includes(original.sourcePort ?? -1))
    );
  });
}

/** Where the destination was translated to; undefined when it was not. */
export function translatedDestination({
  original,
  reply,
}: ConntrackEntry): { readonly ip: string; readonly port?: number } | undefined {
  const same =
    sameAddress(original.destination, reply.source) && original.destinationPort === reply.sourcePort;
  if (same) return undefined;
  return { ip: reply.source, ...(reply.sourcePort !== undefined && { port: reply.sourcePort }) };
}

/** What the source was translated to; undefined when it was not. */
export function translatedSource({
  original,
  reply,
}: ConntrackEntry): { readonly ip: string; readonly port?: number } | undefined {
  const same =
    sameAddress(original.source, reply.destination) && original.sourcePort === reply.destinationPort;
  if (same) return undefined;
  return {
    ip: reply.destination,
    ...(reply.destinationPort !== undefined && { port: reply.destinationPort }),
  };
}

/** Connections translated to an address that is none of the present backends: the client keeps hitting it. */
export function staleTranslations(
  entries: readonly ConntrackEntry[],
  backends: readonly { readonly ip: string; readonly port: number }[],
): readonly ConntrackEntry[] {
  return entries.filter((entry) => {
    const target = translatedDestination(entry);
    return (
      target !== undefined &&
      !backends.some(({ ip, port }) => sameAddress(ip, target.ip) && port === target.port)
    );
  });
}

function sameProtocol(wanted: Protocol, spelled: string): boolean {
  return wanted === "ICMP" ? spelled.startsWith("icmp") : wanted.toLowerCase() === spelled;
}
