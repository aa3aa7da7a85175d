import type { End } from "./ends.ts";
import type { DirectionName, Rule, RuleSet } from "./normal-form.ts";
import type { Tri } from "./tri.ts";
import { matchPeers } from "./peers.ts";
import { matchPorts, type Towards } from "./ports.ts";

export type Verdict = "allow" | "deny" | "undecidable";

/** A rule of a rule set. */
export interface RuleOf {
  readonly ruleSet: RuleSet;
  readonly rule: Rule;
}

export interface Decision {
  readonly verdict: Verdict;
  /** The rule that acted. */
  readonly by?: RuleOf;
  /** Every rule set whose selection makes the end isolated in this direction, up to where it was decided. */
  readonly isolating: readonly RuleSet[];
  /** Rules of which it cannot be told whether they match. */
  readonly unsure: readonly RuleOf[];
}

/** What one direction is decided about: the selected end, the other end, and the port at the destination. */
export interface Asked {
  readonly direction: DirectionName;
  readonly from: End;
  readonly to: End;
  readonly towards: Towards;
}

export function matchRule(rule: Rule, asked: Asked): Tri {
  const ports = matchPorts(rule.ports, asked.towards, asked.to);
  if (ports === "no") return "no";
  const peers = matchPeers(rule.peers, asked.direction === "ingress" ? asked.from : asked.to);
  return peers === "yes" ? ports : peers;
}

/** Tier rank, then order, then name; stable for equal ones, so the order of the input never matters. */
export function inOrder(ruleSets: readonly RuleSet[]): RuleSet[] {
  return [...ruleSets].sort(
    (one, other) =>
      one.tier.rank - other.tier.rank ||
      one.order - other.order ||
      compare(one.object.namespace ?? "", other.object.namespace ?? "") ||
      compare(one.object.name, other.object.name),
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/**
 * Walks the rule sets that select the end, as `normal-form.ts` describes. A rule that may or may not match
 * makes the answer undecidable only when it would change it.
 * @param ruleSets of this direction, ordered by `inOrder`.
 */
export function decide(ruleSets: readonly RuleSet[], asked: Asked): Decision {
  const unsure: RuleOf[] = [];
  const isolating: RuleSet[] = [];
  const settle = (verdict: "allow" | "deny", by?: RuleOf): Decision => {
    const doubted = unsure.some(({ rule }) => rule.action !== verdict && rule.action !== "log");
    return { verdict: doubted ? "undecidable" : verdict, ...(by ? { by } : {}), isolating, unsure };
  };
  for (let start = 0; start < ruleSets.length;) {
    const rank = ruleSets[start]?.tier.rank;
    const tier = ruleSets.slice(start).filter((ruleSet) => ruleSet.tier.rank === rank);
    start += tier.length;
    isolating.push(...tier.filter((ruleSet) => ruleSet.isolates));
    const acted = firstMatch(tier, asked, unsure);
    if (acted?.rule.action === "allow" || acted?.rule.action === "deny")
      return settle(acted.rule.action, acted);
    if (!acted && tier.some((ruleSet) => ruleSet.isolates)) return settle("deny");
  }
  return settle("allow");
}

function firstMatch(tier: readonly RuleSet[], asked: Asked, unsure: RuleOf[]): RuleOf | undefined {
  for (const ruleSet of tier) {
    for (const rule of ruleSet.rules) {
      const match = matchRule(rule, asked);
      if (match === "unknown") unsure.push({ ruleSet, rule });
      else if (match === "yes" && rule.action !== "log") return { ruleSet, rule };
    }
  }
  return undefined;
}
