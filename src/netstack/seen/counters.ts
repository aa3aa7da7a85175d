/**
 * A counter that moved during a window. `before` is undefined when its key appeared, `after` when it vanished;
 * both hold the numbers of the line in its own order.
 */
export interface MovedCounter {
  readonly key: string;
  readonly before?: readonly number[];
  readonly after?: readonly number[];
}

/** How far the n-th number of a counter moved; a key that appeared counts from 0. Undefined when it vanished. */
export function movedBy(counter: MovedCounter, index = 0): number | undefined {
  const after = counter.after?.[index];
  return after === undefined ? undefined : after - (counter.before?.[index] ?? 0);
}

/** Kernel counters that tell of a lost packet, with what each means to a person. */
export const dropCounters = {
  TcpExtIPReversePathFilter: "dropped by reverse path filtering",
  IpInAddrErrors: "not for this host, and forwarding is off here",
  IpExtInNoRoutes: "arrived with no route to send them on",
  IpOutNoRoutes: "made here with no route to send them",
  IpInDiscards: "thrown away on arrival",
  IpOutDiscards: "thrown away on the way out",
  IpFragFails: "too big for the next link and not allowed to be cut",
  IpReasmFails: "fragments that never came together",
  TcpExtListenOverflows: "the program did not accept connections fast enough",
  TcpExtListenDrops: "new connections dropped at the listening socket",
  TcpExtTCPReqQFullDrop: "too many half-open connections",
  UdpNoPorts: "no program waits on the UDP port",
  UdpRcvbufErrors: "the program did not read UDP fast enough",
  IcmpOutRateLimitHost: "refusals not sent: too many ICMP errors to one machine",
  IcmpOutRateLimitGlobal: "refusals not sent: too many ICMP errors in all",
  TcpOutRsts: "refused with a TCP reset made here",
  TcpInCsumErrors: "broken checksum (TCP)",
  UdpInCsumErrors: "broken checksum (UDP)",
  Ip6InAddrErrors: "not for this host (IPv6)",
  Ip6InNoRoutes: "arrived with no route to send them on (IPv6)",
  Ip6OutNoRoutes: "made here with no route to send them (IPv6)",
  Ip6InDiscards: "thrown away on arrival (IPv6)",
  Ip6InTooBigErrors: "too big for the next link (IPv6)",
  Udp6NoPorts: "no program waits on the UDP port (IPv6)",
  conntrack_drop: "no room in the connection table",
  conntrack_early_drop: "pushed out of a full connection table",
  conntrack_insert_failed: "lost a race for the same connection entry",
  conntrack_invalid: "belong to no known connection",
} as const satisfies Record<string, string>;

export type DropCounter = keyof typeof dropCounters;
