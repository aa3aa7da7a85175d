import type { PodEndpoint } from "../model/endpoint.ts";
import type { Flow } from "../model/flow.ts";
import { isRunning, type Link } from "../netstack/seen/links.ts";
import { podWireAt, type PodWire } from "../journey/machine/wire.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { notKnown, passes, stops, type Gate } from "./gate.ts";

/** Neither end of a pod's veth carries packets, and how that shows. */
export type Defect =
  /** No interface of the pod has its address: those that it has beside loopback. */
  | { readonly is: "without-address"; readonly others: readonly Link[] }
  | { readonly is: "pod-end-down"; readonly podLink: Link }
  | { readonly is: "node-end-down"; readonly podLink: Link; readonly nodeLink: Link }
  /** `peer`: the index of the other end, which no interface of the node has; 0 where it has none. */
  | { readonly is: "node-end-gone"; readonly podLink: Link; readonly peer: number }
  /** The node routes to its end as such, and it was made a port of another device: `cali62954f4181b: master br0`. */
  | { readonly is: "enslaved"; readonly podLink: Link; readonly nodeLink: Link; readonly master: string }
  | { readonly is: "no-carrier"; readonly podLink: Link }
  /** ARP is off on one of the ends (NOARP): it neither asks for the other one's MAC address nor tells its own. */
  | { readonly is: "arp-off"; readonly podLink: Link; readonly end: Link };

export interface BrokenWire {
  readonly pod: PodEndpoint;
  readonly ip: string;
  readonly defect: Defect;
}

/** The pod at one end of a flow; undefined for what has no network namespace of its own. */
function podOf(side: "from" | "to", flow: Flow): PodEndpoint | undefined {
  const end = flow[side];
  return end.type === "pod" && !end.hostNetwork ? end : undefined;
}

/** Whether both ends of a pod's veth can carry packets. */
export function podWireGate(side: "from" | "to", flow: Flow, evidence: EvidenceIndex): Gate<BrokenWire> {
  const pod = podOf(side, flow);
  if (!pod) return passes;
  const wire = podWireAt(side, flow, evidence);
  if (wire.notSeen) return notKnown(`the interfaces of ${pod.namespace}/${pod.name} were not seen`);
  const defect = defectOf(wire.seen);
  return defect ? stops({ pod, ip: wire.seen.ip, defect }) : passes;
}

/** What is wrong with a pod's veth; undefined when both ends can carry packets. */
export function defectOf({ podLink, nodeLink, peer, ip, others, routedTo }: PodWire): Defect | undefined {
  // It was never given an address of this family: nothing of its interfaces is wrong.
  if (ip === "") return undefined;
  if (!podLink) return { is: "without-address", others };
  if (!podLink.up) return { is: "pod-end-down", podLink };
  if (nodeLink && !nodeLink.up) return { is: "node-end-down", podLink, nodeLink };
  if (!nodeLink && podLink.kind === "veth" && peer !== undefined)
    return { is: "node-end-gone", podLink, peer };
  if (nodeLink?.master !== undefined && routedTo === nodeLink.name)
    return { is: "enslaved", podLink, nodeLink, master: nodeLink.master };
  if (!isRunning(podLink)) return { is: "no-carrier", podLink };
  const end = [podLink, nodeLink].find((one) => one?.kind === "veth" && one.flags.includes("NOARP"));
  return end && { is: "arp-off", podLink, end };
}

/**
 * Whether packets get as far as into the pod all the same: one that lost its address still has a running interface, and its node sends
 * there while it remembers the MAC address. Later nobody answers ARP for it.
 */
export function isReachedInside(defect: Defect): boolean {
  return defect.is === "without-address" && defect.others.some(isRunning);
}

/** The bridge that a pod's wire is a port of is down. */
export interface BridgeDown {
  readonly pod: PodEndpoint;
  readonly bridge: Link;
  /** The port: the node's end of the pod's veth. */
  readonly port: Link | undefined;
}

/** Whether the device that the pod's wire is a port of is up. Passes where there is none. */
export function podBridgeGate(side: "from" | "to", flow: Flow, evidence: EvidenceIndex): Gate<BridgeDown> {
  const pod = podOf(side, flow);
  if (!pod) return passes;
  const wire = podWireAt(side, flow, evidence);
  if (wire.notSeen) return notKnown(`the interfaces of ${pod.namespace}/${pod.name} were not seen`);
  const { master: bridge, nodeLink: port } = wire.seen;
  return bridge && !bridge.up ? stops({ pod, bridge, port }) : passes;
}

/** Whether routes over a pod's wire went with it: the kernel takes them away with an interface that goes down. */
export function takesRoutesAlong(side: "from" | "to", flow: Flow, evidence: EvidenceIndex): Gate<"wire"> {
  const pod = podOf(side, flow);
  if (!pod) return passes;
  const wire = podWireAt(side, flow, evidence);
  if (wire.notSeen)
    return notKnown(`whether the interface of ${pod.namespace}/${pod.name} is up was not seen`);
  const defect = defectOf(wire.seen);
  // Without ARP it is up, and its routes stay.
  return defect && defect.is !== "arp-off" ? stops("wire") : passes;
}
