/** Answers that came from inside the source's own pod. */
import type { Flow } from "../../model/flow.ts";
import type { Hop } from "../../model/hop.ts";
import { sameAddress } from "../../netstack/numbers/cidr.ts";
import { capture } from "../../probes/capture/capture.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { attemptsOf } from "./attempts.ts";
import { crossingsAt } from "./crossings.ts";
import { nodePlace } from "../machine/places.ts";

/**
 * Whether all connections were answered though none of them left the pod: its own nat rules hand every connection to a proxy in
 * the pod (a mesh's sidecar), which accepts whatever the target does. Told only where the node knows the pod's wire and missed no
 * packet; a pod that talks to itself never uses its wire.
 */
export function answeredWithin(flow: Flow, path: readonly Hop[], evidence: EvidenceIndex): boolean {
  return evidence.derive(answeredWithin, flow.id, () => {
    const { from, to, destinationIP, protocol } = flow;
    if (from.type !== "pod" || from.hostNetwork || protocol !== "TCP" || from.node === "") return false;
    if (to.type === "pod" && to.namespace === from.namespace && to.name === from.name) return false;
    if (/^127\.|^::1$/.test(destinationIP) || from.ips.some((ip) => sameAddress(ip, destinationIP)))
      return false;
    const attempts = attemptsOf(evidence, flow).seen;
    if (!attempts || attempts.sent === 0 || attempts.answered < attempts.sent) return false;
    if (path.find(({ kind }) => kind === "node-out")?.deviceIn === undefined) return false;
    if (evidence.see(capture, nodePlace(from.node), "window").seen?.complete !== true) return false;
    // Not on its wire, nor anywhere else on the node: some wires hand packets on without showing them.
    const seen = crossingsAt(evidence, from.node, flow).seen;
    return seen?.every(({ probes, answers, resets }) => probes + answers + resets === 0) === true;
  });
}
