/** What the tables of a hop's node say of the packet that crosses it: its route, the route back, the tunnels there and back. */
import { nodeOf } from "../../model/endpoint.ts";
import type { Sight } from "../../model/evidence.ts";
import type { Flow } from "../../model/flow.ts";
import type { Hop } from "../../model/hop.ts";
import { routesTo, type RouteLookup } from "../../netstack/kernel/route-lookup.ts";
import type { Route } from "../../netstack/seen/routes.ts";
import { tunnelsOf } from "../../netstack/seen/tunnels.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { hasOwnNetns, nodePlace } from "../machine/places.ts";
import { routeAt, stackAt } from "../machine/stack.ts";
import { tunnelEndOf, type TunnelEnd } from "../machine/tunnel-end.ts";
import { walkPath } from "./path.ts";
import { routedAt } from "./routed.ts";
import { arrivingAddress, sendingAddress } from "./sources.ts";

/** The kernel's routing decision at the hop's place for the hop's packet. */
export function routeHere(
  { place, name, packet, deviceIn, kind, node }: Hop,
  evidence: EvidenceIndex,
): Sight<RouteLookup> {
  if (node !== undefined && (kind === "node-out" || kind === "node-in" || kind === "reply"))
    return routedAt({ place: nodePlace(node), packet, deviceIn, answers: kind === "reply" }, evidence);
  if (!place) return { notSeen: { why: "no-pod", detail: `nowhere to stand at ${name}`, next: "none" } };
  return routeAt(stackAt(evidence, place, packet.family), {
    destination: packet.destination,
    source: packet.source,
    ...(deviceIn === undefined ? {} : { deviceIn }),
  });
}

/** Every route of the main table that covers the hop's destination, the one that is taken first. */
export function routesHere({ place, name, packet }: Hop, evidence: EvidenceIndex): Sight<readonly Route[]> {
  if (!place) return { notSeen: { why: "no-pod", detail: `nowhere to stand at ${name}`, next: "none" } };
  const { routes } = stackAt(evidence, place, packet.family);
  return routes.notSeen ? routes : { seen: routesTo(routes.seen, packet.destination) };
}

/** The route the hop's node would take back to where the packet came from: what rp_filter compares with. */
export function routeBack({ node, packet }: Hop, evidence: EvidenceIndex): Sight<RouteLookup> {
  if (node === undefined) return { notSeen: { why: "no-pod", detail: "no node here", next: "none" } };
  return routeAt(stackAt(evidence, nodePlace(node), packet.family), { destination: packet.source });
}

/** The tunnel the packet goes into on its sender's node, an answer on the target's; `undefined` when it goes into none. */
export function tunnelThere(hop: Hop, flow: Flow, evidence: EvidenceIndex): Sight<TunnelEnd | undefined> {
  return hop.kind === "reply" ? fromTarget(flow, evidence) : fromSource(flow, evidence);
}

/** The tunnel of the other direction. */
export function tunnelBack(hop: Hop, flow: Flow, evidence: EvidenceIndex): Sight<TunnelEnd | undefined> {
  return hop.kind === "reply" ? fromSource(flow, evidence) : fromTarget(flow, evidence);
}

function fromSource(flow: Flow, evidence: EvidenceIndex): Sight<TunnelEnd | undefined> {
  const node = nodeOf(flow.from);
  return (
    tunnelOnTheWay(node, "node-out", flow, evidence) ??
    tunnelFrom(node, flow.destinationIP, sendingAddress(flow, evidence), flow, evidence)
  );
}

/**
 * For a node that sends with the address of its network card, the tunnel through which the target's node reaches the
 * addresses of its tunnels: that is the way between the pods of both.
 */
function fromTarget(flow: Flow, evidence: EvidenceIndex): Sight<TunnelEnd | undefined> {
  const from = nodeOf(flow.from);
  const to = nodeOf(flow.to);
  const straight =
    tunnelOnTheWay(to, "reply", flow, evidence) ??
    tunnelFrom(to, arrivingAddress(flow), flow.destinationIP, flow, evidence);
  if (straight.notSeen || straight.seen || from === undefined || hasOwnNetns(flow.from)) return straight;
  const { links, addresses } = stackAt(evidence, nodePlace(from), flow.family);
  const tunnels = tunnelsOf(links.seen ?? []).map(({ device }) => device);
  for (const { device, ip, family } of addresses.seen ?? []) {
    if (family !== flow.family || !tunnels.includes(device)) continue;
    const { seen } = tunnelFrom(to, ip, flow.destinationIP, flow, evidence);
    if (seen) return { seen };
  }
  return straight;
}

/** As the node routes what it sends at that hop of the way; undefined where the way has none. */
function tunnelOnTheWay(
  node: string | undefined,
  kind: "node-out" | "reply",
  flow: Flow,
  evidence: EvidenceIndex,
): Sight<TunnelEnd | undefined> | undefined {
  const hop = walkPath(flow, evidence).find((one) => one.kind === kind && one.node === node);
  if (!hop || node === undefined) return undefined;
  const lookup = routeHere(hop, evidence);
  if (lookup.notSeen) return { notSeen: lookup.notSeen };
  const stack = stackAt(evidence, nodePlace(node), flow.family);
  return tunnelEndOf(stack, lookup, hop.packet.destination) ?? { seen: undefined };
}

function tunnelFrom(
  node: string | undefined,
  destination: string,
  source: string,
  { family }: Flow,
  evidence: EvidenceIndex,
): Sight<TunnelEnd | undefined> {
  if (node === undefined) return { seen: undefined };
  const stack = stackAt(evidence, nodePlace(node), family);
  const lookup = routeAt(stack, { destination, source });
  if (lookup.notSeen) return { notSeen: lookup.notSeen };
  return tunnelEndOf(stack, lookup, destination) ?? { seen: undefined };
}
