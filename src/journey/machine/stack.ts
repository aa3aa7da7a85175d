import type { Sight } from "../../model/evidence.ts";
import type { Place } from "../../model/place.ts";
import type { IpFamily } from "../../model/protocol.ts";
import type { Address } from "../../netstack/seen/addresses.ts";
import type { FdbEntry } from "../../netstack/seen/fdb.ts";
import { linkByName, type Link } from "../../netstack/seen/links.ts";
import type { Neighbour } from "../../netstack/seen/neighbours.ts";
import { lookupRoute, type RoutedPacket, type RouteLookup } from "../../netstack/kernel/route-lookup.ts";
import type { Route, RoutingRule } from "../../netstack/seen/routes.ts";
import { addresses } from "../../probes/state/addresses.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { fdb } from "../../probes/state/fdb.ts";
import { links } from "../../probes/state/links.ts";
import { neighbours } from "../../probes/state/neighbours.ts";
import { routes4, routes6 } from "../../probes/state/routes.ts";
import { routingRules4, routingRules6 } from "../../probes/state/routing-rules.ts";

/** One network namespace as it was seen at rest; each part may be missing with a reason. */
export interface Stack {
  readonly links: Sight<readonly Link[]>;
  readonly addresses: Sight<readonly Address[]>;
  readonly routes: Sight<readonly Route[]>;
  readonly rules: Sight<readonly RoutingRule[]>;
  readonly neighbours: Sight<readonly Neighbour[]>;
  readonly fdb: Sight<readonly FdbEntry[]>;
}

/** What was seen of a place, for one address family. */
export function stackAt(evidence: EvidenceIndex, place: Place, family: IpFamily): Stack {
  return {
    links: evidence.see(links, place),
    addresses: evidence.see(addresses, place),
    routes: evidence.see(family === 4 ? routes4 : routes6, place),
    rules: evidence.see(family === 4 ? routingRules4 : routingRules6, place),
    neighbours: evidence.see(neighbours, place),
    fdb: evidence.see(fdb, place),
  };
}

/** The kernel's routing decision for a packet here. */
export function routeAt(stack: Stack, packet: RoutedPacket): Sight<RouteLookup> {
  if (stack.routes.notSeen) return { notSeen: stack.routes.notSeen };
  if (stack.rules.notSeen) return { notSeen: stack.rules.notSeen };
  return { seen: lookupRoute(stack.routes.seen, stack.rules.seen, packet) };
}

/** The interface a routed packet leaves by: the first of several for ECMP; undefined when it goes nowhere. */
export function deviceOutOf(lookup: Sight<RouteLookup>): string | undefined {
  if (lookup.notSeen || lookup.seen.result !== "forward") return undefined;
  return lookup.seen.nextHops[0]?.device;
}

/** What the hop list tells of it: `route via eth0 (10.0.0.1)`, `delivered here`; undefined where routes were not seen. */
export function describeRoute(lookup: Sight<RouteLookup>, device: string | undefined): string | undefined {
  if (lookup.notSeen) return undefined;
  switch (lookup.seen.result) {
    case "forward": {
      const gateway = gatewayOf(lookup);
      return `route via ${device ?? "?"}${gateway === undefined ? "" : ` (${gateway})`}`;
    }
    case "local":
      return "delivered here";
    case "broadcast":
      return "a broadcast address";
    case "refused":
      return `${lookup.seen.type} route`;
    case "no-route":
      return "no route";
  }
}

/** The gateway a routed packet is handed to; undefined when the destination is on the link. */
export function gatewayOf(lookup: Sight<RouteLookup>): string | undefined {
  if (lookup.notSeen || lookup.seen.result !== "forward") return undefined;
  return lookup.seen.nextHops[0]?.gateway;
}

export function linkAt(stack: Stack, name: string | undefined): Link | undefined {
  return name === undefined || stack.links.notSeen ? undefined : linkByName(stack.links.seen, name);
}
