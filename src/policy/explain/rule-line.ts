/** One rule in the walkthrough: whether it matches, and why not. */
import { describeRef } from "../../model/kubernetes.ts";
import { matchRule, type Asked } from "../verdict/decide.ts";
import { withoutRequests } from "../match/requests.ts";
import { doubt } from "./doubt.ts";
import { ruleMiss } from "./nearest-miss.ts";
import type { Rule, RuleSet } from "../normal-form.ts";
import { unseenRequests } from "./unseen-requests.ts";
import { plainRuleText, ruleName, ruleText } from "./wording.ts";

/** `denies anyone on TCP 80`, as far as it speaks of what was asked. */
function textHere(rule: Rule, { to, towards }: Asked): string {
  return withoutRequests(rule, to, towards.port) === "without" && rule.needs !== undefined
    ? `${plainRuleText(rule)}, whatever it says of requests, as ${unseenRequests(to, towards)}`
    : ruleText(rule);
}

/** `ingress rule 1 denies anyone on TCP 80`. */
export function ruleHere(ruleSet: RuleSet, rule: Rule, asked: Asked): string {
  return `${ruleName(ruleSet, rule)} ${textHere(rule, asked)}`;
}

/** `NetworkPolicy shop/web admits anyone on TCP 80 (ingress rule 1)`. */
export function ruleSays(ruleSet: RuleSet, rule: Rule, asked: Asked): string {
  return `${describeRef(ruleSet.object)} ${textHere(rule, asked)} (${ruleName(ruleSet, rule)})`;
}

export function ruleLine(ruleSet: RuleSet, rule: Rule, asked: Asked): string {
  const object = describeRef(ruleSet.object);
  const head = `${object} ${ruleHere(ruleSet, rule, asked)}`;
  switch (matchRule(rule, asked)) {
    case "yes":
      return `${head}: matches`;
    case "unknown":
      return `${object} ${ruleName(ruleSet, rule)} ${plainRuleText(rule)}: cannot be told, ${doubt(rule, asked)}`;
    case "no": {
      const { misses } = ruleMiss(ruleSet, rule, asked);
      return `${head}: no, ${misses.map((miss) => miss.says).join(", and ") || "it names nobody"}`;
    }
  }
}
