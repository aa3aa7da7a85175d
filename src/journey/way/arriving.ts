import { describeEndpoint, nodeOf } from "../../model/endpoint.ts";
import { entersAtNode, type Flow } from "../../model/flow.ts";
import type { Hop, Packet } from "../../model/hop.ts";
import { tunnelsOf } from "../../netstack/seen/tunnels.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { hasOwnNetns, nodePlace, placeOf } from "../machine/places.ts";
import { describeRoute, deviceOutOf, routeAt, stackAt, type Stack } from "../machine/stack.ts";
import { tunnelEndOf } from "../machine/tunnel-end.ts";
import { serviceHop } from "./service-hop.ts";

/** In at the target's node, to its socket, and the answer's way back. */
export function arriving(
  flow: Flow,
  sent: Packet,
  packet: Packet,
  sourceNode: string | undefined,
  node: string,
  evidence: EvidenceIndex,
): Hop[] {
  const hops: Hop[] = [];
  const stack = stackAt(evidence, nodePlace(node), flow.family);
  const lookup = routeAt(stack, { destination: flow.destinationIP });
  const own = hasOwnNetns(flow.to);
  const hostSide = own ? deviceOutOf(lookup) : undefined;
  if (sourceNode !== node) {
    const sender =
      sourceNode === undefined ? undefined : stackAt(evidence, nodePlace(sourceNode), flow.family);
    const deviceIn = arrivalDevice({ from: packet.source, to: flow.destinationIP }, sender, stack);
    const decision = describeRoute(lookup, hostSide);
    hops.push({
      kind: "node-in",
      name: node,
      node,
      place: nodePlace(node),
      packet,
      ...(deviceIn === undefined ? {} : { deviceIn }),
      ...(hostSide === undefined ? {} : { deviceOut: hostSide }),
      ...(decision === undefined ? {} : { decision }),
    });
  }
  const place = placeOf(flow.to);
  const name = describeEndpoint(flow.to);
  const at = place ? { place } : {};
  if (own)
    hops.push({
      kind: "pod-in",
      name,
      node,
      ...at,
      packet,
      ...(hostSide === undefined ? {} : { deviceIn: hostSide }),
    });
  // A node that translates sends on: no socket of its own is asked.
  const translated = entersAtNode(flow) ? serviceHop(flow, packet, node) : undefined;
  hops.push(translated ?? socketHop(flow, packet));
  hops.push(...comingBack(flow, sent, packet, sourceNode, node, stack, hostSide, evidence));
  return hops;
}

/** The answer's way: out of the target's node, and in again on the source's, which undoes its masquerading first. */
function comingBack(
  flow: Flow,
  sent: Packet,
  packet: Packet,
  sourceNode: string | undefined,
  node: string,
  stack: Stack,
  hostSide: string | undefined,
  evidence: EvidenceIndex,
): Hop[] {
  const back: Packet = { ...packet, source: packet.destination, destination: packet.source };
  const replyHop = (at: string, deviceIn: string | undefined, lookup: ReturnType<typeof routeAt>): Hop => {
    const deviceOut = deviceOutOf(lookup);
    const decision = describeRoute(lookup, deviceOut);
    return {
      kind: "reply",
      name: `${at}, way back`,
      node: at,
      place: nodePlace(at),
      packet: back,
      ...(deviceIn === undefined ? {} : { deviceIn }),
      ...(deviceOut === undefined ? {} : { deviceOut }),
      ...(decision === undefined ? {} : { decision }),
    };
  };
  const leave = routeAt(stack, { destination: packet.source, source: flow.destinationIP });
  const hops = [replyHop(node, hostSide, leave)];
  if (sourceNode !== undefined && sourceNode !== node) {
    const there = stackAt(evidence, nodePlace(sourceNode), flow.family);
    const answers = { from: flow.destinationIP, to: packet.source };
    const towards = arrivalDevice(answers, stack, there);
    hops.push(replyHop(sourceNode, towards, routeAt(there, { destination: sent.source })));
  }
  return hops;
}

/**
 * The interface the inner packet comes out of on the receiver's node: the tunnel of the same kind and number as
 * the one it went into, else the interface towards the sender.
 */
function arrivalDevice(
  { from, to }: { readonly from: string; readonly to: string },
  sender: Stack | undefined,
  receiver: Stack,
): string | undefined {
  const sent = sender && tunnelEndOf(sender, routeAt(sender, { destination: to, source: from }), to);
  const tunnel = sent?.seen?.tunnel;
  if (tunnel && !receiver.links.notSeen) {
    const twin = tunnelsOf(receiver.links.seen).find(
      ({ encapsulation, id }) => encapsulation === tunnel.encapsulation && id === tunnel.id,
    );
    if (twin) return twin.device;
  }
  return deviceOutOf(routeAt(receiver, { destination: from }));
}

/** Whoever waits for the packet: a program of the target's. */
export function socketHop(flow: Flow, packet: Packet, at: Pick<Hop, "deviceIn"> = {}): Hop {
  const place = placeOf(flow.to);
  const node = nodeOf(flow.to);
  return {
    kind: "socket",
    name: describeEndpoint(flow.to),
    ...(node === undefined ? {} : { node }),
    ...(place ? { place } : {}),
    packet,
    ...at,
  };
}
