import type { Flow } from "../../model/flow.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";
import { toFix } from "../../policy/fix/fix.ts";
import { suggest, suggestTogether, type Suggestion } from "../../policy/fix/suggest.ts";
import { explainFlow, policyFlowOf, policyModelOf } from "../../journey/policies/policy-view.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import { describeDrop } from "../needs/firewall.ts";
import { lookup, lookupDrop, lookupPolicy, sought } from "../needs/names.ts";

export const nameLookupDenied = defineFault({
  code: "ND101",
  title: "A policy forbids the source to ask DNS",
  at: ["asking"],
  gate: "name",
  foretells: "stops",
  needs: { sought, lookupPolicy, lookup: ifSeen(lookup), drop: ifSeen(lookupDrop) },
  check({ sought, lookupPolicy, lookup, drop }, { flow: asked, snapshot }) {
    // Who asks for an address needs no names.
    if (!sought) return;
    if (lookupPolicy.length === 0 || lookup?.some(({ outcome }) => outcome === "answered")) return;
    const denied = lookupPolicy.filter(({ explanation }) => explanation.verdict === "deny");
    const [first] = denied;
    if (!first || denied.length < lookupPolicy.length) return;
    const { flow, explanation } = first;
    const said = explanation.egress.verdict === "deny" ? explanation.egress : explanation.ingress;
    const [object] = said.deniedBy ? [said.deniedBy.object] : said.isolatedBy;
    const fix = toFix(permitFor([flow, asked], snapshot));
    const from = flow.from.type === "pod" ? flow.from.name : "The source";
    return {
      says: `${from} cannot look up names: ${said.sentence}`,
      because: [
        {
          source: "model",
          says: said.sentence,
          quote: said.walkthrough.join("\n"),
        },
        ...(lookup
          ? [
              {
                source: "probe" as const,
                says: `${lookup.length} questions to ${flow.service?.clusterIP ?? flow.destinationIP} (UDP 53) got no answer`,
              },
            ]
          : []),
        ...(drop
          ? [
              {
                source: (drop.moved ?? 0) > 0 ? ("kernel" as const) : ("model" as const),
                says: describeDrop(drop, flow.from.type === "pod" ? flow.from.node : undefined),
                quote: drop.text,
              },
            ]
          : []),
      ],
      ...(object ? { object } : {}),
      ...(flow.from.type === "pod" ? { node: flow.from.node } : {}),
      ...(drop ? { rule: drop.text } : {}),
      ...(fix ? { fix } : {}),
    };
  },
});

/**
 * The change that lets names be looked up. Who may not send a question to the DNS server mostly may not send anything: then the
 * same change opens the connection as well, or looking the name up would be of no use.
 */
function permitFor([lookup, asked]: readonly [Flow, Flow], snapshot: ClusterSnapshot): Suggestion {
  const model = policyModelOf(snapshot);
  const [name, connection] = [policyFlowOf(lookup, snapshot), policyFlowOf(asked, snapshot)];
  if (explainFlow(asked, snapshot).egress.verdict !== "deny") return suggest(model, name);
  const both = suggestTogether(model, [name, connection]);
  return both.result === "change" ? both : suggest(model, name);
}
