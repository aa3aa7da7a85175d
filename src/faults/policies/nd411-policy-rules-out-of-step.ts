/** Which rule is one too many or one too few, in words: the comparison with the policies is most of the file. */
import type { Flow } from "../../model/flow.ts";
import { describeRef, type ObjectRef } from "../../model/kubernetes.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";
import type { PolicyName } from "../../netstack/enforcers/policy-name.ts";
import {
  chainsAsked,
  chainsByName,
  isPolicyChain,
  policiesAsked,
} from "../../netstack/enforcers/policy-names.ts";
import type { DirectionName } from "../../policy/normal-form.ts";
import type { Direction, Explanation } from "../../policy/explain/explain.ts";
import type { Drop } from "../../journey/hops/drop.ts";
import type { FirewallView } from "../../journey/hops/firewall.ts";
import {
  admits,
  declaredPolicy,
  isChainOf,
  means,
  policiesAbout,
  refOf,
} from "../../journey/policies/policies-meant.ts";
import { policyRuleGate, type PolicyRule } from "../../gates/policy-rules.ts";
import { policedFlow } from "../../journey/services/policed.ts";
import { defineStop, gateOf, only } from "../define-fault.ts";
import { describePolicy, restartAgent, showChain } from "./drift.ts";
import { attempts, passage } from "../needs/traffic.ts";
import { stoppedBy, whereabouts } from "./stopped-by-rule.ts";

export const policyRulesOutOfStep = defineStop({
  code: "ND411",
  title: "A node's policy rules stop what the policies allow",
  at: ["node-out", "node-in"],
  gate: "rules",
  foretells: "stops",
  stop: only(gateOf("policy rules beside the policies", policyRuleGate), isOutOfStep),
  tells: { passage, attempts },
  name({ drop, policy, said, view }, { passage, attempts }, { hop, flow: asked, snapshot }) {
    const flow = policedFlow(asked, hop, snapshot);
    const { direction } = said;
    const node = hop.node ?? "the node";
    const { what, object, look } = wrongAt(node, { drop, policy, direction, firewall: view, flow, snapshot });
    return {
      says: `${what}, and the policies as they stand now let the packets pass.`,
      because: [
        { source: "model", says: `${direction}: ${said.sentence}` },
        ...stoppedBy(hop, drop, passage, attempts),
      ],
      ...(object ? { object } : {}),
      ...whereabouts(hop, drop),
      fix: restartAgent(hop.node, look === undefined ? [] : [`${look}   # on ${node}`]),
    };
  },
});

function isOutOfStep(stop: PolicyRule): stop is Extract<PolicyRule, { is: "out of step" }> {
  return stop.is === "out of step";
}

interface Wrong {
  /** The beginning of a sentence. */
  readonly what: string;
  readonly object?: ObjectRef;
  /** A command that shows it. */
  readonly look?: string;
}

interface Judged {
  readonly drop: Drop;
  readonly policy: Explanation;
  readonly direction: DirectionName;
  readonly firewall: FirewallView;
  readonly flow: Flow;
  readonly snapshot: ClusterSnapshot;
}

/** Which rule is one too many, or one too few. */
function wrongAt(node: string, judged: Judged): Wrong {
  const { drop, policy, direction, snapshot } = judged;
  const { because, policies, enforcer } = drop.behind;
  const [first] = policies;
  const { allowedBy } = policy[direction];
  if (!first)
    return allowedBy
      ? missingRule(node, allowedBy, judged)
      : { what: `${enforcer?.name ?? "Who enforces policies"} stops them on ${node}` };
  const object = refOf(first, snapshot);
  const look = drop.rule && showChain(drop.rule, drop.rule.chain);
  const seen = { object, ...(look === undefined ? {} : { look }) };
  const stale = policies.filter((name) => !isAbout(name, judged));
  const gone = stale.filter((name) => !declaredPolicy(name, snapshot));
  if (because === "rule") {
    const whose = describePolicy(first, snapshot);
    return gone.length > 0
      ? { ...seen, what: `${node} still has a rule of ${whose}, which does not exist (any more)` }
      : { ...seen, what: `${node} has a rule in the chain of ${whose} that this policy does not have` };
  }
  const names = policies.map((name) => describePolicy(name, snapshot)).join(", ");
  const one = policies.length === 1;
  if (gone.length === policies.length)
    return {
      ...seen,
      what: `${node} still has the rules of ${names}, which no longer ${one ? "exists" : "exist"}`,
    };
  if (stale.length === policies.length)
    return {
      ...seen,
      what: `${node} still holds the pod to ${names}, which no longer ${one ? "selects" : "select"} it for ${direction}`,
    };
  return allowedBy
    ? missingRule(node, allowedBy, judged)
    : {
        ...seen,
        what: `${node} stops what ${names} ${one ? "lets" : "let"} pass on, in rules of an older version`,
      };
}

/** Whether a policy is there and selects the pod. */
function isAbout(name: PolicyName, { direction, flow, snapshot }: Judged): boolean {
  return policiesAbout(direction, flow, snapshot).some(({ ref }) => means(name, ref));
}

/** A policy admits the packets, and its rules on the node do not. */
function missingRule(node: string, allowedBy: NonNullable<Direction["allowedBy"]>, judged: Judged): Wrong {
  const { drop, direction, firewall, flow, snapshot } = judged;
  const chains = chainsByName(firewall.rules.rulesets);
  const trail = drop.way?.walk.trail ?? [];
  const asked = chainsAsked(trail, chains);
  const named = policiesAsked(trail, chains);
  const { object } = allowedBy;
  const admitting = [
    object,
    ...policiesAbout(direction, flow, snapshot)
      .map(({ ref }) => ref)
      .filter((ref) => admits(ref, direction, flow, snapshot)),
  ];
  for (const ref of admitting) {
    const chain =
      named.find(({ policy }) => means(policy, ref))?.chain ??
      asked.find((one) => isChainOf(one, ref, direction, snapshot));
    if (chain)
      return {
        what: `On ${node} the chain of ${describeRef(ref)} (${chain.name}) has no rule for them: it was changed by hand, or is of an older version`,
        object: ref,
        ...(drop.rule ? { look: showChain(drop.rule, chain.name) } : {}),
      };
  }
  const elsewhere = [...chains.values()].some((chain) => isChainOf(chain, object, direction, snapshot));
  const nameless = asked.find((one) => isPolicyChain(one) && !named.some(({ chain }) => chain === one));
  const look = nameless?.name ?? drop.rule?.chain;
  return {
    what: elsewhere
      ? `${node} has the rules of ${describeRef(object)} and does not ask them for this pod`
      : nameless
        ? `No rule that ${node} asks about them names ${describeRef(object)}, and its chain ${nameless.name} does not tell whose it is`
        : `${node} asks no rules of ${describeRef(object)} for this pod`,
    object,
    ...(drop.rule && look !== undefined ? { look: showChain(drop.rule, look) } : {}),
  };
}
