/** One judgement for both directions of policy: the model denies, and the packets die where that end's rules stand. */
import { nodeOf } from "../../model/endpoint.ts";
import type { Flow } from "../../model/flow.ts";
import type { Finding } from "../../model/finding.ts";
import type { Direction } from "../../policy/explain/explain.ts";
import { toFix } from "../../policy/fix/fix.ts";
import { suggest } from "../../policy/fix/suggest.ts";
import type { Attempts } from "../../journey/packets/attempts.ts";
import type { Drop } from "../../journey/hops/drop.ts";
import type { Passage } from "../../journey/hops/passage.ts";
import { flowAt, policyFlowOf, policyModelOf } from "../../journey/policies/policy-view.ts";
import type { Denied } from "../../gates/policy-denial.ts";
import { policyDrop } from "../../journey/policies/behind-a-rule.ts";
import { failedAttempts } from "../because.ts";
import type { Standpoint } from "../define-fault.ts";
import { stoppedBy, whereabouts } from "./stopped-by-rule.ts";

/** Where a rule denies by itself, nothing is missing. */
const deniedOnPurpose = {
  ingress: "A policy denies the source on purpose",
  egress: "A policy denies the destination on purpose",
} as const;

export interface DenialSeen {
  readonly drop: Drop | undefined;
  readonly passage: Passage | undefined;
  readonly attempts: Attempts | undefined;
}

/** How a direction that the policies deny is told. */
export function denial(
  said: Direction,
  { drop, passage, attempts }: DenialSeen,
  { hop, flow, snapshot }: Pick<Standpoint, "hop" | "flow" | "snapshot">,
): Finding {
  const { direction } = said;
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

/** How it is told that the policies admit the client and not the address that it comes with. */
export function denialAsAsked(
  { said, asked, ip, node }: Extract<Denied, { readonly by: "asked-address" }>,
  toService: Attempts | undefined,
  flow: Flow,
  snapshot: Standpoint["snapshot"],
): Finding {
  const [object] = said.deniedBy ? [said.deniedBy.object] : said.isolatedBy;
  const fix = toFix(suggest(policyModelOf(snapshot), policyFlowOf(flowAt("ingress", flow), snapshot)));
  const target = nodeOf(flow.to);
  return {
    says: `${said.sentence}; what is sent to ${asked} comes from ${ip}, which ${node} puts in place of ${flow.sourceIP}.`,
    because: [
      { source: "model", says: said.sentence, quote: said.walkthrough.join("\n") },
      ...failedAttempts(toService),
    ],
    ...(object ? { object } : {}),
    ...(target === undefined ? {} : { node: target }),
    ...(fix ? { fix } : {}),
  };
}
