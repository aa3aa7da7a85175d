/** The rules that let a packet pass which policies would stop, found by walking the rules without each of them. */
import type { PolicyName } from "../../netstack/enforcers/policy-name.ts";
import { isStopped } from "../../netstack/kernel/netns-walk.ts";
import {
  chainOf,
  chainsByName,
  policiesBehind,
  policyOfChain,
} from "../../netstack/enforcers/policy-names.ts";
import type { Rule, Ruleset } from "../../netstack/rules/rules.ts";
import type { FirewallView, RuleWay } from "./firewall.ts";

/** One rule without which the packet would be stopped by policies. */
export interface RuleChange {
  readonly rule: Rule;
  readonly policy?: PolicyName;
}

/** Changed rules walked at most for one question. */
const most = 300;

/**
 * Rules without which a packet that passes now would be stopped for one of these policies, those of policies first. A jump whose loss
 * leaves the packet nowhere to go is none of them.
 */
export function rulesThatAdmit(
  view: FirewallView,
  way: RuleWay,
  isMeant: (policy: PolicyName) => boolean,
): readonly RuleChange[] {
  if (isStopped(way.walk)) return [];
  const { rulesets } = view.rules;
  const chains = chainsByName(rulesets);
  return way.walk.trail
    .slice(0, most)
    .map((rule) => ({
      rule,
      instead: way.again({ rulesets: without(rulesets, rule), context: way.context }),
    }))
    .filter(({ instead }) => isStopped(instead))
    .filter(({ instead }) => policiesBehind(instead.by, instead.trail, rulesets).policies.some(isMeant))
    .map(({ rule }) => {
      const chain = chainOf(rule, chains);
      const policy = chain && policyOfChain(chain);
      return { rule, ...(policy ? { policy } : {}) };
    })
    .sort((one, other) => Number(other.policy !== undefined) - Number(one.policy !== undefined));
}

function without(rulesets: readonly Ruleset[], gone: Rule): readonly Ruleset[] {
  return rulesets.map((ruleset): Ruleset => {
    if (ruleset.backend !== gone.backend) return ruleset;
    return {
      ...ruleset,
      chains: ruleset.chains.map((chain) =>
        chain.rules.includes(gone) ? { ...chain, rules: chain.rules.filter((rule) => rule !== gone) } : chain,
      ),
    };
  });
}
