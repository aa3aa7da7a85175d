import type { Flow } from "../model/flow.ts";
import type { Place } from "../model/place.ts";
import { deviceWith } from "../netstack/addresses.ts";
import { nodeEndOf } from "../netstack/links.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { linkAt, stackAt, type Stack } from "./stack.ts";

/**
 * The interface by which the source pod's packets enter its node, as its veth tells: the bridge that has the node's
 * end, or the end itself. The route to the pod usually tells the same, but goes when the interface goes down.
 */
export function wireDevice(
  flow: Flow,
  place: Place | undefined,
  node: Stack,
  evidence: EvidenceIndex,
): string | undefined {
  if (!place || node.links.notSeen) return undefined;
  const pod = stackAt(evidence, place, flow.family);
  if (pod.addresses.notSeen) return undefined;
  const inside = linkAt(pod, deviceWith(pod.addresses.seen, flow.sourceIP)?.device);
  const outside = inside && nodeEndOf(inside, node.links.seen);
  return outside?.master ?? outside?.name;
}
