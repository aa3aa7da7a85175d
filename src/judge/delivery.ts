import { checksumGate } from "../gates/checksums.ts";
import type { Gate, Scene } from "../gates/gate.ts";
import { listenQueueGate } from "../gates/listen-queue.ts";
import { ownRulesGate } from "../gates/own-rules.ts";
import { podNeighbourGate } from "../gates/pod-neighbour.ts";
import { passages } from "../journey/hops/passage.ts";
import { placeOf } from "../journey/machine/places.ts";
import { attemptsOf } from "../journey/packets/attempts.ts";
import { walkPath } from "../journey/way/path.ts";
import type { Flow } from "../model/flow.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import { listenersFor } from "../netstack/seen/sockets.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { listeners } from "../probes/state/sockets.ts";

/** What became of datagrams that nobody answered. */
export type Delivery =
  | { readonly says: "delivered" }
  | { readonly says: "not-delivered" }
  /** They entered the pod; `why`: what behind its interface was not looked at, as the end of a sentence. */
  | { readonly says: "not-known"; readonly why: string };

/** Nothing says that they arrived. */
export const nowhere: Delivery = { says: "not-delivered" };

/**
 * UDP owes no answer. Datagrams that were all seen to enter a pod where a program waits on the port have arrived, if all that stands
 * between the pod's interface and the socket was looked at and lets them pass; whether the program liked them is its own affair.
 */
export function deliveryOf(flow: Flow, snapshot: ClusterSnapshot, evidence: EvidenceIndex): Delivery {
  const main = attemptsOf(evidence, flow).seen;
  if (flow.protocol !== "UDP" || !main || main.sent === 0 || main.answered > 0) return nowhere;
  if ((main.outcomes.silent ?? 0) < main.sent) return nowhere;
  const path = walkPath(flow, evidence);
  const seen = passages(flow, path, evidence);
  // A program whose answers were seen to leave it meant to answer: they were lost.
  if ((seen[path.findIndex(({ kind }) => kind === "reply")]?.in ?? 0) > 0) return nowhere;
  const arrived = seen[path.findIndex(({ kind }) => kind === "pod-in")]?.in;
  const hop = path.find(({ kind }) => kind === "socket");
  const place = placeOf(flow.to);
  const waiting = place && evidence.see(listeners, place).seen;
  if (arrived !== main.sent || !waiting || !hop) return nowhere;
  if (listenersFor(waiting, flow.destinationIP, flow.port, "UDP").serving.length === 0) return nowhere;
  const scene: Scene = { flow, hop, path, snapshot, evidence };
  const inside: readonly Gate<unknown>[] = [
    podNeighbourGate(scene),
    checksumGate(scene),
    ownRulesGate(hop, path, flow, evidence),
    listenQueueGate(place, flow, evidence),
  ];
  if (inside.some(({ says }) => says === "stops" || says === "stops-some")) return nowhere;
  const doubt = inside.find((gate) => gate.says === "not-known");
  return doubt
    ? { says: "not-known", why: `whether its kernel gave them to the program is not known (${doubt.why})` }
    : { says: "delivered" };
}
