import { type Rule, type RuleSet } from "./normal-form.ts";

/** The rule set when it cannot be told whether it is asked at all: every rule of it may match or not, and so may its isolation. */
export function inDoubt(ruleSet: RuleSet, needs: string): RuleSet {
  const rules = ruleSet.rules.map(({ atZtunnel, onTcpPort, ...rule }): Rule => ({
    ...rule,
    needs,
    ...(atZtunnel === "never" ? { atZtunnel } : {}),
    ...(onTcpPort === "never" ? { onTcpPort } : {}),
  }));
  const isolation: Rule = { index: -1, action: "deny", peers: undefined, ports: undefined, needs };
  return { ...ruleSet, isolates: false, rules: ruleSet.isolates ? [...rules, isolation] : rules };
}
