import { nodeOf, type Endpoint } from "../../model/endpoint.ts";
import type { Flow } from "../../model/flow.ts";
import type { Node } from "../../model/kubernetes.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";
import type { Link } from "../../netstack/seen/links.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { nodePlace } from "./places.ts";
import { linkAt, stackAt } from "./stack.ts";

/** The interface a node is reached by: the one that has the address the API gives for it. */
export interface Uplink {
  readonly node: string;
  readonly link: Link;
}

/** The uplinks of both nodes of a flow, source first; one that was not seen is left out. */
export function uplinksOf(flow: Flow, snapshot: ClusterSnapshot, evidence: EvidenceIndex): readonly Uplink[] {
  return [flow.from, flow.to].flatMap((end) => {
    const node = nodeOf(end);
    if (node === undefined) return [];
    const own = addressesOfNode(nodeObject(end, snapshot));
    const stack = stackAt(evidence, nodePlace(node), flow.family);
    const address = (stack.addresses.seen ?? []).find(({ ip }) => own.includes(ip));
    const link = linkAt(stack, address?.device);
    return link ? [{ node, link }] : [];
  });
}

/** The Node object of an end, when it has one and it was read. */
export function nodeObject(end: Endpoint, snapshot: ClusterSnapshot): Node | undefined {
  const name = nodeOf(end);
  return snapshot.nodes.find(({ metadata }) => metadata.name === name);
}

/** Every address the API gives for a node. */
export function addressesOfNode(node: Node | undefined): readonly string[] {
  return (node?.status?.addresses ?? []).map(({ address }) => address);
}
