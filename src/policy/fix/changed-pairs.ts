/** Which flows a change of one policy opens and closes. */
import type { ObjectRef } from "../../model/kubernetes.ts";
import { policyOf, ruleSetsFor, type PolicyModel } from "../compile.ts";
import type { End } from "../match/ends.ts";
import { matchPeers } from "../match/peers.ts";
import type { DirectionName, Rule, RuleSet } from "../normal-form.ts";
import { undecidedFor } from "../verdict/evaluate.ts";
import { changedRanges, type PairRules, type PortRange } from "../verdict/port-ranges.ts";
import { differingRules } from "./differing-rules.ts";
import type { KnownEnd } from "./known-ends.ts";

/** One pair and ports between them. */
export interface PairPorts {
  readonly from: KnownEnd;
  readonly to: KnownEnd;
  readonly ranges: readonly PortRange[];
}

/** One pair, and the ports between them that a change opens or closes. */
export interface ChangedPair {
  readonly from: KnownEnd;
  readonly to: KnownEnd;
  readonly opened: readonly PortRange[];
  readonly closed: readonly PortRange[];
}

/** What decides about pairs in one model, each end looked up once. */
function rulesIn(model: PolicyModel): (from: End, to: End) => PairRules {
  const known = { egress: new Map<End, RuleSet[]>(), ingress: new Map<End, RuleSet[]>() };
  const undecided = new Map<End, boolean>();
  const ruleSets = (end: End, direction: DirectionName): readonly RuleSet[] => {
    const held = known[direction].get(end) ?? ruleSetsFor(model, end, direction);
    known[direction].set(end, held);
    return held;
  };
  const isUndecided = (end: End): boolean => {
    const held = undecided.get(end) ?? undecidedFor(model, end).length > 0;
    undecided.set(end, held);
    return held;
  };
  return (from, to) => ({
    egress: ruleSets(from, "egress"),
    ingress: ruleSets(to, "ingress"),
    undecided: { egress: isUndecided(from), ingress: isUndecided(to) },
  });
}

/** Whether the policy can select the end at all: spares the look-up for pods of other namespaces. */
function maySelect(ruleSets: readonly RuleSet[], end: End): boolean {
  return (
    end.pod !== undefined &&
    !end.onHost &&
    ruleSets.some(({ subject }) => subject.namespace === "" || subject.namespace === end.namespace)
  );
}

function isOf({ kind, group, namespace, name }: ObjectRef): (ruleSet: RuleSet) => boolean {
  return ({ object }) =>
    object.kind === kind && object.group === group && object.namespace === namespace && object.name === name;
}

interface Changed {
  readonly object: ObjectRef;
  readonly direction: DirectionName;
  /** Of this direction, of both versions of the policy. */
  readonly ruleSets: readonly RuleSet[];
  readonly differing: readonly Rule[];
  readonly isNew: boolean;
}

/** What isolation is about. */
const everything: Rule = { index: -1, action: "allow", peers: undefined, ports: undefined };

/** Whether a new policy isolates this end, which nothing of its tier did: then it closes what it does not name. */
function isolatesAnew(
  { isNew, object, direction, ruleSets }: Changed,
  { before, after }: { readonly before: PolicyModel; readonly after: PolicyModel },
  end: End,
): boolean {
  const tier = ruleSets.find(({ isolates }) => isolates)?.tier;
  if (!isNew || !tier || !ruleSetsFor(after, end, direction).some(isOf(object))) return false;
  return !ruleSetsFor(before, end, direction).some(
    (held) => held.isolates && held.tier.layer === tier.layer && held.tier.rank === tier.rank,
  );
}

function changesIn(before: PolicyModel, after: PolicyModel, object: ObjectRef): Changed[] {
  return (["egress", "ingress"] as const).flatMap((direction) => {
    const ruleSetsOf = (model: PolicyModel): RuleSet[] =>
      (policyOf(model, object)?.ruleSets ?? []).filter((ruleSet) => ruleSet.direction === direction);
    const [was, is] = [ruleSetsOf(before), ruleSetsOf(after)];
    const differing = differingRules(was, is);
    const isNew = was.length === 0 && policyOf(before, object) === undefined;
    return differing.length > 0 ? [{ object, direction, ruleSets: [...was, ...is], differing, isNew }] : [];
  });
}

/**
 * Exactly the pairs among `ends` between which the changes of these policies together open or close something, one after the
 * other, so that a caller may stop early. Sound for changed rules of a policy that selects whom it selected, and for a new
 * policy that selects only pods which are isolated in its tier already: a flow then changes only through a rule that is new
 * or gone. Of pods that a new policy isolates anew, every pair on every port.
 */
export function* changedPairs(
  before: PolicyModel,
  after: PolicyModel,
  objects: readonly ObjectRef[],
  ends: readonly KnownEnd[],
): Generator<ChangedPair> {
  const [was, is] = [rulesIn(before), rulesIn(after)];
  const changed = objects.flatMap((object) => changesIn(before, after, object));
  const overrules = changed.some(
    (change) =>
      change.isNew &&
      ends.some((end) => maySelect(change.ruleSets, end) && isolatesAnew(change, { before, after }, end)),
  );
  const differing = overrules ? [everything] : changed.flatMap((one) => one.differing);
  const seen = new Map<End, Set<End>>();
  for (const change of changed) {
    const { object, direction, ruleSets, differing: rules } = change;
    const ofPolicy = isOf(object);
    const peers = ends.filter((end) => rules.some((rule) => matchPeers(rule.peers, end) !== "no"));
    for (const subject of ends) {
      if (!maySelect(ruleSets, subject)) continue;
      const selecting = [before, after].flatMap((model) => ruleSetsFor(model, subject, direction));
      if (!selecting.some(ofPolicy)) continue;
      const isAnew = overrules && isolatesAnew(change, { before, after }, subject);
      for (const other of isAnew ? ends : peers) {
        const [from, to] = direction === "ingress" ? [other, subject] : [subject, other];
        const known = seen.get(from) ?? new Set();
        if (from === to || known.has(to)) continue;
        seen.set(from, known.add(to));
        const ranges = changedRanges(was(from, to), is(from, to), differing, { from, to });
        if (ranges.opened.length + ranges.closed.length > 0) yield { from, to, ...ranges };
      }
    }
  }
}
