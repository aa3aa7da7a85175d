/** The verdict for one flow, in both directions, with the reasons. */
import type { ObjectRef } from "../../model/kubernetes.ts";
import { toModel, type PolicyModel } from "../compile.ts";
import type { KubernetesObject } from "../input/objects.ts";
import type { Decision, Verdict } from "../verdict/decide.ts";
import type { PolicyFlow } from "../match/ends.ts";
import {
  combine,
  decideDirection,
  resolveFlow,
  settle,
  undecidedFor,
  type ResolvedFlow,
} from "../verdict/evaluate.ts";
import { existingTiers } from "./existing-tiers.ts";
import { denying, describeMiss, nearestRule, type NearestMiss } from "./nearest-miss.ts";
import type { DirectionName } from "../normal-form.ts";
import { towardsText } from "../match/ports.ts";
import { admissionSentence, denialSentence, joinSentences, openSentence } from "./sentence.ts";
import { walkthrough } from "./walkthrough.ts";
import { ruleHere } from "./rule-line.ts";

export interface RuleNamed {
  readonly object: ObjectRef;
  /** Position in the object's ingress or egress list, from 0. */
  readonly ruleIndex: number;
  /** Name of the tier it stands in. */
  readonly tier: string;
  readonly text: string;
}

export interface Direction {
  readonly direction: DirectionName;
  readonly verdict: Verdict;
  /** Every policy that isolates the end in this direction, allowing ones included; those of the tier that denied first. */
  readonly isolatedBy: readonly ObjectRef[];
  readonly allowedBy?: RuleNamed;
  /** A rule that denies by itself, in policy APIs that have such. */
  readonly deniedBy?: RuleNamed;
  readonly nearestMiss?: NearestMiss;
  /** One sentence for this direction. */
  readonly sentence: string;
  /** What was asked in which order, line by line. */
  readonly walkthrough: readonly string[];
}

export interface Explanation {
  readonly verdict: Verdict;
  readonly egress: Direction;
  readonly ingress: Direction;
  readonly sentence: string;
}

function named(by: NonNullable<Decision["by"]>, asked: Decision["asked"]): RuleNamed {
  return {
    object: by.ruleSet.object,
    ruleIndex: by.rule.index,
    tier: by.ruleSet.tier.name,
    text: ruleHere(by.ruleSet, by.rule, asked),
  };
}

function explainDirection(model: PolicyModel, flow: ResolvedFlow, direction: DirectionName): Direction {
  const subject = direction === "ingress" ? flow.to : flow.from;
  const decision = decideDirection(model, flow.asked[direction]);
  const { asked } = decision;
  const undecided = undecidedFor(model, subject);
  const exempt = flow.exempt;
  const verdict = settle(decision.verdict, exempt, undecided.length > 0, decision.by);
  const nearest = decision.verdict === "allow" ? undefined : nearestRule(denying(decision), asked);
  const miss = nearest && describeMiss(nearest);
  const by = decision.by && named(decision.by, asked);
  const { problems } = model;
  const existing = existingTiers(model, subject, direction);
  const lines = walkthrough({
    asked,
    subject,
    decision,
    exempt,
    undecided,
    problems,
    existing,
    ...(nearest ? { nearest } : {}),
  });
  return {
    direction,
    verdict,
    isolatedBy: [...new Set([...denying(decision), ...decision.isolating])].map(({ object }) => object),
    ...(by && decision.verdict === "allow" ? { allowedBy: by } : {}),
    ...(by && decision.verdict === "deny" ? { deniedBy: by } : {}),
    ...(miss && verdict !== "allow" ? { nearestMiss: miss } : {}),
    sentence:
      exempt &&
      verdict !== "deny" &&
      !(exempt.unless && decision.verdict === "allow") &&
      !(exempt.ofNetwork && verdict !== "allow")
        ? exempt.why
        : verdict === "undecidable"
          ? openSentence(asked, lines.at(-1) ?? "")
          : verdict === "deny"
            ? denialSentence(decision)
            : decision.by
              ? admissionSentence(decision.by, asked)
              : `no policy selects ${subject.name} for ${direction}`,
    walkthrough: lines,
  };
}

/**
 * Answers one flow. Both the source's egress and the destination's ingress must allow it; replies are free, so
 * the way back is never asked. Undecidable, where it would change the verdict: ICMP against rules with ports, what was not
 * read, conditions above layer 4, equal priorities, policies of other APIs; a pod calling itself through a Service, or its own
 * node, against its policies; mixed address families.
 */
export function explain(objects: PolicyModel | readonly KubernetesObject[], flow: PolicyFlow): Explanation {
  const model = toModel(objects);
  const resolved = resolveFlow(model, flow);
  const egress = explainDirection(model, resolved, "egress");
  const ingress = explainDirection(model, resolved, "ingress");
  const verdict = combine(egress.verdict, ingress.verdict);
  return { verdict, egress, ingress, sentence: wholeSentence(verdict, egress, ingress, resolved) };
}

function wholeSentence(
  verdict: Verdict,
  egress: Direction,
  ingress: Direction,
  { from, to, asked, exempt }: ResolvedFlow,
): string {
  const goes = towardsText(asked.ingress.towards);
  if (verdict !== "allow") {
    const sentences = [egress, ingress]
      .filter((direction) => direction.verdict === verdict)
      .map(({ sentence }) => sentence);
    return joinSentences(sentences);
  }
  if (exempt && !exempt.unless) return exempt.why;
  if (!egress.allowedBy && !ingress.allowedBy)
    return `No policy stands between ${from.name} and ${to.name} on ${goes}`;
  return joinSentences(
    [egress, ingress].filter(({ allowedBy }) => allowedBy).map(({ sentence }) => sentence),
  );
}
