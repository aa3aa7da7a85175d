/** The verdict for one flow, in both directions, with the reasons. */
import { toModel, type PolicyModel } from "../compile.ts";
import type { KubernetesObject } from "../objects/objects.ts";
import type { Decision, Verdict } from "../verdict/decide.ts";
import type { PolicyFlow } from "../match/ends.ts";
import { translated } from "../translation/translated.ts";
import {
  arrivalsOf,
  combine,
  decideDirection,
  resolveFlow,
  settle,
  undecidedFor,
  worst,
  type ResolvedFlow,
} from "../verdict/evaluate.ts";
import type { Direction, RuleNamed } from "./direction.ts";
import { existingTiers } from "./existing-tiers.ts";
import { denying, describeMiss, nearestRule } from "./nearest-miss.ts";
import type { DirectionName } from "../normal-form.ts";
import { towardsText } from "../match/ports.ts";
import { admissionSentence, denialSentence, joinSentences, openSentence } from "./sentence.ts";
import { unguarded } from "./unguarded.ts";
import { walkthrough } from "./walkthrough.ts";
import { whicheverArrives, type Arriving } from "./whichever-arrives.ts";
import { ruleHere } from "./rule-line.ts";

export type { Direction, RuleNamed } from "./direction.ts";

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
  const exempt = flow.exempt[direction];
  const verdict = settle(decision.verdict, exempt, undecided.length > 0, decision.by);
  const nearest = decision.verdict === "allow" ? undefined : nearestRule(denying(decision), asked);
  const miss = nearest && describeMiss(nearest);
  const by = decision.by && named(decision.by, asked);
  const { problems } = model;
  const existing = existingTiers(model, subject, direction);
  const beyondMesh = direction === "ingress" ? unguarded(model, subject) : [];
  const lines = walkthrough({
    asked,
    subject,
    beyondMesh,
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
  const meant = translated(model, flow);
  if ("unclear" in meant) return untranslatable(model, flow, meant.unclear);
  const all = meant.flows.map((one) => explainOne(model, one));
  const verdict = worst(all.map((one) => one.verdict));
  return all.find((one) => one.verdict === verdict) ?? untranslatable(model, flow, "it leads to nobody");
}

function explainOne(model: PolicyModel, flow: PolicyFlow): Explanation {
  const resolved = resolveFlow(model, flow);
  const egress = explainDirection(model, resolved, "egress");
  const arriving = (one: PolicyFlow): Arriving => {
    const arrival = resolveFlow(model, one);
    return { from: arrival.asked.ingress.from, told: explainDirection(model, arrival, "ingress") };
  };
  const [first, ...others] = arrivalsOf(flow);
  const asked = whicheverArrives(resolved.to, [arriving(first), ...others.map(arriving)]);
  const ingress = flow.dropped === undefined ? asked : neverAsked(flow.dropped);
  const verdict = combine(egress.verdict, ingress.verdict);
  const sentence = wholeSentence(verdict, egress, ingress, resolved);
  return {
    verdict,
    egress,
    ingress:
      flow.translated === undefined
        ? ingress
        : { ...ingress, walkthrough: [flow.translated, ...ingress.walkthrough] },
    sentence,
  };
}

/** No policy of the target has a say. */
function neverAsked(dropped: string): Direction {
  return { direction: "ingress", verdict: "deny", isolatedBy: [], sentence: dropped, walkthrough: [dropped] };
}

/** An address that nodes translate, to nobody that can be asked about. */
function untranslatable(model: PolicyModel, flow: PolicyFlow, why: string): Explanation {
  const { from } = resolveFlow(model, flow);
  const reason = why.replace(/\.$/, "");
  const told = (direction: DirectionName): Direction => ({
    direction,
    verdict: "undecidable",
    isolatedBy: [],
    sentence: `Whether ${from.name} may reach ${flow.to.name ?? flow.to.ip ?? "it"} cannot be told: ${reason}`,
    walkthrough: [reason],
  });
  const [egress, ingress] = [told("egress"), told("ingress")];
  return { verdict: "undecidable", egress, ingress, sentence: egress.sentence };
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
  if (exempt.egress && exempt.ingress && !exempt.egress.unless) return exempt.egress.why;
  if (!egress.allowedBy && !ingress.allowedBy)
    return `No policy stands between ${from.name} and ${to.name} on ${goes}`;
  return joinSentences(
    [egress, ingress].filter(({ allowedBy }) => allowedBy).map(({ sentence }) => sentence),
  );
}
