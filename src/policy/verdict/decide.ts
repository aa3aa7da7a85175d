import { describeRef } from "../../model/kubernetes.ts";
import type { End } from "../match/ends.ts";
import type { DirectionName, Rule, RuleSet } from "../normal-form.ts";
import { everyOf, type Tri } from "../tri.ts";
import { matchPeer, matchPeers } from "../match/peers.ts";
import { matchPorts, type Towards } from "../match/ports.ts";
import { withoutRequests } from "../match/requests.ts";

export type Verdict = "allow" | "deny" | "undecidable";

/** A rule of a rule set. */
export interface RuleOf {
  readonly ruleSet: RuleSet;
  readonly rule: Rule;
  /** What leaves it open whether the rule acts, when it is not the rule itself. */
  readonly why?: string;
}

/** One tier that was asked, and what came of it. */
export interface TierWalk {
  readonly ruleSets: readonly RuleSet[];
  /** `default-deny`: isolated and nothing matched. `next`: the next tier is asked, with or without a rule that passes. */
  readonly outcome: "allow" | "deny" | "default-deny" | "next";
  readonly by?: RuleOf;
}

export interface Decision {
  readonly verdict: Verdict;
  /** The rule that acted. */
  readonly by?: RuleOf;
  /** Every rule set whose selection makes the end isolated in this direction, up to where it was decided. */
  readonly isolating: readonly RuleSet[];
  /** Rules of which it cannot be told whether they match, and which would change the verdict. */
  readonly unsure: readonly RuleOf[];
  /** Every tier that has something to say of this end, in the order asked, up to where it was decided. */
  readonly tiers: readonly TierWalk[];
  /** What was asked, as the last layer met it: where mutual TLS is switched off, the source proves no identity. */
  readonly asked: Asked;
}

/** What one direction is decided about: the selected end, the other end, and the port at the destination. */
export interface Asked {
  readonly direction: DirectionName;
  readonly from: End;
  readonly to: End;
  readonly towards: Towards;
}

export function matchRule(rule: Rule, asked: Asked): Tri {
  const ports = matchPorts(rule.ports, asked.towards, asked.to, rule.icmp);
  if (ports === "no") return "no";
  const [subject, other] = asked.direction === "ingress" ? [asked.to, asked.from] : [asked.from, asked.to];
  const peers = matchPeers(rule.peers, other, subject);
  if (peers === "no") return "no";
  const match = everyOf([ports, peers, rule.subject ? matchPeer(rule.subject, subject) : "yes"]);
  if (match === "no") return "no";
  const blind = withoutRequests(rule, asked.to, asked.towards.port);
  if (blind === "never") return "no";
  return match === "yes" && rule.needs !== undefined && blind === undefined ? "unknown" : match;
}

/** Tier rank, then order, then name, as Felix sorts; complete, so that the order of the input never matters. */
export function inOrder(ruleSets: readonly RuleSet[]): RuleSet[] {
  return [...ruleSets].sort(
    (one, other) =>
      one.tier.rank - other.tier.rank ||
      one.order - other.order ||
      compare(fullName(one), fullName(other)) ||
      compare(one.object.group ?? "", other.object.group ?? ""),
  );
}

/** Source: felix calc policy_sorter. */
function fullName({ object: { name, namespace, kind } }: RuleSet): string {
  return `${name}/${namespace ?? ""}/${kind}`;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/**
 * Walks the rule sets that select the end, as `normal-form.ts` describes. A rule that may or may not match
 * makes the answer undecidable only when it would change it.
 * @param ruleSets of this direction, ordered by `inOrder`.
 */
export function decide(ruleSets: readonly RuleSet[], asked: Asked): Decision {
  let decision = decideLayer(
    ruleSets.filter(({ tier }) => tier.layer === undefined),
    asked,
  );
  // A mesh sees what the network lets through, and of that only TCP.
  for (const layer of asked.towards.protocol === "TCP" ? (["mutual-tls", "mesh"] as const) : []) {
    const here = ruleSets.filter(({ tier }) => tier.layer === layer);
    if (here.length > 0 && decision.verdict !== "deny")
      decision = both(decision, decideLayer(here, decision.asked));
  }
  return decision;
}

/** ztunnel keeps its own encryption, whatever a policy says. */
function inPlainText(asked: Asked): Asked {
  const { from, to } = asked;
  return to.mesh === "sidecar" && from.mesh !== "none"
    ? { ...asked, from: { ...from, mesh: "plain" } }
    : asked;
}

/** Both layers must allow. */
function both(one: Decision, next: Decision): Decision {
  const tiers = [...one.tiers, ...next.tiers];
  if (next.verdict === "deny") return { ...next, tiers };
  const by = one.by ?? next.by;
  return {
    verdict: one.verdict === "allow" ? next.verdict : one.verdict,
    ...(by ? { by } : {}),
    isolating: [...one.isolating, ...next.isolating],
    unsure: [...one.unsure, ...next.unsure],
    tiers,
    asked: next.asked,
  };
}

function byTier(ruleSets: readonly RuleSet[]): RuleSet[][] {
  const tiers: RuleSet[][] = [];
  for (const ruleSet of ruleSets) {
    const last = tiers.at(-1);
    if (last?.[0]?.tier.rank === ruleSet.tier.rank) last.push(ruleSet);
    else tiers.push([ruleSet]);
  }
  return tiers;
}

function decideLayer(ruleSets: readonly RuleSet[], asked: Asked): Decision {
  const unsure: RuleOf[] = [];
  const isolating: RuleSet[] = [];
  const walked: TierWalk[] = [];
  const tiers = byTier(ruleSets);
  const settle = (verdict: "allow" | "deny", by?: RuleOf): Decision => {
    const doubts = unsure.filter((one) => {
      const after = tiers.findIndex((tier) => tier.includes(one.ruleSet)) + 1;
      const next = one.rule.action === "pass" ? outcomes(tiers.slice(after), asked) : [];
      return comesOf(one.rule, next).some((other) => other !== verdict);
    });
    return {
      verdict: doubts.length > 0 ? "undecidable" : verdict,
      ...(by ? { by } : {}),
      isolating,
      unsure: doubts,
      tiers: walked,
      asked: by?.rule.plainText ? inPlainText(asked) : asked,
    };
  };
  for (const tier of tiers) {
    isolating.push(...tier.filter((ruleSet) => ruleSet.isolates));
    const by = firstMatch(tier, asked, unsure);
    const action = by?.rule.action;
    if (action === "allow" || action === "deny") {
      walked.push({ ruleSets: tier, outcome: action, ...(by ? { by } : {}) });
      return settle(action, by);
    }
    const denies = !by && tier.some((ruleSet) => ruleSet.isolates);
    walked.push({ ruleSets: tier, outcome: denies ? "default-deny" : "next", ...(by ? { by } : {}) });
    if (denies) return settle("deny");
  }
  return settle("allow");
}

type Ending = "allow" | "deny";

/** What may come of a rule if it acts. */
function comesOf({ action }: Rule, next: readonly Ending[]): readonly Ending[] {
  if (action === "allow" || action === "deny") return [action];
  return action === "pass" ? next : [];
}

/** What may come of these tiers, each rule that may match or not taken both ways. */
function outcomes([tier, ...others]: readonly RuleSet[][], asked: Asked): readonly Ending[] {
  if (!tier) return ["allow"];
  const unsure: RuleOf[] = [];
  const by = firstMatch(tier, asked, unsure);
  const passes = [...unsure, ...(by ? [by] : [])].some(({ rule }) => rule.action === "pass");
  const denies = !by && tier.some((ruleSet) => ruleSet.isolates);
  const next = passes || (!by && !denies) ? outcomes(others, asked) : [];
  const last = by ? comesOf(by.rule, next) : denies ? (["deny"] as const) : next;
  return [...new Set([...unsure.flatMap(({ rule }) => comesOf(rule, next)), ...last])];
}

function firstMatch(tier: readonly RuleSet[], asked: Asked, unsure: RuleOf[]): RuleOf | undefined {
  for (const ruleSet of tier) {
    const rule = firstRule(ruleSet, asked, unsure);
    if (!rule) continue;
    unsure.push(...rivals(tier, { ruleSet, rule }, asked));
    return { ruleSet, rule };
  }
  return undefined;
}

function firstRule(ruleSet: RuleSet, asked: Asked, unsure: RuleOf[]): Rule | undefined {
  for (const rule of ruleSet.rules) {
    const match = matchRule(rule, asked);
    if (match === "unknown") unsure.push({ ruleSet, rule });
    else if (match === "yes" && rule.action !== "log") return rule;
  }
  return undefined;
}

/** Rules that would act instead, did the implementation ask another rule set of the same order first. */
function rivals(tier: readonly RuleSet[], acted: RuleOf, asked: Asked): RuleOf[] {
  const why = tieOf(acted.ruleSet);
  if (why === undefined) return [];
  return tier
    .slice(tier.indexOf(acted.ruleSet) + 1)
    .filter(({ order }) => order === acted.ruleSet.order)
    .filter((ruleSet) => acted.ruleSet.tier.ties === "open" || olderName(ruleSet) < olderName(acted.ruleSet))
    .flatMap((ruleSet) => {
      const unsure: RuleOf[] = [];
      const rule = firstRule(ruleSet, asked, unsure);
      return rule ? [...unsure, { ruleSet, rule }] : unsure;
    })
    .filter(({ rule }) => rule.action !== acted.rule.action)
    .map((rival) => ({ ...rival, why }));
}

/** What leaves it open which rule set of one order is asked first; undefined: it is settled. */
function tieOf({ api, object, tier }: RuleSet): string | undefined {
  const same = (word: string): string => `it has the same ${word} as ${describeRef(object)}, and`;
  if (tier.ties === "open")
    return `${same("priority")} which of them is asked first is left to the implementation`;
  return api === "calico"
    ? `${same("order")} versions of Calico differ in which of them is asked first`
    : undefined;
}

/** By what older versions of Calico sort policies of one order: the namespace comes before the name. */
function olderName({ api, object: { namespace, name }, tier }: RuleSet): string {
  const prefix = api === "calico" ? `${tier.name}.` : "knp.default.";
  const full = name.startsWith(prefix) ? name : `${prefix}${name}`;
  return namespace === undefined ? full : `${namespace}/${full}`;
}
