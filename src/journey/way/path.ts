import { describeEndpoint, nodeOf, type Endpoint } from "../../model/endpoint.ts";
import { askedAddress, entersAtNode, type Flow } from "../../model/flow.ts";
import type { Hop, Packet } from "../../model/hop.ts";
import { addressesOf } from "../../netstack/seen/addresses.ts";
import { tunnelsOf } from "../../netstack/seen/tunnels.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { hasOwnNetns, nodePlace, placeOf } from "../machine/places.ts";
import { deviceOutOf, gatewayOf, routeAt, stackAt, type Stack } from "../machine/stack.ts";
import { arrivingAddress, sendingAddress } from "./sources.ts";
import { tunnelEndOf, type TunnelEnd } from "../machine/tunnel-end.ts";
import { wireDevice } from "../machine/wire.ts";

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

function asAsked(flow: Flow, packet: Packet): Packet {
  const asked = askedAddress(flow);
  return asked === undefined ? packet : { ...packet, destination: asked.ip, port: asked.port };
}

/** What comes from outside to an address that every node translates is translated by whichever it enters. */
function fromOutside(flow: Flow, packet: Packet): Hop[] {
  const service = entersAtNode(flow) ? undefined : serviceHop(flow, packet, undefined);
  return service && askedAddress(flow) ? [service] : [];
}

/** Where the Service is chosen from; without an address of its own it translates nothing. */
function serviceHop(flow: Flow, packet: Packet, node: string | undefined): Hop | undefined {
  const asked = askedAddress(flow);
  const { service, behind } = flow;
  if (behind !== undefined || (!service && asked?.kind !== "hostPort")) return undefined;
  const name = service ? `Service ${service.namespace}/${service.name}` : `host port ${asked?.port ?? ""}`;
  const at = node === undefined ? {} : { node, place: nodePlace(node) };
  if (entersAtNode(flow))
    return {
      kind: "service",
      name,
      ...at,
      packet,
      ...(service ? { decision: `NodePort ${flow.port} → port ${service.port} of the Service` } : {}),
    };
  return {
    kind: "service",
    name,
    ...at,
    packet: asAsked(flow, packet),
    decision:
      asked === undefined
        ? `no address of its own: port ${service?.port ?? flow.port} stays ${service?.port ?? flow.port}`
        : `${asked.ip}:${asked.port} → ${flow.destinationIP}:${flow.port}`,
  };
}

function leaving(
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
    const device = own ? deviceOutOf(routeAt(stackAt(evidence, place, flow.family), packet)) : undefined;
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
  const deviceIn = own
    ? (deviceOutOf(routeAt(stack, { destination: flow.sourceIP })) ??
      wireDevice(flow, place, stack, evidence))
    : undefined;
  const lookup = routeAt(stack, {
    destination: flow.destinationIP,
    source: flow.sourceIP,
    ...(deviceIn === undefined ? {} : { deviceIn }),
  });
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

function describeRoute(lookup: ReturnType<typeof routeAt>, device: string | undefined): string | undefined {
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

function arriving(
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
  hops.push(translated ?? { kind: "socket", name, node, ...at, packet });
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
