/** One rule in the walkthrough: whether it matches, and why not. */
import { describeRef } from "../../model/kubernetes.ts";
import { matchRule, type Asked } from "../verdict/decide.ts";
import { doubt } from "./doubt.ts";
import { ruleMiss } from "./nearest-miss.ts";
import type { Rule, RuleSet } from "../normal-form.ts";
import { plainRuleText, ruleName, ruleText } from "./wording.ts";

export function ruleLine(ruleSet: RuleSet, rule: Rule, asked: Asked): string {
  const name = `${describeRef(ruleSet.object)} ${ruleName(ruleSet, rule)}`;
  const head = `${name} ${ruleText(rule)}`;
  switch (matchRule(rule, asked)) {
    case "yes":
      return `${head}: matches`;
    case "unknown":
      return `${name} ${plainRuleText(rule)}: cannot be told, ${doubt(rule, asked)}`;
    case "no": {
      if (asked.to.mesh === "ambient" && rule.atZtunnel === "never")
        return `${head}: no, it speaks of requests, which ambient mode's ztunnel does not see`;
      const { misses } = ruleMiss(ruleSet, rule, asked);
      return `${head}: no, ${misses.map((miss) => miss.says).join(", and ") || "it names nobody"}`;
    }
  }
}
