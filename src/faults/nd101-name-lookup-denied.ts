import { toFix } from "../policy/fix.ts";
import { suggest } from "../policy/suggest.ts";
import { policyFlowOf, policyModelOf } from "../walk/policy-view.ts";
import { defineFault, ifSeen } from "./define-fault.ts";
import { describeDrop } from "./needs/firewall.ts";
import { lookup, lookupDrop, lookupPolicy } from "./needs/names.ts";

export const nameLookupDenied = defineFault({
  code: "ND101",
  title: "An egress policy forbids the source to ask DNS",
  at: ["asking"],
  stops: "all",
  needs: { lookupPolicy, lookup: ifSeen(lookup), drop: ifSeen(lookupDrop) },
  check({ lookupPolicy, lookup, drop }, { snapshot }) {
    if (lookupPolicy.length === 0 || lookup?.some(({ outcome }) => outcome === "answered")) return;
    const denied = lookupPolicy.filter(({ explanation }) => explanation.egress.verdict === "deny");
    const [first] = denied;
    if (!first || denied.length < lookupPolicy.length) return;
    const { flow, explanation } = first;
    const [object] = explanation.egress.isolatedBy;
    const fix = toFix(suggest(policyModelOf(snapshot), policyFlowOf(flow, snapshot)));
    const from = flow.from.type === "pod" ? flow.from.name : "The source";
    return {
      says: `${from} cannot look up names: ${explanation.egress.sentence}`,
      because: [
        {
          source: "model",
          says: explanation.egress.sentence,
          quote: explanation.egress.walkthrough.join("\n"),
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
