import { nodeOf } from "../../model/endpoint.ts";
import { unansweredQuestions } from "../../netstack/seen/captured.ts";
import { isUnresolved, neighbourFor } from "../../netstack/seen/neighbours.ts";
import { capture } from "../../probes/capture/capture.ts";
import { links } from "../../probes/state/links.ts";
import { nodeRoundTrip, type Echoes } from "../../probes/senders/icmp-echo.ts";
import { pathMtu, type PathMtu } from "../../probes/senders/path-mtu.ts";
import { nextHopTo, type NextHop } from "../../journey/way/next-hops.ts";
import { nodePlace, placeOf } from "../../journey/machine/places.ts";
import { stackAt } from "../../journey/machine/stack.ts";
import { uplinksOf, type Uplink } from "../../journey/machine/uplinks.ts";
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

/** The interfaces by which both nodes are reached. */
export const uplinks: Need<readonly Uplink[]> = {
  name: "uplinks of the nodes",
  take: ({ flow, snapshot, evidence }) => ({ seen: uplinksOf(flow, snapshot, evidence) }),
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
