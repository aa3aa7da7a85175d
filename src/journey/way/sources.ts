import { nodeOf } from "../../model/endpoint.ts";
import type { ArrivesAs, AskedAddress, Flow } from "../../model/flow.ts";
import type { Packet } from "../../model/hop.ts";
import { sourceFor } from "../../netstack/kernel/source-address.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { routeGet } from "../../probes/state/route-get.ts";
import { sourceAfter, type OnNode, type SourceAfter } from "../rules/masquerade.ts";
import { hasOwnNetns, nodePlace, placeOf } from "../machine/places.ts";
import { deviceOutOf, routeAt, stackAt } from "../machine/stack.ts";
import { wireDevice } from "../machine/wire.ts";

/**
 * The same flows with the source addresses that are on the wire, as far as routes and rules were seen: the one that the
 * kernel picks for a node's own packets, and the one that the target sees behind masquerading. Applied twice it changes
 * nothing.
 */
export function withSources(flows: readonly Flow[], evidence: EvidenceIndex): readonly Flow[] {
  return flows.map((flow) => {
    if (flow.destinationIP === "") return flow;
    const sourceIP = kernelsPick(flow, flow.destinationIP, evidence);
    if (sourceIP === undefined) return flow;
    const sent = { ...flow, sourceIP };
    const node = nodeOf(flow.from) ?? "";
    const arrivesAs = arrivalOf(afterItsNode(sent, evidence), sourceIP, node);
    return withArrivalAsked(arrivesAs ? { ...sent, arrivesAs } : sent, evidence);
  });
}

function arrivalOf(after: SourceAfter | undefined, sent: string, node: string): ArrivesAs | undefined {
  if (after?.is === "kept") return { ip: sent };
  if (after?.is !== "translated") return undefined;
  return { ip: after.ip, masqueradedBy: { node, ...(after.rule ? { rule: after.rule.text } : {}) } };
}

/** With the source address that the target sees of a pod's packets to the address asked, as far as the rules of both nodes tell. */
function withArrivalAsked(flow: Flow, evidence: EvidenceIndex): Flow {
  const address = flow.asked?.address;
  if (!flow.asked || !address || !hasOwnNetns(flow.from)) return flow;
  const arrivesAs = throughAddress(flow, address, evidence);
  return arrivesAs ? { ...flow, asked: { ...flow.asked, address: { ...address, arrivesAs } } } : flow;
}

function throughAddress(flow: Flow, asked: AskedAddress, evidence: EvidenceIndex): ArrivesAs | undefined {
  const { ip, port, node } = asked;
  const towards = flow.destinationIP;
  const sending = onItsNode(
    { ...flow, to: { type: "external", ips: [ip] }, destinationIP: ip, port },
    evidence,
  );
  if (!sending || node === undefined) return undefined;
  if (sending.node === node)
    return arrivalOf(sourceAfter({ ...sending, towards }, evidence), flow.sourceIP, node);
  const first = arrivalOf(sourceAfter(sending, evidence), flow.sourceIP, sending.node);
  if (!first) return undefined;
  const packet = { ...sending.packet, source: first.ip };
  const deviceIn = deviceOutOf(
    routeAt(stackAt(evidence, nodePlace(node), flow.family), { destination: first.ip }),
  );
  if (deviceIn === undefined) return undefined;
  const next = arrivalOf(sourceAfter({ node, packet, deviceIn, towards }, evidence), first.ip, node);
  return next?.masqueradedBy || !next ? next : first;
}

/**
 * The address that a packet of this flow is sent with. The kernel picks a node's by the route to the destination, often a
 * tunnel's; a pod has its own. Undefined where the node's routes were not seen.
 */
function kernelsPick(flow: Flow, destination: string, evidence: EvidenceIndex): string | undefined {
  const place = placeOf(flow.from);
  if (hasOwnNetns(flow.from) || flow.from.type === "external") return flow.sourceIP;
  const node = nodeOf(flow.from);
  if (node === undefined || node === "") return undefined;
  const asked = place && evidence.see(routeGet, place, "standing", destination).seen;
  if (asked?.result === "route" && asked.source !== undefined) return asked.source;
  const stack = stackAt(evidence, nodePlace(node), flow.family);
  const lookup = routeAt(stack, { destination });
  if (lookup.notSeen || stack.addresses.notSeen || lookup.seen.undecided.length > 0) return undefined;
  return sourceFor(lookup.seen, stack.addresses.seen, destination, flow.family);
}

/** The address that the flow's packets are sent with: as seen, else as the API gives it. */
export function sendingAddress(flow: Flow, evidence: EvidenceIndex): string {
  return kernelsPick(flow, flow.destinationIP, evidence) ?? flow.sourceIP;
}

/** The address they have when they arrive. */
export function arrivingAddress({ sourceIP, arrivesAs }: Flow): string {
  return arrivesAs?.ip ?? sourceIP;
}

function afterItsNode(flow: Flow, evidence: EvidenceIndex): ReturnType<typeof sourceAfter> | undefined {
  const onNode = onItsNode(flow, evidence);
  return onNode && sourceAfter(onNode, evidence);
}

/** The flow's packet where its node translates it; undefined where it comes from outside. */
export function onItsNode(flow: Flow, evidence: EvidenceIndex): OnNode | undefined {
  const node = nodeOf(flow.from);
  if (node === undefined || node === "") return undefined;
  const packet: Packet = {
    family: flow.family,
    protocol: flow.protocol,
    source: flow.sourceIP,
    destination: flow.destinationIP,
    port: flow.port,
  };
  if (!hasOwnNetns(flow.from)) return { node, packet };
  const stack = stackAt(evidence, nodePlace(node), flow.family);
  const deviceIn =
    deviceOutOf(routeAt(stack, { destination: flow.sourceIP })) ??
    wireDevice(flow, placeOf(flow.from), stack, evidence);
  return deviceIn === undefined ? undefined : { node, packet, deviceIn };
}

/** An address that a packet has as its source somewhere on its way. */
export interface SourceOnTheWay {
  readonly ip: string;
  /** Given by a node in the place of its own: its port may be another one as well. */
  readonly masqueraded: boolean;
}

/** The addresses of a packet to the flow's Service that nobody translates: it goes where the Service's address leads. */
export function sourcesUntranslated(
  flow: Flow,
  { ip, port }: { readonly ip: string; readonly port: number },
  evidence: EvidenceIndex,
): readonly SourceOnTheWay[] {
  return sourcesOnTheWay({ ...flow, to: { type: "external", ips: [ip] }, destinationIP: ip, port }, evidence);
}

/** The addresses a packet may have as its source somewhere on its way: its own, and the one masquerading gives it. */
export function sourcesOnTheWay(flow: Flow, evidence: EvidenceIndex): readonly SourceOnTheWay[] {
  const own = sendingAddress(flow, evidence);
  const after = afterItsNode({ ...flow, sourceIP: own }, evidence);
  const other = after?.is === "translated" ? after.ip : after?.is === "unknown" ? guess(flow, evidence) : own;
  return [
    { ip: own, masqueraded: false },
    ...(other === undefined || other === own ? [] : [{ ip: other, masqueraded: true }]),
  ];
}

/** Where rules do not tell: what a pod sends to somewhere outside its node may leave with the node's address. */
function guess(flow: Flow, evidence: EvidenceIndex): string | undefined {
  const node = nodeOf(flow.from);
  if (node === undefined || !hasOwnNetns(flow.from) || hasOwnNetns(flow.to)) return undefined;
  const stack = stackAt(evidence, nodePlace(node), flow.family);
  const lookup = routeAt(stack, { destination: flow.destinationIP });
  if (lookup.notSeen || stack.addresses.notSeen) return undefined;
  return sourceFor(lookup.seen, stack.addresses.seen, flow.destinationIP, flow.family);
}
