import { nodeOf } from "../model/endpoint.ts";
import type { Flow } from "../model/flow.ts";
import { addressesOf } from "../netstack/addresses.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { hasOwnNetns, nodePlace } from "./places.ts";
import { deviceOutOf, routeAt, stackAt } from "./stack.ts";

/**
 * The address a packet of this flow leaves with. A node sends with the address of the interface it sends by, often
 * a tunnel's, unless the route prefers another; a pod sends with its own.
 */
export function sendingAddress(flow: Flow, evidence: EvidenceIndex): string {
  const node = nodeOf(flow.from);
  if (node === undefined || hasOwnNetns(flow.from)) return flow.sourceIP;
  const stack = stackAt(evidence, nodePlace(node), flow.family);
  const lookup = routeAt(stack, { destination: flow.destinationIP });
  const preferred = lookup.seen?.result === "forward" ? lookup.seen.route.preferredSource : undefined;
  if (preferred !== undefined) return preferred;
  const device = deviceOutOf(lookup);
  if (device === undefined || stack.addresses.notSeen) return flow.sourceIP;
  const own = addressesOf(stack.addresses.seen, device).filter(({ family }) => family === flow.family);
  return own[0]?.ip ?? flow.sourceIP;
}

/** The addresses a packet may have as its source somewhere on its way: its own, and the node's when it leaves the cluster masqueraded. */
export function sourcesOnTheWay(
  flow: Flow,
  evidence: EvidenceIndex,
): readonly { readonly ip: string; readonly masqueraded: boolean }[] {
  const own = sendingAddress(flow, evidence);
  const node = nodeOf(flow.from);
  if (flow.to.type !== "external" || node === undefined || !hasOwnNetns(flow.from))
    return [{ ip: own, masqueraded: false }];
  const stack = stackAt(evidence, nodePlace(node), flow.family);
  const device = deviceOutOf(routeAt(stack, { destination: flow.destinationIP }));
  const outside =
    device === undefined || stack.addresses.notSeen
      ? undefined
      : addressesOf(stack.addresses.seen, device).find(({ family }) => family === flow.family)?.ip;
  return [
    { ip: own, masqueraded: false },
    ...(outside === undefined || outside === own ? [] : [{ ip: outside, masqueraded: true }]),
  ];
}
