import type { Flow } from "../../model/flow.ts";
import { sameAddress } from "../../netstack/numbers/cidr.ts";
import { unansweredQuestions } from "../../netstack/seen/captured.ts";
import { isUnresolved, neighbourFor, type Neighbour } from "../../netstack/seen/neighbours.ts";
import { capture } from "../../probes/capture/capture.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { neighbours } from "../../probes/state/neighbours.ts";
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

/**
 * Whether the node does not know the MAC address of a next machine, and asked for it in vain while the packets travelled: its
 * question was seen and no answer, or the kernel gave up, or asks still. With an address that is known, packets leave while it is
 * asked for anew.
 */
export function asksInVain(node: string, next: NextHop, evidence: EvidenceIndex): boolean {
  const place = nodePlace(node);
  const entryIn = (round: "standing" | "grid"): Neighbour | undefined =>
    neighbourFor(evidence.see(neighbours, place, round).seen ?? [], next.device, next.ip);
  const [before, after] = [entryIn("standing"), entryIn("grid")];
  if ((before && !isUnresolved(before)) || (after && !isUnresolved(after))) return false;
  const packets = evidence.see(capture, place, "window").seen?.packets ?? [];
  const question = unansweredQuestions(packets).some(
    ({ asksFor, device }) => device === next.device && asksFor !== undefined && sameAddress(asksFor, next.ip),
  );
  return question || (before !== undefined && after !== undefined);
}
