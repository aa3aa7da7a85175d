/** How a direction was decided, line by line, for people who want to follow it. */
import { describeRef, type ObjectRef } from "../../model/kubernetes.ts";
import { isClusterWide } from "../adapters/index.ts";
import type { Asked, Decision } from "../verdict/decide.ts";
import type { End } from "../match/ends.ts";
import type { Exemption } from "../verdict/exempt.ts";
import type { Problem } from "../input/objects.ts";
import { doubt, ruleLine } from "./rule-line.ts";
import { hasTiers, tierLines } from "./tier-lines.ts";

/** Beyond this many rules the rest is counted. */
const shownRules = 20;

const effectTexts: Readonly<Record<Problem["effect"], string>> = {
  "left-out": "is invalid and left out",
  "fails-closed": "is read in part",
  "not-decided": "is not decided here",
  "not-enforced": "is not enforced",
};

export interface Walked {
  readonly asked: Asked;
  readonly subject: End;
  readonly decision: Decision;
  readonly exempt: Exemption | undefined;
  readonly undecided: readonly ObjectRef[];
  readonly problems: readonly Problem[];
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
          ({ ruleSet, rule, why }) =>
            `${describeRef(ruleSet.object)} rule ${rule.index + 1}: ${why ?? doubt(rule, asked)}`,
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
    ({ object }) =>
      subject.pod &&
      (object.namespace === undefined
        ? isClusterWide(object)
        : object.kind !== "Pod" && object.namespace === subject.namespace),
  );
  return [
    ...(hasTiers(decision) ? tierLines(decision, asked, subject.name) : [who, ...ruleLines(walked)]),
    ...here
      .map(({ object, field, says, effect }) =>
        `${describeRef(object)} ${effectTexts[effect]}: ${field} ${says}`.replace(":  ", ": "),
      )
      .sort(),
    ...(decision.verdict === "deny" && undecided.length > 0
      ? [`${undecided.map(describeRef).join(", ")} is not decided here and might overrule this`]
      : []),
    lastLine(walked),
  ];
}
