/** Whether a flow's destination port is one a rule speaks of. */
import type { Protocol } from "../model/protocol.ts";
import type { End } from "./ends.ts";
import { lastPort, type PortMatch, type Rule } from "./normal-form.ts";
import type { Tri } from "./tri.ts";

/** Where the packet goes: protocol and port at the destination pod. */
export interface Towards {
  readonly protocol: Protocol;
  readonly port: number;
}

/**
 * The numbers a named port has on this pod for this protocol. Two containers may name different numbers
 * the same: all count (some CNIs take the first). None on ends that are not pods.
 */
export function namedPortNumbers(name: string, protocol: Protocol, destination: End): number[] {
  return destination.namedPorts
    .filter((port) => port.name === name && port.protocol === protocol)
    .map((port) => port.port);
}

function isOf(wanted: Protocol | "any", protocol: Protocol): boolean {
  return wanted === "any" || wanted === protocol;
}

function matchPort(match: PortMatch, towards: Towards, destination: End): Tri {
  switch (match.type) {
    case "unreadable":
      return "no";
    case "range":
      return match.protocol === towards.protocol && match.first <= towards.port && towards.port <= match.last
        ? "yes"
        : "no";
    case "named":
      return isOf(match.protocol, towards.protocol) &&
        namedPortNumbers(match.name, towards.protocol, destination).includes(towards.port)
        ? "yes"
        : "no";
    case "icmp":
      return towards.protocol === "ICMP" ? "yes" : "no";
  }
}

/**
 * No list of ports means every port of every protocol, ICMP included. What a rule with ports means for ICMP
 * NetworkPolicy leaves open, so it is unknown.
 * @param icmp of the rule: the API says that ICMP needs an entry of its own.
 */
export function matchPorts(
  ports: readonly PortMatch[] | undefined,
  towards: Towards,
  destination: End,
  icmp?: Rule["icmp"],
): Tri {
  if (!ports) return "yes";
  if (towards.protocol === "ICMP" && icmp === undefined) return "unknown";
  return ports.some((match) => matchPort(match, towards, destination) === "yes") ? "yes" : "no";
}

/** Ports at which the meaning of these matches may change, for one protocol at one destination. */
export function portCuts(
  ports: readonly PortMatch[] | undefined,
  protocol: Protocol,
  destination: End,
): number[] {
  return (ports ?? []).flatMap((match) => {
    if (match.type === "unreadable" || match.type === "icmp" || !isOf(match.protocol, protocol)) return [];
    if (match.type === "range") return [match.first, match.last + 1];
    return namedPortNumbers(match.name, protocol, destination).flatMap((port) => [port, port + 1]);
  });
}

/** `TCP 9080`, `UDP 30000-32767`, `TCP port http`, `all TCP ports`. */
export function portText(match: PortMatch): string {
  if (match.type === "unreadable") return `a port entry with the unknown field ${match.field}`;
  if (match.type === "icmp") return "ICMP";
  if (match.type === "named" && match.protocol === "any") return `port ${match.name}`;
  if (match.type === "named") return `${match.protocol} port ${match.name}`;
  if (match.first === match.last) return `${match.protocol} ${match.first}`;
  return match.first === 0 && match.last === lastPort
    ? `all ${match.protocol} ports`
    : `${match.protocol} ${match.first}-${match.last}`;
}

export function towardsText(towards: Towards): string {
  return towards.protocol === "ICMP" ? "ICMP" : `${towards.protocol} ${towards.port}`;
}
