import { describeEndpoint, nodeOf } from "../../model/endpoint.ts";
import { entersAtNode, type Flow } from "../../model/flow.ts";
import type { Hop, Packet } from "../../model/hop.ts";
import { tunnelsOf } from "../../netstack/seen/tunnels.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { hasOwnNetns, nodePlace, placeOf } from "../machine/places.ts";
import { describeRoute, deviceOutOf, routeAt, stackAt, type Stack } from "../machine/stack.ts";
import { tunnelEndOf } from "../machine/tunnel-end.ts";
import { routedAt } from "./routed.ts";
import { serviceHop } from "./service-hop.ts";
import { setOff, type SetOff } from "./set-off.ts";

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
  const own = hasOwnNetns(flow.to);
  const sentOff = sourceNode === undefined ? undefined : setOff(flow, sent, sourceNode, evidence);
  const deviceIn = sourceNode === node ? undefined : arrivalDevice(sentOff, packet, stack);
  const lookup =
    sourceNode === node
      ? routeAt(stack, { destination: flow.destinationIP })
      : routedAt({ place: nodePlace(node), packet, deviceIn, answers: false }, evidence);
  const hostSide = own ? deviceOutOf(lookup) : undefined;
  if (sourceNode !== node) {
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
  const leave = routedAt(
    { place: nodePlace(node), packet: back, deviceIn: hostSide, answers: true },
    evidence,
  );
  const hops = [replyHop(node, hostSide, leave)];
  if (sourceNode !== undefined && sourceNode !== node) {
    const there = stackAt(evidence, nodePlace(sourceNode), flow.family);
    const towards = arrivalDevice({ stack, deviceIn: hostSide, lookup: leave }, back, there);
    const home = { ...back, destination: sent.source };
    const arrive = routedAt(
      { place: nodePlace(sourceNode), packet: home, deviceIn: towards, answers: true },
      evidence,
    );
    hops.push(replyHop(sourceNode, towards, arrive));
  }
  return hops;
}

/**
 * The interface the inner packet comes out of on the receiver's node: the tunnel of the same kind and number as
 * the one it went into, else the interface towards the sender.
 */
function arrivalDevice(sent: SetOff | undefined, packet: Packet, receiver: Stack): string | undefined {
  const tunnel = sent && tunnelEndOf(sent.stack, sent.lookup, packet.destination)?.seen?.tunnel;
  if (tunnel && !receiver.links.notSeen) {
    const twin = tunnelsOf(receiver.links.seen).find(
      ({ encapsulation, id }) => encapsulation === tunnel.encapsulation && id === tunnel.id,
    );
    if (twin) return twin.device;
  }
  return deviceOutOf(routeAt(receiver, { destination: packet.source }));
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
