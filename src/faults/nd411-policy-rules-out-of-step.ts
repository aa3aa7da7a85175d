import { defineFault, ifSeen } from "./define-fault.ts";
import { policy } from "./needs/declared.ts";
import { drop } from "./needs/firewall.ts";
import { attempts, passage } from "./needs/traffic.ts";
import { stoppedBy, whereabouts } from "./stopped-by-rule.ts";

export const policyRulesOutOfStep = defineFault({
  code: "ND411",
  title: "A node's policy rules stop what the policies allow",
  at: ["node-out", "node-in"],
  stops: "all",
  needs: { policy, drop, passage: ifSeen(passage), attempts: ifSeen(attempts) },
  check({ policy, drop, passage, attempts }, { hop }) {
    if (!drop || drop.behind.because === "none") return;
    const [first] = drop.behind.policies;
    if (!first) return;
    const direction = first.direction ?? "ingress";
    // Policies that deny, or that cannot be decided here, explain the rule.
    if (policy[direction].verdict !== "allow") return;
    // A rule made of a policy of another API is that policy's word, not a drift of ours.
    if (first.apiVersion !== "networking.k8s.io/v1") return;
    const object = {
      kind: first.kind,
      name: first.name,
      ...(first.namespace === undefined ? {} : { namespace: first.namespace }),
    };
    return {
      says: `${hop.node ?? "The node"} stops the packets with rules made of ${first.kind} ${first.namespace ?? ""}/${first.name}, though the policies as they stand now allow them.`,
      because: [
        { source: "model", says: `${direction}: ${policy[direction].sentence}` },
        ...stoppedBy(hop, drop, passage, attempts),
      ],
      object,
      ...whereabouts(hop, drop),
      fix: {
        summary: `the policy agent on ${hop.node ?? "the node"} is behind: restart it, then look at its log`,
        commands: [
          `kubectl get pods -A -o wide --field-selector spec.nodeName=${hop.node ?? "NODE"}   # find the CNI's agent`,
        ],
        checked: false,
      },
    };
  },
});
