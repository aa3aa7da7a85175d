/** Whether a flow's destination port is one a rule speaks of. */
import type { Protocol } from "../../model/protocol.ts";
import { either } from "../bounded.ts";
import { holds, union, type Interval, type Intervals } from "../intervals.ts";
import { kept } from "../kept.ts";
import type { End } from "./ends.ts";
import { lastPort, type PortMatch, type Rule, type Traffic } from "../normal-form.ts";
import { opaquePorts } from "./requests.ts";
import { endpointPorts } from "./services.ts";
import { everyOf, negate, someHolds, type Tri } from "../tri.ts";

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
  // Not of a hostNetwork pod either: what policies see of it is its node.
  if (destination.onHost) return [];
  return destination.namedPorts
    .filter((port) => port.name === name && port.protocol === protocol)
    .map((port) => port.port);
}

/** A list of ports by how each is found, so that a list of thousands is not walked for one port. */
interface PortList {
  readonly ranges: ReadonlyMap<Protocol, Intervals>;
  /** Names of container ports, with the protocols they are asked of. */
  readonly names: ReadonlyMap<string, ReadonlySet<Protocol | "any">>;
  readonly icmp: boolean;
  readonly traffic: readonly Traffic[];
}

const listOf = kept((ports: readonly PortMatch[]): PortList => {
  const ranges = new Map<Protocol, Interval[]>();
  const names = new Map<string, Set<Protocol | "any">>();
  const traffic: Traffic[] = [];
  let icmp = false;
  for (const port of ports)
    switch (port.type) {
      case "range":
        put(ranges, port.protocol, port);
        break;
      case "named":
        names.set(port.name, (names.get(port.name) ?? new Set()).add(port.protocol));
        break;
      case "icmp":
        icmp = true;
        break;
      case "traffic":
        traffic.push(port);
        break;
      case "unreadable":
        break;
    }
  return {
    ranges: new Map([...ranges].map(([protocol, all]) => [protocol, union(all)])),
    names,
    icmp,
    traffic,
  };
});

function put(ranges: Map<Protocol, Interval[]>, protocol: Protocol, range: Interval): void {
  const held = ranges.get(protocol);
  if (held) held.push(range);
  else ranges.set(protocol, [range]);
}

/** The numbers that names of a list have on this pod. */
function namedNumbers({ names }: PortList, protocol: Protocol, destination: End): number[] {
  // As with `namedPortNumbers`, none on a node's network.
  if (names.size === 0 || destination.onHost) return [];
  return destination.namedPorts
    .filter((port) => {
      const asked = names.get(port.name);
      return port.protocol === protocol && (asked?.has(protocol) === true || asked?.has("any") === true);
    })
    .map(({ port }) => port);
}

/** Alternatives. */
function matchList(ports: readonly PortMatch[], towards: Towards, destination: End): Tri {
  const list = listOf(ports);
  const { protocol, port } = towards;
  if (list.icmp && protocol === "ICMP") return "yes";
  if (holds(list.ranges.get(protocol) ?? [], port)) return "yes";
  if (namedNumbers(list, protocol, destination).includes(port)) return "yes";
  return someHolds(list.traffic, (one) => matchTraffic(one, towards, destination));
}

/** A ping's first message: type 8, in IPv6 type 128. */
const echoRequest = { 4: 8, 6: 128 } as const;

function matchEcho(icmp: NonNullable<Traffic["icmp"]>, destination: End): Tri {
  // An end without an address yet is taken for one of the first family a cluster has.
  const family = destination.address?.kind() === "ipv6" ? 6 : 4;
  const type = echoRequest[family];
  return (icmp.family === undefined || icmp.family === family) &&
    (icmp.types?.includes(type) ?? true) &&
    icmp.notTypes?.includes(type) !== true
    ? "yes"
    : "no";
}

function matchTraffic(match: Traffic, towards: Towards, destination: End): Tri {
  if (!match.protocols.includes(towards.protocol)) return "no";
  const anyOf = (ports: readonly PortMatch[]): Tri => matchList(ports, towards, destination);
  const endpoints = match.service && endpointPorts(match.service, destination);
  return everyOf([
    match.ports ? anyOf(match.ports) : "yes",
    match.notPorts ? negate(anyOf(match.notPorts)) : "yes",
    match.icmp && towards.protocol === "ICMP" ? matchEcho(match.icmp, destination) : "yes",
    match.service && !endpoints ? "unknown" : "yes",
    endpoints?.some(({ protocol, port }) => protocol === towards.protocol && port === towards.port) === false
      ? "no"
      : "yes",
  ]);
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
  return matchList(ports, towards, destination);
}

/** Ports at which the meaning of these matches may change. */
function portCuts(ports: readonly PortMatch[] | undefined, protocol: Protocol, destination: End): number[] {
  if (!ports) return [];
  const list = listOf(ports);
  const around = (port: number): number[] => [port, port + 1];
  return [
    ...(list.ranges.get(protocol) ?? []).flatMap(({ first, last }) => [first, last + 1]),
    ...namedNumbers(list, protocol, destination).flatMap(around),
    ...list.traffic.flatMap((match) => [
      ...portCuts(match.ports, protocol, destination),
      ...portCuts(match.notPorts, protocol, destination),
      ...((match.service && endpointPorts(match.service, destination)) ?? [])
        .filter((endpoint) => endpoint.protocol === protocol)
        .flatMap(({ port }) => around(port)),
    ]),
  ];
}

/** Ports at which the rule may change its mind, for one protocol at one destination. */
export function ruleCuts(rule: Rule, protocol: Protocol, destination: End): number[] {
  const opaque = rule.onTcpPort && protocol === "TCP" ? [...opaquePorts(destination).keys()] : [];
  return [...portCuts(rule.ports, protocol, destination), ...opaque.flatMap((port) => [port, port + 1])];
}

/** `TCP 9080`, `UDP 30000-32767`, `TCP port http`, `all TCP ports`. */
export function portText(match: PortMatch): string {
  if (match.type === "unreadable") return `a port entry with the unknown field ${match.field}`;
  if (match.type === "icmp") return "ICMP";
  if (match.type === "traffic") return trafficText(match);
  if (match.type === "named" && match.protocol === "any") return `port ${match.name}`;
  if (match.type === "named") return `${match.protocol} port ${match.name}`;
  if (match.first === match.last) return `${match.protocol} ${match.first}`;
  return match.first === 0 && match.last === lastPort
    ? `all ${match.protocol} ports`
    : `${match.protocol} ${match.first}-${match.last}`;
}

function trafficText({ protocols, ports, notPorts, icmp, service }: Traffic): string {
  const numbers = (list: readonly PortMatch[]): string => either([...new Set(list.map(portText))]);
  const types = icmp?.types ? ` type ${icmp.types.join(", ")}` : "";
  const notTypes = icmp?.notTypes ? ` other than type ${icmp.notTypes.join(", ")}` : "";
  const what = ports
    ? numbers(ports)
    : `${protocols.length === 0 ? "another protocol" : protocols.join(", ")}${types}${notTypes}`;
  const of = service ? `the ports of Service ${service.namespace}/${service.name}` : what;
  return notPorts ? `${of} but not ${numbers(notPorts)}` : of;
}

export function towardsText(towards: Towards): string {
  return towards.protocol === "ICMP" ? "ICMP" : `${towards.protocol} ${towards.port}`;
}
