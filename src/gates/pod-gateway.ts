import type { PodEndpoint } from "../model/endpoint.ts";
import type { Flow } from "../model/flow.ts";
import type { Place } from "../model/place.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import { arpAnswer, type NoArpAnswer } from "../netstack/kernel/arp-answer.ts";
import { sameAddress } from "../netstack/numbers/cidr.ts";
import { unansweredQuestions } from "../netstack/seen/captured.ts";
import { isRunning, type Link } from "../netstack/seen/links.ts";
import { isUnresolved, neighbourFor, type Neighbour } from "../netstack/seen/neighbours.ts";
import { capture } from "../probes/capture/capture.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { neighbours } from "../probes/state/neighbours.ts";
import { sysctls } from "../probes/state/sysctls.ts";
import { crossingsAt } from "../journey/packets/crossings.ts";
import { nodePlace, placeOf } from "../journey/machine/places.ts";
import { deviceOutOf, gatewayOf, routeAt, stackAt } from "../journey/machine/stack.ts";
import { uplinksOf } from "../journey/machine/uplinks.ts";
import { podWireAt } from "../journey/machine/wire.ts";
import { notKnown, passes, stops, type Gate } from "./gate.ts";

/** A pod cannot hand its packets to its node: nobody answers for the address its routes lead to. */
export interface SilentGateway {
  readonly pod: PodEndpoint;
  /** The address the pod asks for: `169.254.1.1`. */
  readonly asked: string;
  readonly podDevice: string;
  /** The node's interface that gets the question: the other end of the wire, or the bridge it is a port of. */
  readonly device: string;
  readonly why:
    | NoArpAnswer
    /** The pod asks nobody: an entry made by hand or by the CNI names a MAC address that is not the interface's. */
    | { readonly because: "wrong-mac"; readonly entry: string; readonly mac: string };
}

/** Which pod of the flow, and where its packet goes to. */
export interface Leaving {
  readonly side: "from" | "to";
  readonly destination: string;
}

/** Whether the pod's node answers for the next hop of a packet that leaves the pod: as ARP does, or by a fixed entry. */
export function gatewayGate(leaving: Leaving, flow: Flow, evidence: EvidenceIndex): Gate<SilentGateway> {
  const asking = askingPod(leaving, flow, evidence);
  if ("says" in asking) return asking;
  const { pod, place, asked, podDevice, answering } = asking;
  const stop = (why: SilentGateway["why"]): Gate<SilentGateway> =>
    stops({ pod, asked, podDevice, device: answering.name, why });
  // An interface that is down is what stops them: that nobody answers behind it is no second thing.
  if (!answering.up) return passes;
  const entries = evidence.see(neighbours, place).seen;
  const entry = entries && neighbourFor(entries, podDevice, asked);
  if (entry && isFixed(entry)) {
    if (entry.mac === undefined || answering.mac === undefined || entry.mac === answering.mac) return passes;
    return stop({ because: "wrong-mac", entry: entry.mac, mac: answering.mac });
  }
  if (flow.family === 6)
    return notKnown("whether the node answers NDP for its pod is not decided from tables");
  const node = nodePlace(pod.node);
  const settings = evidence.see(sysctls, node);
  const stack = stackAt(evidence, node, flow.family);
  if (settings.notSeen) return notKnown(settings.notSeen.detail);
  if (stack.addresses.notSeen) return notKnown(stack.addresses.notSeen.detail);
  const source = leaving.side === "from" ? flow.sourceIP : flow.destinationIP;
  const route = routeAt(stack, { destination: asked, source, deviceIn: answering.name });
  if (route.notSeen) return notKnown(route.notSeen.detail);
  const silence = arpAnswer(asked, {
    device: answering.name,
    addresses: stack.addresses.seen,
    sysctls: settings.seen,
    route: route.seen,
  });
  if (silence === undefined) return passes;
  if (silence === "unknown") return notKnown(`whether ${pod.node} answers ARP for ${asked} depends on more`);
  // Some CNIs write the entry into the pod themselves: then nobody asks.
  if (!entries && !gatewayIsAskedInVain(leaving, flow, evidence))
    return notKnown(`the neighbour entries of ${pod.namespace}/${pod.name} were not read`);
  return stop(silence);
}

/**
 * The same, held against what was seen: a gateway that gave its MAC address answers, so that nothing about it is open. A node whose card is down lost its routes with it, and answers for nothing behind them: its card is what stops them.
 */
export function gatewayAsSeen(
  leaving: Leaving,
  flow: Flow,
  snapshot: ClusterSnapshot,
  evidence: EvidenceIndex,
): Gate<SilentGateway & { readonly seen?: GatewaySeen }> {
  const gate = gatewayGate(leaving, flow, evidence);
  const seen = gatewaySeen(leaving, flow, evidence);
  const silent = seen !== undefined && isSilent(seen);
  if (gate.says === "passes") return passes;
  if (gate.says === "not-known") return !silent && seen?.entry?.mac !== undefined ? passes : gate;
  const { stop } = gate;
  const told = stop.why.because !== "wrong-mac" && !silent && seen?.entry?.mac !== undefined;
  const cut = uplinksOf(flow, snapshot, evidence).some(
    ({ node, link }) => node === stop.pod.node && !isRunning(link),
  );
  if (told || (cut && stop.why.because === "no-route")) return passes;
  return stops({ ...stop, ...(silent && { seen }) });
}

/** What was seen of a pod's questions for its gateway. */
export interface GatewaySeen {
  /** ARP questions came in on the pod's wire while the packets flew, and nobody answered. */
  readonly unanswered: boolean;
  /** How many of the packets came in on the pod's wire addressed to a MAC address that is not the interface's. */
  readonly misaddressed: number;
  /** The pod's own entry after the packets, or before them: FAILED, INCOMPLETE, or with a MAC. */
  readonly entry?: Neighbour;
}

/** What was seen of it: undefined when the pod has no next hop to ask for. */
function gatewaySeen(leaving: Leaving, flow: Flow, evidence: EvidenceIndex): GatewaySeen | undefined {
  const asking = askingPod(leaving, flow, evidence);
  if ("says" in asking) return undefined;
  const { pod, place, asked, podDevice, wire } = asking;
  const crossings = leaving.side === "from" ? (crossingsAt(evidence, pod.node, flow).seen ?? []) : [];
  const astray = crossings.filter(({ device, direction }) => device === wire.name && direction === "other");
  const tables = [evidence.see(neighbours, place, "grid"), evidence.see(neighbours, place)];
  const entry = tables.flatMap(({ seen }) => neighbourFor(seen ?? [], podDevice, asked) ?? [])[0];
  return {
    unanswered: gatewayIsAskedInVain(leaving, flow, evidence),
    misaddressed: Math.max(0, ...astray.map(({ probes }) => probes)),
    ...(entry && { entry }),
  };
}

/** The pod's entry says that nobody answered, the node saw questions that nobody answered, or packets for nobody's MAC address. */
function isSilent({ unanswered, misaddressed, entry }: GatewaySeen): boolean {
  return unanswered || misaddressed > 0 || (entry !== undefined && isUnresolved(entry));
}

function gatewayIsAskedInVain(leaving: Leaving, flow: Flow, evidence: EvidenceIndex): boolean {
  const asking = askingPod(leaving, flow, evidence);
  if ("says" in asking) return false;
  const { pod, asked, answering, wire } = asking;
  const source = leaving.side === "from" ? flow.sourceIP : flow.destinationIP;
  const packets = evidence.see(capture, nodePlace(pod.node), "window").seen?.packets ?? [];
  return unansweredQuestions(packets).some(
    (question) =>
      (question.device === answering.name || question.device === wire.name) &&
      sameAddress(question.source, source) &&
      question.asksFor !== undefined &&
      sameAddress(question.asksFor, asked),
  );
}

interface AskingPod {
  readonly pod: PodEndpoint;
  readonly place: Place;
  readonly asked: string;
  readonly podDevice: string;
  /** The node's end of the wire. */
  readonly wire: Link;
  /** Who should answer on the node. */
  readonly answering: Link;
}

function askingPod(
  { side, destination }: Leaving,
  flow: Flow,
  evidence: EvidenceIndex,
): AskingPod | Exclude<Gate<never>, { says: "stops" }> {
  const pod = flow[side];
  const place = placeOf(pod);
  if (pod.type !== "pod" || pod.hostNetwork || !place) return passes;
  const wire = podWireAt(side, flow, evidence);
  if (wire.notSeen) return notKnown(wire.notSeen.detail);
  const { podLink, nodeLink, master, routedTo } = wire.seen;
  // A broken wire, or none, is another gate's.
  if (!podLink || !nodeLink?.up || !podLink.up) return passes;
  const lookup = routeAt(stackAt(evidence, place, flow.family), { destination });
  if (lookup.notSeen) return notKnown(lookup.notSeen.detail);
  const podDevice = deviceOutOf(lookup);
  // Interfaces of meshes and VPNs have their own next hops.
  if (podDevice !== podLink.name) return passes;
  const gateway = gatewayOf(lookup);
  // A wire that the node still routes to as such was made a port by mistake: who answers on that bridge says nothing.
  if (nodeLink.master !== undefined && routedTo === nodeLink.name) return passes;
  // Other machines on the pod's network answer for themselves.
  if (nodeLink.master !== undefined && (master?.kind !== "bridge" || gateway === undefined)) return passes;
  return {
    pod,
    place,
    podDevice,
    asked: gateway ?? destination,
    wire: nodeLink,
    answering: master ?? nodeLink,
  };
}

function isFixed({ state }: Neighbour): boolean {
  return state.includes("PERMANENT") || state.includes("NOARP");
}
