/** The rule that would have let the flow through with the smallest difference. */
import type { ObjectRef } from "../../model/kubernetes.ts";
import type { Asked, Decision, RuleOf } from "../verdict/decide.ts";
import type { End } from "../match/ends.ts";
import type { Miss, MissKind } from "./miss.ts";
import { peerMisses } from "./misses.ts";
import { portMiss } from "./port-misses.ts";
import type { Peer, PortMatch, Rule, RuleSet } from "../normal-form.ts";
import { requestMiss } from "./unseen-requests.ts";
import { matchPorts, type Towards } from "../match/ports.ts";

export interface NearestMiss {
  readonly object: ObjectRef;
  /** Position in the object's ingress or egress list, from 0. */
  readonly ruleIndex: number;
  /** Every difference, joined by "and". */
  readonly difference: string;
  /** Of the first difference. */
  readonly kind: MissKind;
  /** What the end is or has, to close a sentence with. */
  readonly tail: string;
}

/** A rule's differences, peers first, and the peer they were measured against. */
export interface RuleMiss extends RuleOf {
  readonly peer: Peer | undefined;
  readonly misses: readonly Miss[];
}

const total = (misses: readonly Miss[]): number => misses.reduce((sum, miss) => sum + miss.cost, 0);

function nearestPeer(
  peers: readonly Peer[] | undefined,
  end: End,
  subject: End,
): { peer: Peer | undefined; misses: Miss[] } {
  let best: { peer: Peer | undefined; misses: Miss[] } | undefined;
  for (const peer of peers ?? []) {
    const misses = peerMisses(peer, end, subject);
    if (!best || total(misses) < total(best.misses)) best = { peer, misses };
  }
  return best ?? { peer: undefined, misses: [] };
}

/** The first of equally near ones; nothing is nearer than a cost of 1. */
function nearestPort(
  ports: readonly PortMatch[] | undefined,
  towards: Towards,
  destination: End,
): Miss | undefined {
  if (!ports || matchPorts(ports, towards, destination, "needs-its-own-entry") !== "no") return undefined;
  let best: Miss | undefined;
  for (const port of ports) {
    const miss = portMiss(port, towards, destination);
    if (miss && (!best || miss.cost < best.cost)) best = miss;
    if (best && best.cost <= 1) break;
  }
  return best;
}

export function ruleMiss(ruleSet: RuleSet, rule: Rule, asked: Asked): RuleMiss {
  const other = asked.direction === "ingress" ? asked.from : asked.to;
  const subject = asked.direction === "ingress" ? asked.to : asked.from;
  const { peer, misses } = nearestPeer(rule.peers, other, subject);
  const port = nearestPort(rule.ports, asked.towards, asked.to);
  const own = rule.subject ? peerMisses(rule.subject, subject) : [];
  const request = requestMiss(rule, asked.to, asked.towards);
  return {
    ruleSet,
    rule,
    peer,
    misses: [...misses, ...(port ? [port] : []), ...own, ...(request ? [request] : [])],
  };
}

/** The rule sets whose isolation denied, of the tier that did; all that isolate when none did. */
export function denying({ tiers, isolating }: Decision): readonly RuleSet[] {
  const last = tiers.at(-1);
  return last?.outcome === "default-deny" ? last.ruleSets.filter((ruleSet) => ruleSet.isolates) : isolating;
}

/** Among allowing rules; the first of equally near ones in the order given. Undefined when there is no rule at all. */
export function nearestRule(ruleSets: readonly RuleSet[], asked: Asked): RuleMiss | undefined {
  let best: RuleMiss | undefined;
  for (const ruleSet of ruleSets)
    for (const rule of ruleSet.rules) {
      if (rule.action !== "allow") continue;
      const miss = ruleMiss(ruleSet, rule, asked);
      if (miss.misses.length > 0 && (!best || total(miss.misses) < total(best.misses))) best = miss;
    }
  return best;
}

export function describeMiss({ ruleSet, rule, misses }: RuleMiss): NearestMiss | undefined {
  const [first] = misses;
  return first
    ? {
        object: ruleSet.object,
        ruleIndex: rule.index,
        difference: misses.map((miss) => miss.says).join(", and "),
        kind: first.kind,
        tail: first.tail,
      }
    : undefined;
}
