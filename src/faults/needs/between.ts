import { nodeOf, type Endpoint } from "../../model/endpoint.ts";
import type { Node } from "../../model/kubernetes.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";
import { unansweredQuestions } from "../../netstack/seen/captured.ts";
import type { Link } from "../../netstack/seen/links.ts";
import { isUnresolved, neighbourFor } from "../../netstack/seen/neighbours.ts";
import { capture } from "../../probes/capture/capture.ts";
import { links } from "../../probes/state/links.ts";
import { nodeRoundTrip, type Echoes } from "../../probes/senders/icmp-echo.ts";
import { pathMtu, type PathMtu } from "../../probes/senders/path-mtu.ts";
import type { Leg } from "../../journey/way/leg.ts";
import { nodeAddresses } from "../../journey/machine/node-addresses.ts";
import { nextHopTo, type NextHop } from "../../journey/way/next-hops.ts";
import { nodePlace, placeOf } from "../../journey/machine/places.ts";
import { linkAt, stackAt } from "../../journey/machine/stack.ts";
import type { Need } from "../define-fault.ts";

/** Pings from the source's node to the target's node; `undefined` on one node. */
export const nodePing: Need<Echoes | undefined> = {
  name: "ping between the nodes",
  take({ flow, evidence }) {
    const from = nodeOf(flow.from);
    const to = nodeOf(flow.to);
    if (from === undefined || to === undefined || from === to) return { seen: undefined };
    return evidence.see(nodeRoundTrip, nodePlace(from), "standing", to);
  },
};

/** The largest packet that gets from the source to the target in one piece. */
export const sizesThatPass: Need<PathMtu> = {
  name: "packet sizes that pass",
  take({ flow, evidence }) {
    const place = placeOf(flow.from);
    if (!place)
      return { notSeen: { why: "no-pod", detail: "the source is no place to stand on", next: "none" } };
    return evidence.see(pathMtu, place, "grid", flow.id);
  },
};

/** The Node object of an end, when it has one and it was read. */
export function nodeObject(end: Endpoint, snapshot: ClusterSnapshot): Node | undefined {
  const name = nodeOf(end);
  return snapshot.nodes.find(({ metadata }) => metadata.name === name);
}

/** Every address the API gives for a node. */
export function addressesOfNode(node: Node | undefined): readonly string[] {
  return (node?.status?.addresses ?? []).map(({ address }) => address);
}

/**
 * Every address by which the node at the far end is reached: those of its object, and those read on it, since agents may be told
 * to use another card than the API has (`--iface=eth1`).
 */
export function addressesThere(
  leg: Pick<Leg, "atReceiver"> | undefined,
  node: Node | undefined,
): readonly string[] {
  const read = (leg?.atReceiver.addresses.seen ?? []).filter(({ scope }) => scope !== "host");
  const told = node ? [...addressesOfNode(node), ...nodeAddresses(node)] : [];
  return [...new Set([...told, ...read.map(({ ip }) => ip)])];
}

/** The interface a node is reached by: the one that has the address the API gives for it. */
export interface Uplink {
  readonly node: string;
  readonly link: Link;
}

/** The uplinks of both nodes, source first; one that was not seen is left out. */
export const uplinks: Need<readonly Uplink[]> = {
  name: "uplinks of the nodes",
  take: ({ flow, snapshot, evidence }) => ({
    seen: [flow.from, flow.to].flatMap((end) => {
      const node = nodeOf(end);
      if (node === undefined) return [];
      const own = addressesOfNode(nodeObject(end, snapshot));
      const stack = stackAt(evidence, nodePlace(node), flow.family);
      const address = (stack.addresses.seen ?? []).find(({ ip }) => own.includes(ip));
      const link = linkAt(stack, address?.device);
      return link ? [{ node, link }] : [];
    }),
  }),
};

/** Whether the target's node could be looked at: the API server reached its kubelet, and programs run there. */
export const targetLookedAt: Need<boolean> = {
  name: "a look at the target's node",
  take({ flow, evidence }) {
    const node = nodeOf(flow.to);
    return { seen: node !== undefined && evidence.see(links, nodePlace(node)).seen !== undefined };
  },
};

/** The machine the source's node hands the packets to, when it did not answer ARP or NDP; `undefined` when it did. */
export const silentNextHop: Need<NextHop | undefined> = {
  name: "answer of the next machine",
  take({ flow, evidence }) {
    const node = nodeOf(flow.from);
    const next = node === undefined ? undefined : nextHopTo(flow.destinationIP, node, flow, evidence);
    if (node === undefined || !next) return { seen: undefined };
    const packets = evidence.see(capture, nodePlace(node), "window").seen?.packets ?? [];
    const asked = unansweredQuestions(packets).some(
      ({ asksFor, device }) => device === next.device && asksFor === next.ip,
    );
    const { neighbours } = stackAt(evidence, nodePlace(node), flow.family);
    const entry = neighbourFor(neighbours.seen ?? [], next.device, next.ip);
    return { seen: asked || (entry && isUnresolved(entry)) ? next : undefined };
  },
};
