/** What a route does with a packet that matches. */
export type RouteType =
  | "unicast"
  | "local"
  | "broadcast"
  | "multicast"
  | "anycast"
  | "blackhole"
  | "unreachable"
  | "prohibit"
  | "throw"
  | "nat"
  | "unknown";

/** One way out. */
export interface NextHop {
  readonly device: string;
  /** Absent when the destination is on the link itself. May be IPv6 for an IPv4 route. */
  readonly gateway?: string;
  readonly weight: number;
  /** `onlink`: the gateway need not be in a subnet of the device. `dead`, `linkdown`: not usable. */
  readonly flags: readonly string[];
}

/** A route as `ip -j route show table all` shows it. */
export interface Route {
  readonly type: RouteType;
  readonly family: 4 | 6;
  /** `10.244.1.0/24`; a single address with full length; the default route as `0.0.0.0/0` or `::/0`. */
  readonly destination: string;
  /** A name (`main`, `local`) or a number, as text. */
  readonly table: string;
  /** None for blackhole and its kin; several for ECMP. */
  readonly nextHops: readonly NextHop[];
  readonly protocol?: string;
  readonly scope?: string;
  readonly metric: number;
  readonly preferredSource?: string;
  readonly mtu?: number;
}

/** Ports from the first to the last one. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** A policy-routing rule, as `ip -j rule` shows it. */
export interface RoutingRule {
  readonly priority: number;
  readonly from?: string;
  readonly to?: string;
  readonly inverted: boolean;
  readonly mark?: { readonly value: number; readonly mask: number };
  readonly deviceIn?: string;
  readonly deviceOut?: string;
  /** `ipproto tcp`, as the number 6. */
  readonly ipProtocol?: number;
  /** `dport 8000-8080`, both ends included. */
  readonly destinationPorts?: PortRange;
  readonly sourcePorts?: PortRange;
  /** Selectors that are not decided here (user ids, L3 domains), by their names. */
  readonly otherSelectors: readonly string[];
  readonly action:
    | { readonly kind: "table"; readonly table: string; readonly suppressPrefixLength?: number }
    | { readonly kind: "goto"; readonly priority: number }
    | { readonly kind: "nop" }
    | { readonly kind: "refuse"; readonly type: "blackhole" | "unreachable" | "prohibit" };
}

/** One line, as `ip route` words it: `blackhole 10.96.0.0/16 proto bird`. */
export function routeText({ type, destination, nextHops, table, protocol, metric }: Route): string {
  const words = [
    ...(type === "unicast" ? [] : [type]),
    /^(0\.0\.0\.0|::)\/0$/.test(destination) ? "default" : destination,
    ...nextHops.flatMap(({ gateway, device }) => [
      ...(gateway === undefined ? [] : ["via", gateway]),
      "dev",
      device,
    ]),
    ...(table === "main" || table === "local" ? [] : ["table", table]),
    ...(protocol === undefined ? [] : ["proto", protocol]),
    ...(metric === 0 ? [] : ["metric", String(metric)]),
  ];
  return words.join(" ");
}
