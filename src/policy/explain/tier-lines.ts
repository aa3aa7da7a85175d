/** The tiers in the order they were asked: what each rule said, and what came of the tier. */
import { describeRef } from "../../model/kubernetes.ts";
import type { Asked, Decision, TierWalk } from "../verdict/decide.ts";
import type { RuleSet } from "../normal-form.ts";
import { ruleLine } from "./rule-line.ts";
import { networkPolicyTier } from "../tiers.ts";

/** Beyond this many rules of one tier the rest is counted. */
const shownRules = 20;

/** NetworkPolicies alone need no tiers to be told. */
export function hasTiers({ tiers }: Decision): boolean {
  return tiers.some(({ ruleSets }) => ruleSets.some(({ tier }) => tier.name !== networkPolicyTier.name));
}

function outcomeText({ outcome, by, ruleSets }: TierWalk): string {
  switch (outcome) {
    case "allow":
      return `${by ? describeRef(by.ruleSet.object) : "it"} allows, which is final here`;
    case "deny":
      return `${by ? describeRef(by.ruleSet.object) : "it"} denies, which is final`;
    case "default-deny": {
      const isolating = ruleSets.filter(({ isolates }) => isolates).map(({ object }) => describeRef(object));
      return `no rule matches and ${[...new Set(isolating)].join(", ")} isolate${isolating.length > 1 ? "" : "s"} it: denied by default`;
    }
    case "next":
      return by
        ? `${describeRef(by.ruleSet.object)} passes it on to the next tier`
        : "no rule matches, so the next tier is asked";
  }
}

function rulesAsked({ ruleSets, by }: TierWalk): { ruleSet: RuleSet; rule: RuleSet["rules"][number] }[] {
  const all = ruleSets.flatMap((ruleSet) => ruleSet.rules.map((rule) => ({ ruleSet, rule })));
  const acted = all.findIndex(({ ruleSet, rule }) => ruleSet === by?.ruleSet && rule === by.rule);
  return acted < 0 ? all : all.slice(0, acted + 1);
}

function linesOf(walk: TierWalk, asked: Asked): string[] {
  const label = [...new Set(walk.ruleSets.map(({ tier }) => tier.name))].join(" and ");
  const rules = rulesAsked(walk);
  const left = rules.length - shownRules;
  const shown = left > 0 ? [...rules.slice(0, shownRules - 1), ...rules.slice(-1)] : rules;
  return [
    ...shown.map(({ ruleSet, rule }) => ruleLine(ruleSet, rule, asked)),
    ...(left > 0 ? [`… and ${left} more rules before that`] : []),
    outcomeText(walk),
  ].map((line) => `${label} tier: ${line}`);
}

/** Whether the NetworkPolicy tier was reached without any policy there that selects the end. */
function passedEmptyTier({ tiers }: Decision): number {
  const network = tiers.filter(({ ruleSets }) => ruleSets[0]?.tier.layer === undefined);
  const ranks = network.map(({ ruleSets }) => ruleSets[0]?.tier.rank ?? 0);
  const before = ranks.filter((rank) => rank < networkPolicyTier.rank).length;
  const settled = network.slice(0, before).some(({ outcome }) => outcome !== "next");
  return settled || ranks.includes(networkPolicyTier.rank) ? -1 : before;
}

/** @param who the selected end, as a person calls it. */
export function tierLines(decision: Decision, asked: Asked, who: string): string[] {
  const lines = decision.tiers.map((walk) => linesOf(walk, asked));
  const empty = passedEmptyTier(decision);
  const none = `${networkPolicyTier.name} tier: no policy selects ${who} for ${asked.direction}`;
  return (empty < 0 ? lines : lines.toSpliced(empty, 0, [none])).flat();
}
