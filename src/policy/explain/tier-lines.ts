/** The tiers in the order they were asked: what each rule said, and what came of the tier. */
import { describeRef } from "../../model/kubernetes.ts";
import { together } from "../bounded.ts";
import { matchRule, type Asked, type Decision, type RuleOf, type TierWalk } from "../verdict/decide.ts";
import type { RuleSet, Tier } from "../normal-form.ts";
import { ruleLine } from "./rule-line.ts";
import { networkPolicyTier } from "../tiers.ts";

/** Beyond this many rules of one tier the rest is counted. */
const shownRules = 20;

/** NetworkPolicies alone need no tiers to be told. */
export function hasTiers({ tiers }: Decision, existing: readonly Tier[]): boolean {
  const others = [
    ...existing.filter(({ layer }) => layer === undefined),
    ...tiers.flatMap(({ ruleSets }) => ruleSets.map(({ tier }) => tier)),
  ];
  return others.some(({ name }) => name !== networkPolicyTier.name);
}

/** @param inDoubt whether a rule before may match. */
function outcomeText({ outcome, by, ruleSets }: TierWalk, inDoubt: boolean): string {
  const none = inDoubt ? "no other rule matches" : "no rule matches";
  const unless = inDoubt ? ", if none before it matches" : "";
  switch (outcome) {
    case "allow":
      return `${by ? describeRef(by.ruleSet.object) : "it"} allows, which is final here${unless}`;
    case "deny":
      return `${by ? describeRef(by.ruleSet.object) : "it"} denies, which is final${unless}`;
    case "default-deny": {
      const isolating = new Set(
        ruleSets.filter(({ isolates }) => isolates).map(({ object }) => describeRef(object)),
      );
      return `${none} and ${together([...isolating], shownRules)} isolate${isolating.size > 1 ? "" : "s"} it: denied by default`;
    }
    case "next":
      return by
        ? `${describeRef(by.ruleSet.object)} passes it on to the next tier`
        : `${none}, so the next tier is asked`;
  }
}

function rulesAsked({ ruleSets, by }: TierWalk): { ruleSet: RuleSet; rule: RuleSet["rules"][number] }[] {
  const all = ruleSets.flatMap((ruleSet) => ruleSet.rules.map((rule) => ({ ruleSet, rule })));
  const acted = all.findIndex(({ ruleSet, rule }) => ruleSet === by?.ruleSet && rule === by.rule);
  return acted < 0 ? all : all.slice(0, acted + 1);
}

/** The first rules and the one that acted or, where none did, the nearest one. */
function linesOf(walk: TierWalk, asked: Asked, nearest: RuleOf | undefined): string[] {
  const names = [...new Set(walk.ruleSets.map(({ tier }) => tier.name))].join(" and ");
  const label = walk.ruleSets[0]?.tier.layer === "mutual-tls" ? names : `${names} tier`;
  const rules = rulesAsked(walk);
  const inDoubt = rules.some(({ rule }) => matchRule(rule, asked) === "unknown");
  const left = rules.length - shownRules;
  const few = rules.slice(0, shownRules - 1);
  const own = walk.by ?? rules.find(({ rule }) => rule === nearest?.rule);
  const last = own && !few.some(({ rule }) => rule === own.rule) ? own : rules[few.length];
  const shown = left > 0 ? [...few, ...(last ? [last] : [])] : rules;
  return [
    ...shown.map(({ ruleSet, rule }) => ruleLine(ruleSet, rule, asked)),
    ...(left > 0 ? [`… and ${left} more rules`] : []),
    outcomeText(walk, inDoubt),
  ].map((line) => `${label}: ${line}`);
}

/** Names of the tiers of the network that were come by without a policy of theirs that selects the end, by rank. */
function passedBy(walked: readonly TierWalk[], existing: readonly Tier[]): Map<number, string[]> {
  const ranks = walked.map(({ ruleSets }) => ruleSets[0]?.tier.rank ?? 0);
  const last = walked.at(-1);
  const settled = last && last.outcome !== "next" ? Math.max(...ranks) : Infinity;
  const names = new Map<number, string[]>();
  for (const { layer, rank, name } of [...existing, networkPolicyTier])
    if (layer === undefined && rank < settled && !ranks.includes(rank))
      names.set(rank, [...new Set([...(names.get(rank) ?? []), name])].sort());
  return names;
}

const isMesh = ({ ruleSets }: TierWalk): boolean => ruleSets[0]?.tier.layer !== undefined;

/** What the layers of a service mesh said. */
export function meshLines({ tiers, asked }: Decision, nearest?: RuleOf): string[] {
  return tiers.filter(isMesh).flatMap((walk) => linesOf(walk, asked, nearest));
}

/**
 * @param existing tiers that have policies for this direction, whether or not one selects the end.
 * @param who the selected end, as a person calls it.
 */
export function tierLines(
  decision: Decision,
  existing: readonly Tier[],
  who: string,
  nearest?: RuleOf,
): string[] {
  const { tiers, asked } = decision;
  const network = tiers.filter((walk) => !isMesh(walk));
  const told = [
    ...network.map((walk) => ({
      rank: walk.ruleSets[0]?.tier.rank ?? 0,
      lines: linesOf(walk, asked, nearest),
    })),
    ...[...passedBy(network, existing)].map(([rank, names]) => ({
      rank,
      lines: [`${names.join(" and ")} tier: no policy selects ${who} for ${asked.direction}`],
    })),
  ];
  return [
    ...told.sort((one, other) => one.rank - other.rank).flatMap(({ lines }) => lines),
    ...meshLines(decision, nearest),
  ];
}
