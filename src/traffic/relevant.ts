/** Which packets are those between the two ends, and which way they go. */
import ipaddr from "ipaddr.js";
import type { Headers } from "./headers.ts";

/** What was asked to be watched. */
export interface Watched {
  /** Every address pair that the packets may carry: before and behind translation; as `addressText` writes them. */
  readonly pairs: readonly { readonly source: string; readonly destination: string }[];
  /** Ports of the target; undefined where all are meant. */
  readonly ports: readonly number[] | undefined;
}

/** An address as the addresses of packets are written here. */
export function addressText(ip: string): string {
  return ipaddr.isValid(ip) ? ipaddr.parse(ip).toString() : ip;
}

export type Way = "target" | "source";

/**
 * Towards which end a packet goes; undefined for one that has nothing to do with them: a node's filter takes ICMP errors about others,
 * and what is in a tunnel between IPv6 nodes, for it cannot look inside. An error is on the way back of what it is about.
 */
export function wayOf(headers: Headers, watched: Watched): Way | undefined {
  const { icmp } = headers;
  if (icmp?.quoted) {
    const about = wayOf(icmp.quoted, watched);
    return about && opposite(about);
  }
  const { source, destination, sourcePort, destinationPort } = headers;
  if (source === undefined || destination === undefined) return undefined;
  const isPair = (from: string, to: string): boolean =>
    watched.pairs.some((pair) => pair.source === from && pair.destination === to);
  const at = (port: number | undefined): boolean =>
    watched.ports === undefined || port === undefined || watched.ports.includes(port);
  if (isPair(source, destination) && at(destinationPort)) return "target";
  if (isPair(destination, source) && at(sourcePort)) return "source";
  return undefined;
}

const opposite = (way: Way): Way => (way === "target" ? "source" : "target");
