import { describeEndpoint, nodeOf } from "../../model/endpoint.ts";
import type { Sight } from "../../model/evidence.ts";
import type { Flow } from "../../model/flow.ts";
import type { Place } from "../../model/place.ts";
import { deviceWith } from "../../netstack/seen/addresses.ts";
import { linkByName, nodeEndOf, peerElsewhere, type Link } from "../../netstack/seen/links.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { vethPeer } from "../../probes/state/veth-peer.ts";
import { nodePlace, placeOf } from "./places.ts";
import { deviceOutOf, linkAt, routeAt, stackAt, type Stack } from "./stack.ts";

/** A pod's interface and its other end on the node. */
export interface PodWire {
  /** The interface that has the pod's address; undefined when none has it. */
  readonly podLink: Link | undefined;
  /** All interfaces of the pod but loopback, for when the address is nowhere. */
  readonly others: readonly Link[];
  /** The node's end; undefined when the veth is gone, or where nothing that was read tells which it is. */
  readonly nodeLink: Link | undefined;
  /** The index of the veth's other end; undefined where neither the pod's interfaces nor ethtool told. 0: it has none. */
  readonly peer: number | undefined;
  /** The bridge, or another device, that the node's end is a port of. */
  readonly master: Link | undefined;
  readonly ip: string;
  /** The interface the node sends packets for that address to. */
  readonly routedTo: string | undefined;
}

/** The wire of the pod at one end of a flow; not seen for what is no pod with a network namespace of its own. */
export function podWireAt(side: "from" | "to", flow: Flow, evidence: EvidenceIndex): Sight<PodWire> {
  const end = flow[side];
  const ip = side === "from" ? flow.sourceIP : flow.destinationIP;
  const place = placeOf(end);
  const node = nodeOf(end);
  if (place?.kind !== "pod" || node === undefined)
    return {
      notSeen: {
        why: "no-pod",
        detail: `${describeEndpoint(end)} is no pod with a network interface of its own`,
        next: "none",
      },
    };
  const inside = stackAt(evidence, place, flow.family);
  const outside = stackAt(evidence, nodePlace(node), flow.family);
  if (inside.links.notSeen) return { notSeen: inside.links.notSeen };
  if (inside.addresses.notSeen) return { notSeen: inside.addresses.notSeen };
  if (outside.links.notSeen) return { notSeen: outside.links.notSeen };
  const address = deviceWith(inside.addresses.seen, ip);
  const podLink = address && linkByName(inside.links.seen, address.device);
  const peer = podLink && peerOf(podLink, inside.links.seen, place, evidence);
  const nodeLink = podLink && nodeEndOf(podLink, outside.links.seen, peer);
  return {
    seen: {
      ip,
      podLink,
      nodeLink,
      peer,
      master: linkAt(outside, nodeLink?.master),
      others: inside.links.seen.filter(({ name }) => name !== "lo"),
      routedTo: deviceOutOf(routeAt(outside, { destination: ip })),
    },
  };
}

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
  const outside =
    inside && nodeEndOf(inside, node.links.seen, peerOf(inside, pod.links.seen ?? [], place, evidence));
  return outside?.master ?? outside?.name;
}

/**
 * The index of the veth's end outside the pod: as `ip link` tells it, else ethtool. Of a pair with both ends in the pod, as
 * virtual machines have, neither is outside.
 */
function peerOf(
  podLink: Link,
  inside: readonly Link[],
  place: Place,
  evidence: EvidenceIndex,
): number | undefined {
  const told = peerElsewhere(podLink);
  if (told !== undefined) return told;
  const peer = evidence.see(vethPeer, place).seen;
  return inside.some(
    ({ index, kind, peerNetns }) => index === peer && kind === "veth" && peerNetns === undefined,
  )
    ? undefined
    : peer;
}
