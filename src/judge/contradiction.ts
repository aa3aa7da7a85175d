/** Packets that were seen to do otherwise than a stop foretells: then what was read does not tell the kernel's whole mind. */
import type { Foretold, Scene } from "../faults/define-fault.ts";
import { nodeOf } from "../model/endpoint.ts";
import { isInPod, type GateName } from "../gates/order.ts";
import { lostNone } from "../journey/packets/attempts.ts";
import { passages } from "../journey/hops/passage.ts";
import { leftThePod } from "../journey/services/service-traffic.ts";
import { sentAt } from "./sent-at.ts";

/** Whether what was seen of the packets at this hop speaks against what a stop of that gate there foretells of them. */
export function contradicts(foretells: Foretold, gate: GateName, scene: Scene): boolean {
  switch (foretells) {
    // Where it stops all packets none comes through: neither to the other end, nor past this hop, nor out of the pod.
    case "stops":
    case "loses":
      return (sentAt(scene)?.answered ?? 0) > 0 || wentOn(gate, scene) || cameOut(gate, scene);
    // They leave this hop to die elsewhere.
    case "diverts":
      return lostNone(sentAt(scene));
    // Which packets it stops the gate itself accounts for: those of one size, say, that nobody sent.
    case "stops-some":
    case "unoffered":
    case "admits":
    case "spoils":
    case "narrows":
    case "hides":
      return false;
  }
}

function cameOut(gate: GateName, { hop, flow, evidence }: Scene): boolean {
  return hop.kind === "service" && isInPod(gate) && leftThePod(flow, evidence);
}

function wentOn(gate: GateName, { hop, path, flow, evidence }: Scene): boolean {
  if (hop.kind === "asking" || hop.kind === "service") return false;
  // Answers are watched up to the source's own wire: its pod is behind that, and nobody sees them go on in it.
  if (hop.kind === "reply" && isInPod(gate) && hop.node === nodeOf(flow.from)) return false;
  return passages(flow, path, evidence)[path.indexOf(hop)]?.mark === "passed";
}
