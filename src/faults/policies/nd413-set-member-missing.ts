import { policyRuleGate, type PolicyRule } from "../../gates/policy-rules.ts";
import { defineStop, gateOf, only } from "../define-fault.ts";
import { restartAgent, showSet } from "./drift.ts";
import { attempts, passage } from "../needs/traffic.ts";
import { describeRef, type ObjectRef } from "../../model/kubernetes.ts";
import type { Direction } from "../../policy/explain/explain.ts";
import type { SetGap } from "../../journey/policies/set-gaps.ts";
import { stoppedBy, whereabouts } from "./stopped-by-rule.ts";

export const setMemberMissing = defineStop({
  code: "ND413",
  title: "A policy's address set on a node is wrong about a pod",
  at: ["node-out", "node-in"],
  gate: "rules",
  foretells: "stops",
  stop: only(gateOf("sets that the policy rules ask", policyRuleGate), isWrongSet),
  tells: { passage, attempts },
  name({ drop, said, gaps }, { passage, attempts }, { hop }) {
    const [first] = gaps;
    const node = hop.node ?? "the node";
    const admitting = gaps.find(({ object }) => describeRef(object) === allower(said));
    const { object } = admitting ?? first;
    const who = admitting ? `${describeRef(object)} lets` : "The policies let";
    return {
      says: `${who} the packets pass, but on ${node} ${gaps.map((gap) => wrong(gap, admitting?.object)).join(", and ")}.`,
      because: [
        { source: "model", says: `${said.direction}: ${said.sentence}` },
        {
          source: "model",
          says: `with ${gaps.map(righted).join(" and ")}, walking the rules of ${node} as the kernel does takes them past the rule that stops them`,
          quote: gaps.map(({ rule }) => rule.text).join("\n"),
        },
        ...stoppedBy(hop, drop, passage, attempts),
      ],
      object,
      ...whereabouts(hop, drop),
      fix: restartAgent(
        hop.node,
        gaps.map((gap) => `${showSet(gap)}   # on ${node}`),
      ),
    };
  },
});

function allower({ allowedBy }: Direction): string | undefined {
  return allowedBy && describeRef(allowedBy.object);
}

/** @param said the policy named before. */
function wrong({ set, object, holds, member }: SetGap, said: ObjectRef | undefined): string {
  const its = said && describeRef(object) === describeRef(said);
  const whose = its ? "its rule asks" : `a rule of ${describeRef(object)} asks`;
  return `the set ${set.name} that ${whose} ${holds ? `holds ${member}, whom it must not hold` : `lacks ${member}`}`;
}

function righted({ set, holds, member }: SetGap): string {
  return `${member} ${holds ? "out of" : "in"} ${set.name}`;
}

function isWrongSet(stop: PolicyRule): stop is Extract<PolicyRule, { is: "wrong set" }> {
  return stop.is === "wrong set";
}
