import { familyOf } from "../../model/protocol.ts";
import { cidrContains, cidrHolds, parseAddress, parseCidr, type Cidr } from "../numbers/cidr.ts";
import type { NextHop, PortRange, Route, RouteType, RoutingRule } from "../seen/routes.ts";

/** The packet, as far as routing asks. */
export interface RoutedPacket {
  readonly destination: string;
  readonly source?: string;
  /** Undefined for packets made here. */
  readonly deviceIn?: string;
  /** 0 where it is not given. `unknown`: rules gave it one that cannot be told. */
  readonly mark?: number | "unknown";
  /** The IP protocol's number. Rules that ask for it, or for ports, are undecided where the packet's are not known. */
  readonly protocol?: number;
  readonly sourcePort?: number;
  readonly destinationPort?: number;
}

/** Which way the tables send a packet. */
export type RouteLookup = {
  /** Rules passed over or followed without certainty: they ask for things not known here. */
  readonly undecided: readonly RoutingRule[];
} & (
  | {
      readonly result: "forward" | "local" | "broadcast";
      readonly route: Route;
      /** Usable ways out; several for ECMP, where the kernel picks by a hash. */
      readonly nextHops: readonly NextHop[];
    }
  | {
      readonly result: "refused";
      readonly type: "blackhole" | "unreachable" | "prohibit";
      /** Undefined when a rule, not a route, refuses. */
      readonly route?: Route;
    }
  | { readonly result: "no-route" }
);

/** What the kernel has when nobody changed policy routing. */
export const defaultRules: readonly RoutingRule[] = [
  { priority: 0, table: "local" },
  { priority: 32766, table: "main" },
  { priority: 32767, table: "default" },
].map(({ priority, table }) => ({
  priority,
  inverted: false,
  otherSelectors: [],
  action: { kind: "table" as const, table },
}));

/**
 * Follows the rules in order of priority and takes the longest prefix of each table (ties: the lowest
 * metric), as the kernel does. A rule that also asks for what is not known here (user ids, the mark, ports) is
 * passed over and listed in `undecided`.
 */
export function lookupRoute(
  routes: readonly Route[],
  rules: readonly RoutingRule[],
  packet: RoutedPacket,
): RouteLookup {
  const ordered = [...rules].sort((a, b) => a.priority - b.priority);
  const undecided: RoutingRule[] = [];
  let from = 0;
  for (const rule of ordered) {
    if (rule.priority < from) continue;
    const fits = matches(rule, packet);
    if (fits === false) continue;
    if (fits === undefined) {
      undecided.push(rule);
      continue;
    }
    const { action } = rule;
    if (action.kind === "goto") from = action.priority;
    if (action.kind === "refuse") return { undecided, result: "refused", type: action.type };
    if (action.kind !== "table") continue;
    const route = longestPrefix(routes, action.table, packet.destination, action.suppressPrefixLength);
    const outcome = route && outcomeOf(route);
    if (outcome) return { undecided, ...outcome };
  }
  return { undecided, result: "no-route" };
}

/** Every route of a table that covers an address, longest prefix first. */
export function routesTo(routes: readonly Route[], ip: string, table = "main"): readonly Route[] {
  return covering(routes, table, ip).map(({ route }) => route);
}

function longestPrefix(
  routes: readonly Route[],
  table: string,
  destination: string,
  suppress = -1,
): Route | undefined {
  const found = covering(routes, table, destination).find(({ route }) => isUsable(route));
  return found && found.length > suppress ? found.route : undefined;
}

/** Ranges that were read before: a table is asked for hundreds of packets. */
const ranges = new WeakMap<Route, Cidr>();

function rangeOf(route: Route): Cidr | undefined {
  const known = ranges.get(route);
  if (known) return known;
  const range = parseCidr(route.destination);
  if (range) ranges.set(route, range);
  return range;
}

function covering(routes: readonly Route[], table: string, ip: string): { route: Route; length: number }[] {
  const family = familyOf(ip);
  const address = parseAddress(ip);
  if (!address) return [];
  return routes
    .flatMap((route) => {
      if (route.table !== table || route.family !== family) return [];
      const range = rangeOf(route);
      return range && cidrHolds(range, address) ? [{ route, length: range.length }] : [];
    })
    .sort((a, b) => b.length - a.length || a.route.metric - b.route.metric);
}

const withoutNextHop: ReadonlySet<RouteType> = new Set(["blackhole", "unreachable", "prohibit", "throw"]);

function isUsable(route: Route): boolean {
  return withoutNextHop.has(route.type) || usable(route.nextHops).length > 0;
}

function usable(hops: readonly NextHop[]): readonly NextHop[] {
  return hops.filter((hop) => !hop.flags.includes("dead"));
}

/** Undefined for `throw`, which sends the search to the next rule, and for kinds a unicast packet never takes. */
function outcomeOf(route: Route) {
  const nextHops = usable(route.nextHops);
  switch (route.type) {
    case "unicast":
      return { result: "forward" as const, route, nextHops };
    case "local":
    case "anycast":
      return { result: "local" as const, route, nextHops };
    case "broadcast":
      return { result: "broadcast" as const, route, nextHops };
    case "blackhole":
    case "unreachable":
    case "prohibit":
      return { result: "refused" as const, type: route.type, route };
    default:
      return undefined;
  }
}

/** Undefined where the rule asks for what is not known of the packet, and all else fits. */
function matches(rule: RoutingRule, packet: RoutedPacket): boolean | undefined {
  const asked: readonly (boolean | undefined)[] = [
    within(rule.from, packet.source),
    within(rule.to, packet.destination),
    rule.deviceIn === undefined || rule.deviceIn === packet.deviceIn,
    // A rule with an outgoing device is for sockets bound to it; routed packets have none yet.
    rule.deviceOut === undefined,
    marked(rule.mark, packet),
    rule.ipProtocol === undefined || same(rule.ipProtocol, packet.protocol),
    inside(rule.destinationPorts, packet.destinationPort),
    inside(rule.sourcePorts, packet.sourcePort),
    rule.otherSelectors.length === 0 ? true : undefined,
  ];
  if (asked.includes(false)) return rule.inverted;
  return asked.includes(undefined) ? undefined : !rule.inverted;
}

function marked(mark: RoutingRule["mark"], packet: RoutedPacket): boolean | undefined {
  if (mark === undefined) return true;
  const own = packet.mark ?? 0;
  return own === "unknown" ? undefined : (own & mark.mask) >>> 0 === mark.value;
}

function same(asked: number, own: number | undefined): boolean | undefined {
  return own === undefined ? undefined : asked === own;
}

function inside(range: PortRange | undefined, port: number | undefined): boolean | undefined {
  if (range === undefined) return true;
  return port === undefined ? undefined : range.first <= port && port <= range.last;
}

function within(range: string | undefined, ip: string | undefined): boolean {
  if (range === undefined) return true;
  const cidr = parseCidr(range);
  return ip !== undefined && cidr !== undefined && cidrContains(cidr, ip);
}
