import { policyRuleGate, type PolicyRule } from "../../gates/policy-rules.ts";
import { defineStop, gateOf, only } from "../define-fault.ts";
import { describePolicy } from "./drift.ts";
import { attempts, passage } from "../needs/traffic.ts";
import { declaredPolicy, groupServed, refOf } from "../../journey/policies/policies-meant.ts";
import { stoppedBy, whereabouts } from "./stopped-by-rule.ts";

export const deniedByAnotherApi = defineStop({
  code: "ND412",
  title: "A policy that could not be judged stops the packets",
  at: ["node-out", "node-in"],
  gate: "rules",
  foretells: "stops",
  stop: only(gateOf("rules of policies that could not be judged", policyRuleGate), isNotJudged),
  tells: { passage, attempts },
  name({ drop, policy: first, said }, { passage, attempts }, { hop, snapshot }) {
    const named = drop.behind.policies.map((name) => describePolicy(name, snapshot)).join(", ");
    const node = hop.node ?? "a node";
    const where = first.namespace === undefined ? "" : ` -n ${first.namespace}`;
    const unread = declaredPolicy(first, snapshot) === undefined;
    return {
      says:
        drop.behind.because === "rule"
          ? `${named} (${first.apiVersion}) denies the packets on ${node}.`
          : `${named} (${first.apiVersion}) selects the pod, and no rule of it admits the packets on ${node}.`,
      because: [
        ...(drop.walked
          ? [
              {
                source: "model" as const,
                says: `walking the rules of ${node} as the kernel does ends in ${drop.where}, made of ${named}`,
              },
            ]
          : []),
        ...stoppedBy(hop, drop, passage, attempts),
      ],
      object: refOf(first, snapshot),
      ...whereabouts(hop, drop),
      fix: {
        summary:
          drop.behind.because === "rule"
            ? `No change is proposed: ${named} denies on purpose; ask its author`
            : `add a rule to ${named} that admits the source, or a policy of lower order beside it`,
        commands: [
          `kubectl get ${first.kind.toLowerCase()}.${groupServed(first, snapshot)} ${first.name}${where} -o yaml`,
        ],
        checked: false,
        caution: unread
          ? `only the node's rules name it: its object was not read. Is there none, then ${node} holds rules of a policy that is gone`
          : (said?.sentence ?? "its object does not decide this alone"),
      },
    };
  },
});

function isNotJudged(stop: PolicyRule): stop is Extract<PolicyRule, { is: "not judged" }> {
  return stop.is === "not judged";
}
