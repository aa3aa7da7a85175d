/** One judgement for both directions of policy: the model denies, and the packets die where that end's rules stand. */
import type { Finding } from "../../model/finding.ts";
import { askedAddress, type Flow } from "../../model/flow.ts";
import type { Hop } from "../../model/hop.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";
import type { Explanation } from "../../policy/explain/explain.ts";
import { toFix } from "../../policy/fix/fix.ts";
import { suggest } from "../../policy/fix/suggest.ts";
import type { Attempts } from "../../journey/packets/attempts.ts";
import type { Drop } from "../../journey/hops/drop.ts";
import type { Passage } from "../../journey/hops/passage.ts";
import { flowAt, policyFlowOf, policyModelOf } from "../../journey/policies/policy-view.ts";
import { passed } from "./let-through.ts";
import { stoppedBy, whereabouts } from "./stopped-by-rule.ts";

/** Where a rule denies by itself, nothing is missing. */
const deniedOnPurpose = {
  ingress: "A policy denies the source on purpose",
  egress: "A policy denies the destination on purpose",
} as const;

export interface DenialSeen {
  readonly policy: Explanation;
  readonly drop: Drop | undefined;
  readonly passage: Passage | undefined;
  readonly attempts: Attempts | undefined;
}

/** The finding when the policies deny this direction and the packets do not prove otherwise. */
export function denial(
  direction: "ingress" | "egress",
  { policy, drop, passage, attempts }: DenialSeen,
  hop: Hop,
  flow: Flow,
  snapshot: ClusterSnapshot,
): Finding | undefined {
  const said = policy[direction];
  // Policies are about the pods behind a Service; where there is none, they have nothing to say of its address.
  const asked = askedAddress(flow);
  if (asked?.kind === "clusterIP" && asked.ip === flow.destinationIP) return undefined;
  if (said.verdict !== "deny") return undefined;
  // Every packet was answered, or seen to get past here: the policy is not in force here, which is another fault (ND414, ND415).
  if (passed(hop, passage, attempts).length > 0) return undefined;
  // The rule that stops the packet may belong to something else, which then stands in front of the policy.
  const own = policyDrop(drop, direction);
  const [object] = said.deniedBy ? [said.deniedBy.object] : said.isolatedBy;
  const suggestion = suggest(policyModelOf(snapshot), policyFlowOf(flowAt(direction, flow), snapshot));
  const fix = toFix(suggestion);
  const onPurpose = said.deniedBy && suggestion.result === "refused" && suggestion.object;
  return {
    ...(onPurpose ? { title: deniedOnPurpose[direction] } : {}),
    says: said.sentence,
    because: [
      { source: "model", says: said.sentence, quote: said.walkthrough.join("\n") },
      // Packets that die here for want of a route or a link never met the policy's rules.
      ...stoppedBy(hop, own, own ? passage : undefined, attempts),
    ],
    ...(object ? { object } : {}),
    ...whereabouts(hop, own),
    ...(fix ? { fix } : {}),
  };
}

/** The stopping rule where it was made of a policy of this direction; undefined where it is somebody else's, or there is none. */
export function policyDrop(drop: Drop | undefined, direction: "ingress" | "egress"): Drop | undefined {
  return drop && isOf(drop, direction) ? drop : undefined;
}

/** Whether a stopping rule was made of a policy of this direction; rules without a known maker count as both. */
function isOf(drop: Drop, direction: "ingress" | "egress"): boolean {
  const { policies, enforcer } = drop.behind;
  // Who enforces policies stops them here, and does not say in its rules which.
  if (enforcer) return true;
  return policies.some((one) => one.direction === undefined || one.direction === direction);
}
