import { nodeOf, type Endpoint } from "../../model/endpoint.ts";
import type { Node } from "../../model/kubernetes.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";
import { nodeRoundTrip, type Echoes } from "../../probes/icmp-echo.ts";
import { pathMtu, type PathMtu } from "../../probes/path-mtu.ts";
import { nodePlace, placeOf } from "../../walk/places.ts";
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
