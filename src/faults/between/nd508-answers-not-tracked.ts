import { describeRule, narrowNotrack, showRule } from "../policies/show-rule.ts";
import { answersKnown } from "../../gates/answer-tracking.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { attempts, passage } from "../needs/traffic.ts";
import { stoppedBy, whereabouts } from "../policies/stopped-by-rule.ts";

export const answersNotTracked = defineStop({
  code: "ND508",
  title: "A rule takes the packets off connection tracking, so their answers are dropped",
  at: ["reply"],
  gate: "tracking",
  foretells: "stops",
  stop: gateOf("tracking of what is answered", answersKnown),
  tells: { passage, attempts },
  name({ node, untracked, drop }, { passage, attempts }, { hop, flow }) {
    const taken = flow.protocol === "UDP" ? "the first of a new connection" : "INVALID";
    return {
      says: `A rule on ${node} takes the packets for ${flow.protocol} ${hop.packet.source}:${flow.port} off connection tracking (NOTRACK), so their answers belong to no connection that ${node} knows, and its rules drop them.`,
      because: [
        {
          source: "model",
          says: `walking the rules of ${node} as the kernel does meets NOTRACK in ${describeRule(untracked)}; an answer to what is not tracked is ${taken}, and that is dropped`,
          quote: untracked.text,
        },
        ...stoppedBy(hop, drop, passage, attempts),
      ],
      object: { kind: "Node", name: node },
      ...whereabouts(hop, drop),
      rule: untracked.text,
      fix: {
        summary: narrowNotrack(node, untracked),
        commands: [showRule(untracked)],
        checked: false,
        caution:
          "somebody may have put it there on purpose, to spare the connection table: find out who writes it, and change it there",
      },
    };
  },
});
