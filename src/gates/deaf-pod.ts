import type { Flow } from "../model/flow.ts";
import type { Hop } from "../model/hop.ts";
import { sameAddress } from "../netstack/numbers/cidr.ts";
import { deviceWith } from "../netstack/seen/addresses.ts";
import { unansweredQuestions } from "../netstack/seen/captured.ts";
import { rpFilterOn } from "../netstack/seen/sysctls.ts";
import { capture } from "../probes/capture/capture.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { sysctls } from "../probes/state/sysctls.ts";
import { passages } from "../journey/hops/passage.ts";
import { hasOwnNetns, nodePlace, placeOf } from "../journey/machine/places.ts";
import { routeAt, stackAt } from "../journey/machine/stack.ts";
import { notKnown, passes, stops, type Gate } from "./gate.ts";

/** A pod whose kernel throws its node's ARP question away: it has no route back to the address that asks (rp_filter). */
export interface DeafPod {
  /** The node's interface to the pod, on which the question was seen. */
  readonly device: string;
  /** The address that asks, a node's own: `192.168.0.13`. */
  readonly asker: string;
}

/**
 * Why the target pod does not tell its node which MAC address it has, where the node asks in vain: an ARP question is checked as
 * a packet from the asking address is. `passes` where the node does not ask, or the pod has a way back to it.
 */
export function deafPodGate(path: readonly Hop[], flow: Flow, evidence: EvidenceIndex): Gate<DeafPod> {
  const index = path.findIndex(({ kind }) => kind === "pod-in");
  const silent = passages(flow, path, evidence)[index]?.silent;
  const node = path[index]?.node;
  const pod = hasOwnNetns(flow.to) ? placeOf(flow.to) : undefined;
  if (!silent || node === undefined || !pod) return passes;
  const packets = evidence.see(capture, nodePlace(node), "window").seen?.packets ?? [];
  const question = unansweredQuestions(packets).find(
    ({ asksFor, device }) =>
      device === silent.device && asksFor !== undefined && sameAddress(asksFor, silent.ip),
  );
  if (!question) return notKnown(`the question of ${node} for ${silent.ip} was not seen`);
  const stack = stackAt(evidence, pod, flow.family);
  const settings = evidence.see(sysctls, pod);
  if (settings.notSeen) return notKnown(settings.notSeen.detail);
  if (stack.addresses.notSeen) return notKnown(stack.addresses.notSeen.detail);
  const own = deviceWith(stack.addresses.seen, silent.ip)?.device;
  const filter = own === undefined ? undefined : rpFilterOn(settings.seen, own);
  if (filter === undefined) return notKnown(`whether the pod checks where packets come from was not seen`);
  const back = routeAt(stack, { destination: question.source });
  if (back.notSeen) return notKnown(back.notSeen.detail);
  const nowhere = back.seen.result === "no-route" || back.seen.result === "refused";
  return filter > 0 && nowhere ? stops({ device: silent.device, asker: question.source }) : passes;
}
