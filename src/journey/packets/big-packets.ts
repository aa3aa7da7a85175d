import type { Flow } from "../../model/flow.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { walkPath } from "../way/path.ts";
import { legAt } from "../way/leg.ts";

/** What a tunnel makes of packets from node to node. */
export interface Envelope {
  /** The address of the other node that the envelope is sent to. */
  readonly remote: string;
  /** How many bytes it adds. */
  readonly overhead: number;
}

/** The envelope that the flow's packets get between the nodes; undefined where they get none. */
export function envelopeOf(flow: Flow, evidence: EvidenceIndex): Envelope | undefined {
  const underlay = walkPath(flow, evidence).find(({ kind }) => kind === "underlay");
  const end = underlay && legAt(underlay, flow, evidence)?.tunnel.seen;
  return end?.remote === undefined ? undefined : { remote: end.remote, overhead: end.tunnel.overhead };
}

/** Under which name the sizes that pass between the nodes are kept. */
export function betweenNodes(flowId: string): string {
  return `${flowId} nodes`;
}
