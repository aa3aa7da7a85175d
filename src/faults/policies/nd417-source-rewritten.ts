import { nodeOf } from "../../model/endpoint.ts";
import { failedAttempts } from "../because.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import { passed } from "./let-through.ts";
import { policy, policyAsSent } from "../needs/declared.ts";
import { drop } from "../needs/firewall.ts";
import { attempts, passage } from "../needs/traffic.ts";
import { policyDrop } from "./policy-denial.ts";
import { stoppedBy } from "./stopped-by-rule.ts";

export const sourceRewritten = defineFault({
  code: "ND417",
  title: "A node rewrites the source, and the target's policies do not know that address",
  at: ["node-in", "node-out"],
  gate: "rules",
  foretells: "stops",
  needs: {
    policy,
    asSent: policyAsSent,
    drop: ifSeen(drop),
    passage: ifSeen(passage),
    attempts: ifSeen(attempts),
  },
  check({ policy, asSent, drop, passage, attempts }, { hop, flow }) {
    const rewritten = flow.arrivesAs?.masqueradedBy;
    if (!asSent || !rewritten || !flow.arrivesAs || hop.node !== nodeOf(flow.to)) return;
    if (policy.ingress.verdict !== "deny" || asSent.ingress.verdict !== "allow") return;
    if (passed(hop, passage, attempts).length > 0) return;
    // A rule of somebody else that stops them is no word about the policies.
    const own = policyDrop(drop, "ingress");
    const { node, rule } = rewritten;
    const { ip } = flow.arrivesAs;
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
          says: `as sent: ${asSent.ingress.sentence}; as they arrive: ${policy.ingress.sentence}`,
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
