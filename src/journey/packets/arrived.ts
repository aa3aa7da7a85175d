import { nodeOf } from "../../model/endpoint.ts";
import type { Sight } from "../../model/evidence.ts";
import type { Flow } from "../../model/flow.ts";
import type { Hop } from "../../model/hop.ts";
import type { Crossing } from "../../netstack/seen/captured.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { endsAt } from "../way/direction.ts";
import { crossingsAt } from "./crossings.ts";

/** Whether any interface of the receiver's node saw what crosses a hop: packets on the target's, answers on the source's. */
export function arrivedFrom(hop: Hop, flow: Flow, evidence: EvidenceIndex): Sight<boolean> {
  const node = nodeOf(endsAt(hop, flow).receiver);
  if (node === undefined) return { seen: false };
  const crossings = crossingsAt(evidence, node, flow);
  if (crossings.notSeen) return { notSeen: crossings.notSeen };
  const count = ({ probes, answers }: Crossing): number => (hop.kind === "reply" ? answers : probes);
  return { seen: crossings.seen.some((crossing) => crossing.direction === "in" && count(crossing) > 0) };
}
