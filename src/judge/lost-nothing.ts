import type { Foretold, Scene } from "../faults/define-fault.ts";
import { isInPod, type GateName } from "../gates/order.ts";
import { nodeOf } from "../model/endpoint.ts";
import { lostNone } from "../journey/packets/attempts.ts";
import { missedIn, passages } from "../journey/hops/passage.ts";
import { serviceTraffic } from "../journey/services/service-traffic.ts";
import { sentAt } from "./sent-at.ts";

/**
 * Whether no packet is missed that such a gate at this hop might have stopped: then it does not matter that nobody could look at it.
 * That some came through says nothing of those that did not.
 */
export function lostNothing(foretells: Foretold, gate: GateName, scene: Scene): boolean {
  switch (foretells) {
    case "stops":
    case "loses":
      return lostNone(sentAt(scene)) || allWentOn(gate, scene);
    // They leave this hop to die elsewhere.
    case "diverts":
      return lostNone(sentAt(scene));
    // Packets of another size, from another port, of another client may fare otherwise.
    case "stops-some":
    case "unoffered":
    case "admits":
    case "spoils":
    case "narrows":
    case "hides":
      return false;
  }
}

/** Whether all packets that came to the hop were seen to go on from it, or further on. */
function allWentOn(gate: GateName, scene: Scene): boolean {
  const { hop, path, flow, evidence } = scene;
  const { sent = 0, answered = 0 } = sentAt(scene) ?? {};
  if (hop.kind === "asking" || sent === 0) return false;
  if (hop.kind === "service")
    return isInPod(gate) && (serviceTraffic(flow, evidence, []).seen?.entered ?? 0) >= sent;
  const ledger = passages(flow, path, evidence);
  const index = path.indexOf(hop);
  const passage = ledger[index];
  // Answers are watched up to the source's own wire: whether they went on in its pod, only the sender tells.
  if (hop.kind === "reply" && isInPod(gate) && hop.node === nodeOf(flow.from))
    return (passage?.out ?? 0) > 0 && (passage?.out ?? 0) <= answered;
  if (passage?.mark !== "passed") return false;
  if ((passage.in ?? 0) > 0 && missedIn(passage) === 0) return true;
  // Those that wait for the next machine's MAC address have left the hop, and die at the next.
  if (ledger[index + 1]?.silent) return true;
  const came = passage.in ?? sent;
  return ledger.some(
    (later, at) =>
      at > index &&
      (path[at]?.kind === "reply") === (hop.kind === "reply") &&
      Math.max(later.in ?? 0, later.out ?? 0) >= came,
  );
}
