import type { Flow } from "../model/flow.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import type { Rule } from "../netstack/rules/rules.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { ruleThatKeeps, sourceAfter } from "../journey/rules/masquerade.ts";
import { nodeAddresses } from "../journey/machine/node-addresses.ts";
import { hasOwnNetns } from "../journey/machine/places.ts";
import { onItsNode } from "../journey/way/sources.ts";
import { passages } from "../journey/hops/passage.ts";
import { attemptsOf } from "../journey/packets/attempts.ts";
import { notKnown, passes, stops, type Gate, type Scene } from "./gate.ts";

/** A pod's packets leave its node for somewhere outside with the pod's own address. */
export interface NotMasqueraded {
  readonly node: string;
  readonly source: string;
  /** The rule without which the node would masquerade them; undefined when no rule of it would. */
  readonly rule?: Rule;
}

/** Whether the pod's node gives packets to an address outside the cluster another source than the pod's. */
function masqueradeGate(
  flow: Flow,
  snapshot: ClusterSnapshot,
  evidence: EvidenceIndex,
): Gate<NotMasqueraded> {
  if (flow.to.type !== "external" || !hasOwnNetns(flow.from)) return passes;
  // Nodes know the way back to pods by themselves.
  if (snapshot.nodes.some((node) => nodeAddresses(node).includes(flow.destinationIP))) return passes;
  const asked = onItsNode(flow, evidence);
  if (!asked) return notKnown("the interface by which the pod's packets enter its node is not known");
  const after = sourceAfter(asked, evidence);
  if (after.is === "unknown") return notKnown(after.why);
  if (after.is === "translated") return passes;
  const rule = ruleThatKeeps(asked, evidence);
  return stops({ node: asked.node, source: flow.sourceIP, ...(rule && { rule }) });
}

/**
 * The same, held against what was seen: nothing left, or somebody refused, who so knows the way back to the pod; or the node with an
 * address of its own is not answered either, so the pod's is not what keeps the answers away.
 */
export function notMasqueradedGate({ hop, path, flow, snapshot, evidence }: Scene): Gate<NotMasqueraded> {
  const attempts = attemptsOf(evidence, flow).seen;
  const left = passages(flow, path, evidence)[path.indexOf(hop)]?.in ?? 0;
  if (!attempts || attempts.sent === 0) return passes;
  const gate = masqueradeGate(flow, snapshot, evidence);
  if (gate.says === "passes" || gate.says === "not-known") return gate;
  const fromNode = attemptsOf(evidence, flow, "source-node").seen;
  const nodeUnheard = fromNode !== undefined && fromNode.sent > 0 && fromNode.answered === 0;
  return left === 0 || (attempts.outcomes.refused ?? 0) > 0 || nodeUnheard ? passes : gate;
}
