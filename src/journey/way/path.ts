import { nodeOf, type Endpoint } from "../../model/endpoint.ts";
import { askedAddress, entersAtNode, type Flow } from "../../model/flow.ts";
import type { Hop, Packet } from "../../model/hop.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { hasOwnNetns, placeOf } from "../machine/places.ts";
import { routeAt, stackAt } from "../machine/stack.ts";
import { arriving, socketHop } from "./arriving.ts";
import { leaving } from "./leaving.ts";
import { asAsked, serviceHop } from "./service-hop.ts";
import { arrivingAddress, sendingAddress } from "./sources.ts";

/**
 * The way a new packet of this flow would take, hop by hop, "as if it had passed" every firewall: from the
 * routes, links and forwarding entries seen at rest, or as far as they were seen.
 */
export function walkPath(flow: Flow, evidence: EvidenceIndex): readonly Hop[] {
  return evidence.derive(walkPath, flow.id, () => walk(flow, evidence));
}

function walk(flow: Flow, evidence: EvidenceIndex): readonly Hop[] {
  const packet: Packet = {
    family: flow.family,
    protocol: flow.protocol,
    source: sendingAddress(flow, evidence),
    destination: flow.destinationIP,
    port: flow.port,
  };
  const sourceNode = nodeOf(flow.from);
  const targetNode = nodeOf(flow.to);
  const hops: Hop[] = [{ kind: "asking", name: "names and objects", packet: asAsked(flow, packet) }];
  // A name without an address leads nowhere: there is no packet to follow.
  if (flow.destinationIP === "" || waits(flow.from)) return hops;
  if (staysInside(flow, packet, evidence)) return [...hops, socketHop(flow, packet, { deviceIn: "lo" })];
  if (sourceNode !== undefined) hops.push(...leaving(flow, packet, sourceNode, targetNode, evidence));
  else hops.push(...fromOutside(flow, packet));
  // Without an address of this family the source sends nothing.
  if (packet.source === "") return hops.filter(({ kind }) => kind === "asking" || kind === "source");
  const arrived = { ...packet, source: arrivingAddress(flow) };
  if (targetNode !== undefined)
    hops.push(...arriving(flow, packet, arrived, sourceNode, targetNode, evidence));
  return hops;
}

/** A pod that has no address at all does not run yet: it is nowhere that a packet could leave from. */
export function waits(end: Endpoint): boolean {
  return end.type === "pod" && end.ips.length === 0;
}

/** What a pod sends straight to an address of its own is handed back to it by its own loopback interface, and never leaves it. */
function staysInside(flow: Flow, packet: Packet, evidence: EvidenceIndex): boolean {
  const { from, to } = flow;
  if (!hasOwnNetns(from) || from.type !== "pod" || to.type !== "pod" || askedAddress(flow)) return false;
  if (from.namespace !== to.namespace || from.name !== to.name) return false;
  const place = placeOf(from);
  const { destination, source } = packet;
  return (
    place !== undefined &&
    routeAt(stackAt(evidence, place, flow.family), { destination, source }).seen?.result === "local"
  );
}

/** What comes from outside to an address that every node translates is translated by whichever it enters. */
function fromOutside(flow: Flow, packet: Packet): Hop[] {
  const service = entersAtNode(flow) ? undefined : serviceHop(flow, packet, undefined);
  return service && askedAddress(flow) ? [service] : [];
}
