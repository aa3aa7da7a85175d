/** How a direction was decided, line by line, for people who want to follow it. */
import { describeRef, type ObjectRef } from "../model/kubernetes.ts";
import { matchRule, type Asked, type Decision } from "./decide.ts";
import type { End } from "./ends.ts";
import type { Exemption } from "./exempt.ts";
import { ruleMiss } from "./nearest-miss.ts";
import type { Rule, RuleSet } from "./normal-form.ts";
import type { Problem } from "./objects.ts";
import { ruleText } from "./wording.ts";

/** Beyond this many rules the rest is counted. */
const shownRules = 20;

export interface Walked {
  readonly asked: Asked;
  readonly subject: End;
  readonly decision: Decision;
  readonly exempt: Exemption | undefined;
  readonly undecided: readonly ObjectRef[];
  readonly problems: readonly Problem[];
}

function ruleLine(ruleSet: RuleSet, rule: Rule, asked: Asked): string {
  const head = `${describeRef(ruleSet.object)} ${asked.direction} rule ${rule.index + 1} ${ruleText(rule)}`;
  switch (matchRule(rule, asked)) {
    case "yes":
      return `${head}: matches`;
    case "unknown":
      return `${head}: cannot be told, ${doubt(rule, asked)}`;
    case "no": {
      const { misses } = ruleMiss(ruleSet, rule, asked);
      return `${head}: no, ${misses.map((miss) => miss.says).join(", and ")}`;
    }
  }
}

function doubt(rule: Rule, asked: Asked): string {
  const other = asked.direction === "ingress" ? asked.from : asked.to;
  return asked.towards.protocol === "ICMP" && rule.ports
    ? "what a rule with ports means for ICMP is left to the network plugin"
    : `the labels of namespace ${other.namespace} were not read`;
}

function ruleLines({ asked, decision }: Walked): string[] {
  const rules = decision.isolating.flatMap((ruleSet) => ruleSet.rules.map((rule) => ({ ruleSet, rule })));
  const empty = decision.isolating
    .filter((ruleSet) => ruleSet.rules.length === 0)
    .map((ruleSet) => `${describeRef(ruleSet.object)} has no ${asked.direction} rule: it admits nothing`);
  const { by } = decision;
  const first = by ? [by, ...rules.filter(({ rule }) => rule !== by.rule)] : rules;
  const lines = first.slice(0, shownRules).map(({ ruleSet, rule }) => ruleLine(ruleSet, rule, asked));
  return [
    ...empty,
    ...lines,
    ...(first.length > shownRules ? [`… and ${first.length - shownRules} more rules`] : []),
  ];
}

function lastLine({ asked, decision, exempt, undecided }: Walked): string {
  const { direction } = asked;
  const asksPolicies = exempt?.unless && decision.verdict === "allow";
  if (exempt && !asksPolicies)
    return exempt.verdict === "allow" && !exempt.unless ? `${exempt.why}: allowed` : exempt.why;
  if (decision.verdict === "allow" && undecided.length > 0)
    return `${undecided.map(describeRef).join(", ")} may select it and is not decided here`;
  switch (decision.verdict) {
    case "allow":
      return decision.by ? `allowed by ${describeRef(decision.by.ruleSet.object)}` : "allowed by default";
    case "deny":
      return decision.by
        ? `denied by ${describeRef(decision.by.ruleSet.object)}`
        : `no rule of any isolating policy matches: ${direction} is denied by default`;
    case "undecidable":
      return decision.unsure
        .map(
          ({ ruleSet, rule }) =>
            `${describeRef(ruleSet.object)} rule ${rule.index + 1}: ${doubt(rule, asked)}`,
        )
        .join("; ");
  }
}

/** Never empty; the last line is the outcome. */
export function walkthrough(walked: Walked): string[] {
  const { asked, subject, decision, undecided, problems } = walked;
  const { direction } = asked;
  const isolating = decision.isolating.map(({ object }) => describeRef(object));
  const who =
    isolating.length === 0
      ? subject.pod && !subject.onHost
        ? `no policy selects ${subject.name} for ${direction}`
        : `${subject.name} is ${subject.onHost ? "on its node's network" : "not a pod"}: no NetworkPolicy selects it`
      : `${subject.name} is isolated for ${direction} by ${isolating.join(", ")}`;
  const here = problems.filter(
    ({ object }) => object.kind !== "Pod" && object.namespace === subject.namespace && subject.pod,
  );
  return [
    who,
    ...ruleLines(walked),
    ...here.map(
      ({ object, field, says, effect }) =>
        `${describeRef(object)} ${effect === "left-out" ? "is invalid and left out" : "is read in part"}: ${field} ${says}`,
    ),
    ...(decision.verdict === "deny" && undecided.length > 0
      ? [`${undecided.map(describeRef).join(", ")} is not decided here and might overrule this`]
      : []),
    lastLine(walked),
  ];
}
