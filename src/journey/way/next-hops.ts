import type { Flow } from "../../model/flow.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { nodePlace } from "../machine/places.ts";
import { arrivingAddress, sendingAddress } from "./sources.ts";
import { deviceOutOf, gatewayOf, routeAt, stackAt } from "../machine/stack.ts";
import { tunnelEndOf } from "../machine/tunnel-end.ts";

/** A machine that must answer ARP or NDP before anything can be handed to it. */
export interface NextHop {
  readonly ip: string;
  readonly device: string;
}

/** Whom a node hands this flow's packets and answers to: gateways, other nodes, its own pods. */
export function nextHopsFrom(node: string, flow: Flow, evidence: EvidenceIndex): readonly NextHop[] {
  const towards = [flow.destinationIP, sendingAddress(flow, evidence), arrivingAddress(flow)];
  return [...new Set(towards)].flatMap((ip) => nextHopTo(ip, node, flow, evidence) ?? []);
}

/** Whom a node hands a packet for an address to; below a tunnel, the packet around it. */
export function nextHopTo(
  ip: string,
  node: string,
  flow: Flow,
  evidence: EvidenceIndex,
): NextHop | undefined {
  const stack = stackAt(evidence, nodePlace(node), flow.family);
  const inner = routeAt(stack, { destination: ip });
  const tunnel = tunnelEndOf(stack, inner, ip);
  const remote = tunnel?.seen?.remote;
  if (tunnel && remote === undefined) return undefined;
  const lookup = remote === undefined ? inner : routeAt(stack, { destination: remote });
  const device = deviceOutOf(lookup);
  return device === undefined ? undefined : { ip: gatewayOf(lookup) ?? remote ?? ip, device };
}
