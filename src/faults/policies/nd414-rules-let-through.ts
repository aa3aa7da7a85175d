/** Which rule or set lets the packets through, in words: the search for it is most of the file. */
import type { Flow } from "../../model/flow.ts";
import { describeRef } from "../../model/kubernetes.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";
import type { PolicyName } from "../../netstack/enforcers/policy-name.ts";
import { isStopped } from "../../netstack/kernel/netns-walk.ts";
import type { DirectionName } from "../../policy/normal-form.ts";
import type { FirewallView, RuleWay } from "../../journey/hops/firewall.ts";
import { declaredPolicy, means, refOf } from "../../journey/policies/policies-meant.ts";
import { meantSet, nameTells, setsMeant } from "../../journey/policies/policy-sets.ts";
import { rulesThatAdmit } from "../../journey/hops/rule-changes.ts";
import { membersThatStop, type MemberAsked } from "../../journey/policies/set-changes.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import { askAgain, restartAgent, showChain, showSet } from "./drift.ts";
import { letThrough, type LetThrough } from "./let-through.ts";
import { policyStraight } from "../needs/declared.ts";
import { firewall } from "../needs/firewall.ts";
import { attempts, passage } from "../needs/traffic.ts";

export const rulesLetThrough = defineFault({
  code: "ND414",
  title: "A node's policy rules let through what the policies deny",
  at: ["node-out", "node-in"],
  gate: "rules",
  foretells: "admits",
  needs: { policy: policyStraight, firewall, passage: ifSeen(passage), attempts: ifSeen(attempts) },
  check({ policy, firewall, passage, attempts }, { hop, flow, snapshot }) {
    const found = letThrough(policy, firewall, passage, attempts, hop, flow);
    // Without a chain of the policy on the way nobody asked it.
    if (!found?.way || found.asked.length === 0) return;
    const [object] = found.denying;
    const node = hop.node ?? "the node";
    const seen = {
      because: [...found.because],
      object,
      ...(hop.node === undefined ? {} : { node: hop.node }),
    };
    if (isStopped(found.way.walk))
      return {
        ...seen,
        says: `${describeRef(object)} denies these packets, and ${node} let them pass, though its rules as read would stop them: they may have been changed meanwhile.`,
        fix: askAgain(node),
      };
    const { what, rule, look } = whyAdmitted(node, firewall, found.way, found, flow, snapshot);
    return {
      says: `${describeRef(object)} denies these packets, and ${node} lets them through: ${what}.`,
      ...seen,
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
  { direction, denying }: LetThrough,
  flow: Flow,
  snapshot: ClusterSnapshot,
): Why {
  const isDenying = (name: PolicyName): boolean => denying.some((ref) => means(name, ref));
  const members = membersThatStop(view, way);
  const ofDenying = members.filter(({ policy }) => policy && isDenying(policy));
  for (const member of new Set([...ofDenying, ...members])) {
    const why = ofMember(member, direction, flow, snapshot);
    if (why) return why;
  }
  const [admitting] = rulesThatAdmit(view, way, isDenying);
  // What was not read may admit them: nothing is claimed of the rules that stop packets.
  if (!admitting && way.walk.verdict === "undecided")
    return { what: "which of its rules lets them cannot be told from what was read" };
  if (!admitting) return { what: `nothing on ${node} stops what the policy's chain does not admit` };
  const { rule, policy } = admitting;
  const whose = policy
    ? `a rule in the chain of ${describeRef(refOf(policy, snapshot))} that this policy does not have`
    : `a rule in ${rule.chain} that is of no policy`;
  return { what: `${whose} admits them`, rule: rule.text, look: showChain(rule, rule.chain) };
}

/** Undefined when no policy asks the set, or it is right about the pod: then the rule is wrong that asks it. */
function ofMember(
  member: MemberAsked,
  direction: DirectionName,
  flow: Flow,
  snapshot: ClusterSnapshot,
): Why | undefined {
  const { policy, set } = member;
  if (!policy) return undefined;
  const whose = describeRef(refOf(policy, snapshot));
  const declared = declaredPolicy(policy, snapshot);
  const seen = { rule: member.rule.text, look: showSet(member) };
  const meant = declared && nameTells(set.name) ? setsMeant(declared, direction, flow, snapshot) : undefined;
  const known = meant && meantSet(meant, set.name, member.member);
  if (meant && !known)
    return {
      ...seen,
      what: `a rule in the chain of ${whose} asks the set ${set.name}, which is none of that policy as it stands`,
    };
  if (known && known.holds !== (member.holds ? "no" : "yes")) return undefined;
  return {
    ...seen,
    what: `the set ${set.name} that a rule of ${whose} asks ${member.holds ? `holds ${member.member}, whom the policy does not mean` : `lacks ${member.member}`}`,
  };
}
