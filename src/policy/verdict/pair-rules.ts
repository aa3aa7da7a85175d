/** Rules as they stand between two ends, for asking about many ports of one pair. */
import type { End } from "../match/ends.ts";
import { matchPeers } from "../match/peers.ts";
import type { DirectionName, Rule, RuleSet } from "../normal-form.ts";

interface Pair {
  readonly direction: DirectionName;
  readonly from: End;
  readonly to: End;
}

function ruleForPair(rule: Rule, other: End, subject: End): readonly Rule[] {
  if (!rule.peers) return [rule];
  const match = matchPeers(rule.peers, other, subject);
  if (match === "no") return [];
  return match === "yes" ? [{ ...rule, peers: undefined }] : [rule];
}

/**
 * The rule sets without rules about others, and without asking again who the other end is. In the layers of a mesh that
 * depends on what comes before, so there they stay as they are.
 */
export function rulesForPair(ruleSets: readonly RuleSet[], { direction, from, to }: Pair): RuleSet[] {
  const [subject, other] = direction === "ingress" ? [to, from] : [from, to];
  return ruleSets.map((ruleSet) =>
    ruleSet.tier.layer === undefined
      ? { ...ruleSet, rules: ruleSet.rules.flatMap((rule) => ruleForPair(rule, other, subject)) }
      : ruleSet,
  );
}
