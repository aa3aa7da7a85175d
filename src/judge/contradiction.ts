/** What was seen of the packets at a hop, held against what a stop there foretells of them. */
import type { Foretold, Scene } from "../faults/define-fault.ts";
import { isInPod, type GateName } from "../gates/order.ts";
import { nodeOf } from "../model/endpoint.ts";
import { missedIn, passages } from "../journey/hops/passage.ts";
import { attemptsOf, lostNone, type Attempts } from "../journey/packets/attempts.ts";
import { leftThePod, serviceAttempts, serviceTraffic } from "../journey/services/service-traffic.ts";

/** Whether packets were seen to do otherwise than it foretells: then what was read does not tell the kernel's whole mind. */
export function contradicts(foretells: Foretold, gate: GateName, scene: Scene): boolean {
  switch (deniedBy(foretells)) {
    // Where it stops all packets none comes through: neither to the other end, nor past this hop, nor out of the pod.
    case "one here":
      return (sentAt(scene)?.answered ?? 0) > 0 || wentOn(gate, scene) || cameOut(gate, scene);
    case "all answered":
      return lostNone(sentAt(scene));
    case "none":
      return false;
  }
}

/**
 * Whether no packet is missed that such a gate at this hop might have stopped: then it does not matter that nobody could look at it.
 * That some came through says nothing of those that did not.
 */
export function lostNothing(foretells: Foretold, gate: GateName, scene: Scene): boolean {
  switch (deniedBy(foretells)) {
    case "one here":
      return lostNone(sentAt(scene)) || allWentOn(gate, scene);
    case "all answered":
      return lostNone(sentAt(scene));
    case "none":
      return false;
  }
}

/** What packets have to do to deny a stop: one comes through at its hop, all are answered, or there is nothing that does. */
function deniedBy(foretells: Foretold): "one here" | "all answered" | "none" {
  switch (foretells) {
    case "stops":
    case "loses":
      return "one here";
    // They leave this hop to die elsewhere.
    case "diverts":
      return "all answered";
    // Packets of another size, from another port, of another client may fare otherwise: the gate itself accounts for those it stops.
    case "stops-some":
    case "unoffered":
    case "admits":
    case "spoils":
    case "narrows":
    case "hides":
      return "none";
  }
}

/** The packets that are sent at a hop: to the Service's own address where that is asked, none where a name is looked up. */
function sentAt({ hop, flow, evidence }: Scene): Attempts | undefined {
  if (hop.kind === "asking") return undefined;
  return (hop.kind === "service" ? serviceAttempts(flow, evidence) : attemptsOf(evidence, flow)).seen;
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
