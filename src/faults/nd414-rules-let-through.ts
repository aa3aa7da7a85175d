import type { Flow } from "../model/flow.ts";
import { describeRef } from "../model/kubernetes.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import type { FirewallView, RuleWay } from "../walk/firewall.ts";
import { declaredPolicy, refOf } from "../walk/policies-meant.ts";
import { meantSet, nameTells, setsMeant } from "../walk/policy-sets.ts";
import { rulesThatAdmit } from "../walk/rule-changes.ts";
import { membersThatStop } from "../walk/set-changes.ts";
import { defineFault, ifSeen } from "./define-fault.ts";
import { restartAgent, showChain, showSet, type DirectionName } from "./drift.ts";
import { letThrough } from "./let-through.ts";
import { policy } from "./needs/declared.ts";
import { firewall } from "./needs/firewall.ts";
import { attempts, passage } from "./needs/traffic.ts";

export const rulesLetThrough = defineFault({
  code: "ND414",
  title: "A node's policy rules let through what the policies deny",
  at: ["node-out", "node-in"],
  stops: "none",
  breach: true,
  needs: { policy, firewall, passage: ifSeen(passage), attempts: ifSeen(attempts) },
  check({ policy, firewall, passage, attempts }, { hop, flow, snapshot }) {
    const found = letThrough(policy, firewall, passage, attempts, hop, flow);
    // Without a chain of the policy on the way nobody asked it: ND415.
    if (!found?.way || found.asked.length === 0) return;
    if (found.way.walk.verdict === "drop" || found.way.walk.verdict === "reject")
      return {
        cannotTell:
          "the rules as read would stop packets that passed: they were changed meanwhile; ask again",
      };
    const [object] = found.denying;
    const node = hop.node ?? "the node";
    const { what, rule, look } = whyAdmitted(node, firewall, found.way, found.direction, flow, snapshot);
    return {
      says: `${describeRef(object)} denies these packets, and ${node} lets them pass: ${what}.`,
      because: [...found.because],
      object,
      ...(hop.node === undefined ? {} : { node: hop.node }),
      ...(rule === undefined ? {} : { rule }),
      fix: restartAgent(hop.node, look === undefined ? [] : [`${look}   # on ${node}`]),
    };
  },
});

interface Why {
  readonly what: string;
  readonly rule?: string;
  readonly look?: string;
}

/** The member or the rule without which they would be stopped. */
function whyAdmitted(
  node: string,
  view: FirewallView,
  way: RuleWay,
  direction: DirectionName,
  flow: Flow,
  snapshot: ClusterSnapshot,
): Why {
  const [member] = membersThatStop(view, way).filter((one) => one.policy);
  if (member?.policy) {
    const whose = describeRef(refOf(member.policy, snapshot));
    const declared = declaredPolicy(member.policy, snapshot);
    const seen = { rule: member.rule.text, look: showSet(member) };
    const meant =
      declared && nameTells(member.set.name) ? setsMeant(declared, direction, flow, snapshot) : undefined;
    if (meant && !meantSet(meant, member.set.name, member.member))
      return {
        ...seen,
        what: `a rule in the chain of ${whose} asks the set ${member.set.name}, which is none of that policy as it stands`,
      };
    return member.negated
      ? { ...seen, what: `the set ${member.set.name} that a rule of ${whose} asks lacks ${member.member}` }
      : {
          ...seen,
          what: `the set ${member.set.name} that a rule of ${whose} asks holds ${member.member}, whom the policy does not mean`,
        };
  }
  const [admitting] = rulesThatAdmit(view, way);
  if (!admitting) return { what: `nothing on ${node} stops what the policy's chain does not admit` };
  const { rule, policy } = admitting;
  const whose = policy
    ? `a rule in the chain of ${describeRef(refOf(policy, snapshot))} that this policy does not have`
    : `a rule in ${rule.chain} that is of no policy`;
  return { what: `${whose} admits them`, rule: rule.text, look: showChain(rule, rule.chain) };
}
