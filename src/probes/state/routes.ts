import { z } from "zod";
import type { CommandOutput } from "../../model/evidence.ts";
import { defineProbe, Unreadable } from "../../model/probe.ts";
import { familyOf } from "../../model/protocol.ts";
import { parseCidr } from "../../netstack/numbers/cidr.ts";
import type { NextHop, Route, RouteType } from "../../netstack/seen/routes.ts";
import { reading } from "../text/limits.ts";
import { jsonOf, listOf } from "../text/reading.ts";

const Via = z.looseObject({ host: z.string() });

const RouteObject = z.looseObject({
  type: z.string().optional(),
  dst: z.string(),
  gateway: z.string().optional(),
  via: Via.optional(),
  dev: z.string().optional(),
  table: z.string().optional(),
  protocol: z.string().optional(),
  scope: z.string().optional(),
  metric: z.number().optional(),
  prefsrc: z.string().optional(),
  flags: z.array(z.string()).default([]),
  metrics: z.array(z.looseObject({ mtu: z.number().optional() })).optional(),
  nexthops: z
    .array(
      z.looseObject({
        gateway: z.string().optional(),
        via: Via.optional(),
        dev: z.string().optional(),
        weight: z.number().default(1),
        flags: z.array(z.string()).default([]),
      }),
    )
    .optional(),
});
type RouteObject = z.infer<typeof RouteObject>;

export const routes4 = defineProbe<readonly Route[]>({
  name: "routes-v4",
  why: "Reads every IPv4 route of every table, to follow the packet as the kernel would.",
  at: "both",
  tool: "ip",
  command: () => reading(["ip", "-4", "-j", "route", "show", "table", "all"], 4096),
  parse: (output) => parseRoutes(output, 4),
});

export const routes6 = defineProbe<readonly Route[]>({
  name: "routes-v6",
  why: "Reads every IPv6 route of every table, to follow the packet as the kernel would.",
  at: "both",
  tool: "ip",
  command: () => reading(["ip", "-6", "-j", "route", "show", "table", "all"], 4096),
  parse: (output) => parseRoutes(output, 6),
});

function parseRoutes(output: CommandOutput, family: 4 | 6): readonly Route[] {
  return jsonOf(output, listOf(RouteObject))
    .filter(({ dst, gateway }) => belongsTo(family, dst === "default" ? gateway : dst))
    .map((route) => routeOf(route, family));
}

/** Without -4 or -6, `ip route show table all` mixes both families. */
function belongsTo(family: 4 | 6, address: string | undefined): boolean {
  return address === undefined || familyOf(address) === family;
}

function routeOf(route: RouteObject, family: 4 | 6): Route {
  const mtu = route.metrics?.find((metric) => metric.mtu !== undefined)?.mtu;
  return {
    // Without `type` it is unicast, without `table` it stands in main: iproute2 leaves out what is usual.
    type: typeOf(route.type ?? "unicast"),
    family,
    destination: destinationOf(route.dst, family),
    table: route.table ?? "main",
    nextHops: nextHopsOf(route),
    metric: route.metric ?? 0,
    ...(route.protocol !== undefined && { protocol: route.protocol }),
    ...(route.scope !== undefined && { scope: route.scope }),
    ...(route.prefsrc !== undefined && { preferredSource: route.prefsrc }),
    ...(mtu !== undefined && { mtu }),
  };
}

function nextHopsOf(route: RouteObject): readonly NextHop[] {
  const type = route.type ?? "unicast";
  // IPv6 lists refusing routes with "dev lo"; nothing leaves through it.
  if (type === "blackhole" || type === "unreachable" || type === "prohibit" || type === "throw") return [];
  const hops = route.nexthops ?? [{ ...route, weight: 1 }];
  return hops.flatMap(({ dev, gateway, via, weight, flags }) => {
    const through = gateway ?? via?.host;
    return dev === undefined
      ? []
      : [{ device: dev, weight, flags, ...(through !== undefined && { gateway: through }) }];
  });
}

function destinationOf(text: string, family: 4 | 6): string {
  if (text === "default") return family === 6 ? "::/0" : "0.0.0.0/0";
  const cidr = parseCidr(text);
  if (!cidr) throw new Unreadable(`not a route's destination: ${text}`);
  return text.includes("/") ? text : `${text}/${cidr.length}`;
}

const types: ReadonlyMap<string, RouteType> = new Map(
  (
    [
      "unicast",
      "local",
      "broadcast",
      "multicast",
      "anycast",
      "blackhole",
      "unreachable",
      "prohibit",
      "throw",
      "nat",
    ] as const
  ).map((type) => [type, type]),
);

function typeOf(text: string): RouteType {
  return types.get(text) ?? "unknown";
}
