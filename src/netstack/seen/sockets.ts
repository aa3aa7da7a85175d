import { parseCidr, cidrContains, sameAddress } from "../numbers/cidr.ts";
import { familyOf } from "../../model/protocol.ts";

/** A socket that waits for packets, as `ss -l` shows it. */
export interface Listener {
  readonly protocol: "TCP" | "UDP";
  /**
   * The address as bound: `0.0.0.0`, `::` (IPv6 only) or a single one. `*` is the dual-stack wildcard: an IPv6
   * socket that takes IPv4 as well.
   */
  readonly ip: string;
  readonly port: number;
  /** Bound to one interface only. */
  readonly device?: string;
  /** TCP: connections waiting to be accepted. UDP: bytes waiting to be read. */
  readonly queued: number;
  /** TCP: how many may wait. */
  readonly backlog: number;
  /** Program names, when they were shown. */
  readonly programs: readonly string[];
}

/** What waits at a destination, and what nearly does. */
export interface ListenerLookup {
  readonly serving: readonly Listener[];
  /** Right port and protocol, but bound to loopback only. */
  readonly loopbackOnly: readonly Listener[];
  /** Right port and protocol, but bound to another address or the other family only. */
  readonly elsewhere: readonly Listener[];
}

/** Who would take a packet to this address, port and protocol in this namespace. */
export function listenersFor(
  listeners: readonly Listener[],
  ip: string,
  port: number,
  protocol: "TCP" | "UDP",
): ListenerLookup {
  const onPort = listeners.filter((listener) => listener.port === port && listener.protocol === protocol);
  const serving = onPort.filter((listener) => serves(listener.ip, ip));
  const others = onPort.filter((listener) => !serves(listener.ip, ip));
  return {
    serving,
    loopbackOnly: others.filter((listener) => isLoopback(listener.ip)),
    elsewhere: others.filter((listener) => !isLoopback(listener.ip)),
  };
}

/** A TCP listener whose accept queue is full (sk_acceptq_is_full): one more than its backlog waits, and the kernel drops new SYNs. */
export function isOverflowing({ protocol, queued, backlog }: Listener): boolean {
  return protocol === "TCP" && queued > backlog;
}

function serves(bound: string, ip: string): boolean {
  if (bound === "*") return true;
  if (bound === "0.0.0.0") return familyOf(ip) === 4;
  if (bound === "::") return familyOf(ip) === 6;
  return sameAddress(unmapped(bound), ip);
}

const loopbacks = ["127.0.0.0/8", "::1"].flatMap((text) => parseCidr(text) ?? []);

/** Whether an address can be reached from its own namespace only. */
export function isLoopback(ip: string): boolean {
  const plain = unmapped(ip);
  return loopbacks.some((range) => cidrContains(range, plain));
}

/** IPv6 sockets show IPv4 addresses as `::ffff:127.0.0.1`. */
function unmapped(ip: string): string {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1] ?? ip;
}
