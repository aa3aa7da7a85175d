/** How a direction was decided, line by line, for people who want to follow it. */
import { describeRef, type ObjectRef } from "../../model/kubernetes.ts";
import { isClusterWide } from "../adapters/index.ts";
import type { Asked, Decision, RuleOf } from "../verdict/decide.ts";
import type { End } from "../match/ends.ts";
import type { Exemption } from "../verdict/exempt.ts";
import { problemText, type Problem } from "../objects/objects.ts";
import { together } from "../bounded.ts";
import { keptByKey } from "../kept.ts";
import type { Tier } from "../normal-form.ts";
import { assumptions } from "./assumptions.ts";
import { doubts } from "./doubt.ts";
import { ruleLine } from "./rule-line.ts";
import { hasTiers, meshLines, tierLines } from "./tier-lines.ts";

/** Beyond this many rules the rest is counted. */
const shownRules = 20;

const effectTexts: Readonly<Record<Problem["effect"], string>> = {
  "left-out": "is invalid and left out",
  "judged-without": "is invalid, and judged by the rest of it",
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
  /** The rule to tell of, when not all can be. */
  readonly nearest?: RuleOf;
  /** Tiers that have policies, whether or not one selects the end. */
  readonly existing: readonly Tier[];
  /** What is said of policies of a mesh that the end has no part in. */
  readonly beyondMesh: readonly string[];
}

function firstTold(rules: readonly RuleOf[], one: RuleOf | undefined): readonly RuleOf[] {
  return one ? [one, ...rules.filter(({ rule }) => rule !== one.rule)] : rules;
}

function ruleLines({ asked, decision, nearest }: Walked): string[] {
  const rules = decision.isolating.flatMap((ruleSet) => ruleSet.rules.map((rule) => ({ ruleSet, rule })));
  const empty = decision.isolating
    .filter((ruleSet) => ruleSet.rules.length === 0)
    .map(({ object }) => describeRef(object));
  const first = firstTold(rules, decision.by ?? (rules.length > shownRules ? nearest : undefined));
  const lines = first.slice(0, shownRules).map(({ ruleSet, rule }) => ruleLine(ruleSet, rule, asked));
  return [
    ...(empty.length > 0
      ? [
          `${together(empty, shownRules)} ${empty.length > 1 ? "have" : "has"} no ${asked.direction} rule: ${empty.length > 1 ? "they admit" : "it admits"} nothing`,
        ]
      : []),
    ...lines,
    ...(first.length > shownRules ? [`… and ${first.length - shownRules} more rules`] : []),
  ];
}

function lastLine({ asked, decision, exempt, undecided }: Walked): string {
  const { direction } = asked;
  const standsAnyway = decision.by && exempt?.notFrom?.includes(decision.by.ruleSet.object.kind);
  const asksPolicies = exempt?.unless && decision.verdict === "allow";
  const ofMesh = exempt?.ofNetwork && decision.verdict !== "allow";
  if (exempt && !asksPolicies && !standsAnyway && !ofMesh)
    return exempt.verdict === "allow" && !exempt.unless ? `${exempt.why}: allowed` : exempt.why;
  if (decision.verdict === "allow" && undecided.length > 0)
    return `${together(undecided.map(describeRef))} may select it and is not decided here`;
  switch (decision.verdict) {
    case "allow":
      return decision.by ? `allowed by ${describeRef(decision.by.ruleSet.object)}` : "allowed by default";
    case "deny":
      return decision.by
        ? `denied by ${describeRef(decision.by.ruleSet.object)}`
        : `no rule of any isolating policy matches: ${direction} is denied by default`;
    case "undecidable":
      return doubts(decision);
  }
}

/** What the mesh says where no policy of the network is asked; that is the outcome when the mesh says nothing. */
const aboveNetwork = (why: string, mesh: readonly string[]): readonly string[] =>
  mesh.length > 0 ? [why, ...mesh] : [];

/** Those of policies of the whole cluster under "". */
const problemsIn = keptByKey(({ object }: Problem) => {
  if (object.namespace === undefined) return isClusterWide(object) ? [""] : [];
  return object.kind === "Pod" ? [] : [object.namespace];
});

/** Never empty; the last line is the outcome. */
export function walkthrough(walked: Walked): string[] {
  const { subject, decision, exempt, undecided, problems, existing } = walked;
  const { direction } = walked.asked;
  const isolating = decision.isolating.map(({ object }) => describeRef(object));
  const who =
    isolating.length === 0
      ? subject.pod && !subject.onHost
        ? `no policy selects ${subject.name} for ${direction}`
        : `${subject.name} is ${subject.onHost ? "on its node's network" : "not a pod"}: no NetworkPolicy selects it`
      : `${subject.name} is isolated for ${direction} by ${together([...new Set(isolating)], shownRules)}`;
  const here = subject.pod ? [...problemsIn(problems, ""), ...problemsIn(problems, subject.namespace)] : [];
  const notes = here
    .map(
      (problem) => `${describeRef(problem.object)} ${effectTexts[problem.effect]}: ${problemText(problem)}`,
    )
    .sort();
  const told = exempt?.ofNetwork
    ? aboveNetwork(exempt.why, meshLines(decision, walked.nearest))
    : hasTiers(decision, existing) && subject.pod && !subject.onHost
      ? tierLines(decision, existing, subject.name, walked.nearest)
      : [who, ...ruleLines(walked)];
  return [
    ...told,
    ...walked.beyondMesh,
    ...assumptions(decision, subject),
    ...notes.slice(0, shownRules),
    ...(notes.length > shownRules ? [`… and ${notes.length - shownRules} more policies like these`] : []),
    ...(decision.verdict === "deny" && undecided.length > 0
      ? [`${together(undecided.map(describeRef))} is not decided here and might overrule this`]
      : []),
    lastLine(walked),
  ];
}
