import type { Sight } from "../../model/evidence.ts";
import { vxlanDestinations } from "../../netstack/seen/fdb.ts";
import { neighbourFor, type Neighbour } from "../../netstack/seen/neighbours.ts";
import type { RouteLookup } from "../../netstack/kernel/route-lookup.ts";
import { tunnelOf, type Tunnel } from "../../netstack/seen/tunnels.ts";
import { deviceOutOf, gatewayOf, linkAt, type Stack } from "./stack.ts";

/** A tunnel a packet goes into, and the node address its outer packet is sent to. */
export interface TunnelEnd {
  readonly tunnel: Tunnel;
  /** Undefined when a table that says it has no entry. `why` tells which. */
  readonly remote?: string;
  readonly why?: string;
  /** Where the address of the far end was read: a forwarding entry, a route, the device itself. */
  readonly from?: string;
  /** The far end's address inside the tunnel, as the route names it. */
  readonly nextHop?: string;
  /** Its neighbour entry: which MAC address the frame inside gets. */
  readonly entry?: Neighbour;
}

/**
 * Which node a tunnel device sends this packet to: for VXLAN the MAC of the gateway (or destination) and its
 * forwarding entry, for IPIP and GRE the gateway itself or the device's fixed remote. Undefined when the packet
 * does not go into a tunnel; a table that was not read makes it `notSeen`.
 */
export function tunnelEndOf(
  stack: Stack,
  lookup: Sight<RouteLookup>,
  destination: string,
): Sight<TunnelEnd> | undefined {
  const device = deviceOutOf(lookup);
  if (device === undefined) return undefined;
  // Of an interface that was not read nobody knows whether it is a tunnel.
  if (stack.links.notSeen) return { notSeen: stack.links.notSeen };
  const link = linkAt(stack, device);
  const tunnel = link && tunnelOf(link);
  if (!tunnel) return undefined;
  if (tunnel.remote !== undefined)
    return { seen: { tunnel, remote: tunnel.remote, from: `${device} has a fixed remote` } };
  const nextHop = gatewayOf(lookup) ?? destination;
  if (tunnel.encapsulation === "ipip" || tunnel.encapsulation === "gre" || tunnel.encapsulation === "sit")
    return { seen: { tunnel, remote: nextHop, nextHop, from: `route via ${nextHop}` } };
  if (tunnel.external || (tunnel.encapsulation !== "vxlan" && tunnel.encapsulation !== "geneve"))
    return { seen: { tunnel, why: `${device} takes its far end per packet; it cannot be read from tables` } };
  if (stack.neighbours.notSeen) return { notSeen: stack.neighbours.notSeen };
  if (stack.fdb.notSeen) return { notSeen: stack.fdb.notSeen };
  const entry = neighbourFor(stack.neighbours.seen, device, nextHop);
  const mac = entry?.mac;
  if (!entry || mac === undefined)
    return { seen: { tunnel, nextHop, why: `no neighbour entry for ${nextHop} on ${device}` } };
  const [remote] = vxlanDestinations(stack.fdb.seen, device, mac);
  if (remote === undefined)
    return { seen: { tunnel, nextHop, entry, why: `no forwarding entry for ${mac} on ${device}` } };
  const from = `forwarding entry ${mac} dev ${device} dst ${remote}`;
  return { seen: { tunnel, nextHop, entry, remote, from } };
}
