import { failedAttempts } from "../because.ts";
import { ingressGate, type Denied } from "../../gates/policy-denial.ts";
import { defineStop, gateOf, only } from "../define-fault.ts";
import { drop } from "../needs/firewall.ts";
import { attempts, passage } from "../needs/traffic.ts";
import { policyDrop } from "../../journey/policies/behind-a-rule.ts";
import { stoppedBy } from "./stopped-by-rule.ts";

export const sourceRewritten = defineStop({
  code: "ND417",
  title: "A node rewrites the source, and the target's policies do not know that address",
  at: ["node-in", "node-out"],
  gate: "rules",
  foretells: "stops",
  stop: only(gateOf("policies for the source as sent", ingressGate), isRewriting),
  tells: { drop, passage, attempts },
  name({ said, asSent, node, rule, ip }, { drop, passage, attempts }, { hop, flow }) {
    // A rule of somebody else that stops them is no word about the policies.
    const own = policyDrop(drop, "ingress");
    return {
      says: `${node} gives the packets the source ${ip} in place of ${flow.sourceIP}, and the target's policies admit only the latter.`,
      because: [
        {
          source: "model",
          says: `walking the rules of ${node} as the kernel does, ${flow.sourceIP} becomes ${ip}`,
          ...(rule === undefined ? {} : { quote: rule }),
        },
        {
          source: "model",
          says: `as sent: ${asSent.sentence}; as they arrive: ${said.sentence}`,
        },
        ...(own ? stoppedBy(hop, own, passage, attempts) : failedAttempts(attempts)),
      ],
      object: { kind: "Node", name: node },
      node,
      ...(rule === undefined ? {} : { rule }),
      fix: {
        summary: `let ${node} leave packets from pod to pod as they are: exempt the pod network in what wrote that rule (the CNI's masquerading, ip-masq-agent, or somebody by hand)`,
        checked: false,
        caution: "a policy that admits the rewritten address would admit everybody who is rewritten to it",
      },
    };
  },
});

function isRewriting(stop: Denied): stop is Extract<Denied, { by: "rewriting" }> {
  return stop.by === "rewriting";
}
