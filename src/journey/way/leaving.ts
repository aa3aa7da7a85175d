import { describeEndpoint } from "../../model/endpoint.ts";
import { entersAtNode, type Flow } from "../../model/flow.ts";
import type { Hop, Packet } from "../../model/hop.ts";
import { addressesOf } from "../../netstack/seen/addresses.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { hasOwnNetns, nodePlace, placeOf } from "../machine/places.ts";
import { describeRoute, deviceOutOf, routeAt, stackAt, type Stack } from "../machine/stack.ts";
import { tunnelEndOf, type TunnelEnd } from "../machine/tunnel-end.ts";
import { asAsked, serviceHop } from "./service-hop.ts";
import { setOff } from "./set-off.ts";
import { arrivingAddress } from "./sources.ts";

/** Out of the source, through its node, into a tunnel where routes lead into one, and on the way to the other node. */
export function leaving(
  flow: Flow,
  packet: Packet,
  node: string,
  targetNode: string | undefined,
  evidence: EvidenceIndex,
): Hop[] {
  const hops: Hop[] = [];
  const place = placeOf(flow.from);
  const stack = stackAt(evidence, nodePlace(node), flow.family);
  const own = hasOwnNetns(flow.from);
  if (place) {
    const device = own
      ? deviceOutOf(
          routeAt(stackAt(evidence, place, flow.family), {
            destination: packet.destination,
            source: packet.source,
          }),
        )
      : undefined;
    hops.push({
      kind: "source",
      name: describeEndpoint(flow.from) + (device === undefined ? "" : ` ${device}`),
      node,
      place,
      packet: asAsked(flow, packet),
      ...(device === undefined ? {} : { deviceOut: device }),
    });
  }
  const service = entersAtNode(flow) ? undefined : serviceHop(flow, packet, node);
  if (service) hops.push(service);
  const { deviceIn, lookup } = setOff(flow, packet, node, evidence);
  const deviceOut = deviceOutOf(lookup);
  const decision = describeRoute(lookup, deviceOut);
  hops.push({
    kind: "node-out",
    name: node,
    node,
    place: nodePlace(node),
    packet,
    ...(deviceIn === undefined ? {} : { deviceIn }),
    ...(deviceOut === undefined ? {} : { deviceOut }),
    ...(decision === undefined ? {} : { decision }),
  });
  if (targetNode === node) return hops;
  const tunnel = tunnelEndOf(stack, lookup, flow.destinationIP);
  // Masquerading comes last on a node: what leaves it has the address that it arrives with.
  const arrived = { ...packet, source: arrivingAddress(flow) };
  if (tunnel && !tunnel.notSeen) hops.push(tunnelHop(node, arrived, tunnel.seen));
  hops.push(between(node, targetNode, arrived, stack, tunnel?.seen, deviceOut, evidence));
  return hops;
}

function tunnelHop(node: string, packet: Packet, end: TunnelEnd): Hop {
  const { tunnel, remote, why } = end;
  const label = tunnel.encapsulation.toUpperCase();
  return {
    kind: "tunnel",
    name: `${node} ${tunnel.device}`,
    node,
    place: nodePlace(node),
    deviceIn: tunnel.device,
    packet,
    decision: remote === undefined ? `${label}: ${why ?? "far end unknown"}` : `${label} to ${remote}`,
  };
}

/** Between the nodes. With a tunnel the outer packet's addresses count, and the device below it. */
function between(
  node: string,
  targetNode: string | undefined,
  packet: Packet,
  stack: Stack,
  tunnel: TunnelEnd | undefined,
  deviceOut: string | undefined,
  evidence: EvidenceIndex,
): Hop {
  const remote = tunnel?.remote;
  const outerDevice =
    tunnel === undefined
      ? deviceOut
      : remote === undefined
        ? tunnel.tunnel.below
        : deviceOutOf(routeAt(stack, { destination: remote }));
  const local = tunnel?.tunnel.local ?? addressOn(stack, outerDevice, packet);
  const outer: Packet =
    tunnel === undefined || remote === undefined
      ? packet
      : {
          ...packet,
          protocol: "UDP",
          source: local ?? packet.source,
          destination: remote,
          port: tunnel.tunnel.port ?? 0,
        };
  const deviceIn = targetNode === undefined ? undefined : deviceInAt(targetNode, outer, evidence);
  return {
    kind: "underlay",
    name: targetNode === undefined ? `${node} → outside` : `${node} → ${targetNode}`,
    node,
    place: nodePlace(node),
    packet: outer,
    ...(outerDevice === undefined ? {} : { deviceOut: outerDevice }),
    ...(deviceIn === undefined ? {} : { deviceIn }),
    ...(tunnel === undefined
      ? {}
      : { decision: `MTU ${tunnel.tunnel.mtu} + ${tunnel.tunnel.overhead} bytes of headers` }),
  };
}

function addressOn(stack: Stack, device: string | undefined, packet: Packet): string | undefined {
  if (device === undefined || stack.addresses.notSeen) return undefined;
  return addressesOf(stack.addresses.seen, device).find(({ family }) => family === packet.family)?.ip;
}

/** Where the target node should see the outer packet: the interface it would answer the sender through. */
function deviceInAt(targetNode: string, outer: Packet, evidence: EvidenceIndex): string | undefined {
  const stack = stackAt(evidence, nodePlace(targetNode), outer.family);
  return deviceOutOf(routeAt(stack, { destination: outer.source }));
}
