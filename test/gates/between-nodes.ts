/** Two nodes and the way between them, as small as the gates between nodes need it. */
import type { Address } from "../../src/netstack/seen/addresses.ts";
import type { FdbEntry } from "../../src/netstack/seen/fdb.ts";
import type { Link } from "../../src/netstack/seen/links.ts";
import type { Neighbour } from "../../src/netstack/seen/neighbours.ts";
import { defaultRules } from "../../src/netstack/kernel/route-lookup.ts";
import type { Route } from "../../src/netstack/seen/routes.ts";
import type { Leg } from "../../src/journey/way/leg.ts";
import { routeAt, type Stack } from "../../src/journey/machine/stack.ts";
import { tunnelEndOf } from "../../src/journey/machine/tunnel-end.ts";

export function link(name: string, mac: string, more: Partial<Link> = {}): Link {
  const up = { up: true, carrier: true, operstate: "UP", flags: ["UP", "LOWER_UP"] };
  return { index: 2, name, mac, mtu: 1500, ...up, ...more };
}

export function vxlan(mac: string, tunnel: { readonly id?: number; readonly port?: number } = {}): Link {
  return link("vxlan.calico", mac, { kind: "vxlan", mtu: 1450, tunnel: { id: 4096, port: 4789, ...tunnel } });
}

export function address(device: string, ip: string): Address {
  const family = ip.includes(":") ? 6 : 4;
  return {
    device,
    deviceIndex: 2,
    family,
    ip,
    prefixLength: 24,
    scope: "global",
    tentative: false,
    duplicate: false,
  };
}

export function neighbour(
  ip: string,
  device: string,
  mac: string | undefined,
  state = "REACHABLE",
): Neighbour {
  return { ip, device, state: [state], ...(mac === undefined ? {} : { mac }) };
}

export function route(
  destination: string,
  device: string,
  gateway?: string,
  more: Partial<Route> = {},
): Route {
  return {
    type: "unicast",
    family: destination.includes(":") ? 6 : 4,
    destination,
    table: "main",
    metric: 0,
    nextHops: [{ device, weight: 1, flags: [], ...(gateway === undefined ? {} : { gateway }) }],
    ...more,
  };
}

export interface NodeParts {
  readonly links?: readonly Link[];
  readonly addresses?: readonly Address[];
  readonly routes?: readonly Route[];
  readonly neighbours?: readonly Neighbour[];
  readonly fdb?: readonly FdbEntry[];
}

export function node(parts: NodeParts): Stack {
  return {
    links: { seen: parts.links ?? [] },
    addresses: { seen: parts.addresses ?? [] },
    routes: { seen: parts.routes ?? [] },
    rules: { seen: defaultRules },
    neighbours: { seen: parts.neighbours ?? [] },
    fdb: { seen: parts.fdb ?? [] },
  };
}

/** A node that could not be looked at. */
export const unseen: Stack = {
  links: { notSeen: { why: "node-unreachable", detail: "the node did not answer", next: "look there" } },
  addresses: { notSeen: { why: "node-unreachable", detail: "the node did not answer", next: "look there" } },
  routes: { notSeen: { why: "node-unreachable", detail: "the node did not answer", next: "look there" } },
  rules: { notSeen: { why: "node-unreachable", detail: "the node did not answer", next: "look there" } },
  neighbours: { notSeen: { why: "node-unreachable", detail: "the node did not answer", next: "look there" } },
  fdb: { notSeen: { why: "node-unreachable", detail: "the node did not answer", next: "look there" } },
};

/** The packets' way from node2 to an address on node3. */
export function way(atSender: Stack, atReceiver: Stack, destination: string): Leg {
  const lookup = routeAt(atSender, { destination });
  return {
    answers: false,
    sender: "node2",
    receiver: "node3",
    family: 4,
    source: "192.168.0.12",
    destination,
    lookup,
    tunnel: tunnelEndOf(atSender, lookup, destination) ?? { seen: undefined },
    atSender,
    atReceiver,
  };
}
