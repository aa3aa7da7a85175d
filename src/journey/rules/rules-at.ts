import type { NotSeen, Sight } from "../../model/evidence.ts";
import { placeKey, type Place } from "../../model/place.ts";
import type { IpFamily } from "../../model/protocol.ts";
import type { CounterChange } from "../../netstack/kernel/counter-changes.ts";
import type { Ruleset } from "../../netstack/rules/rules.ts";
import { combineRulesets } from "../../netstack/rules/rulesets.ts";
import type { NamedSet } from "../../netstack/numbers/sets.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { ipsets } from "../../probes/rules/ipsets.ts";
import {
  iptablesLegacyCounters,
  iptablesNftCounters,
  nftCounters,
} from "../../probes/counters/rule-counters.ts";
import { iptablesLegacyRules, iptablesNftRules, nftRules } from "../../probes/rules/rules.ts";

/** Everything that filters or translates packets in one network namespace, and what moved there in the window. */
export interface RulesSeen {
  readonly family: IpFamily;
  readonly rulesets: readonly Ruleset[];
  readonly sets: ReadonlyMap<string, NamedSet>;
  readonly setsAbout?: readonly string[];
  /** Undefined when no counter was read. */
  readonly changes: readonly CounterChange[] | undefined;
  /** Views that could not be read: rules may hide there. */
  readonly unread: readonly NotSeen[];
}

/**
 * All views of the rules at a place. One view that cannot be read leaves the others, and is named; only when none
 * can be read is there nothing to walk.
 */
export function rulesAt(evidence: EvidenceIndex, place: Place, family: IpFamily): Sight<RulesSeen> {
  return evidence.derive(rulesAt, `${placeKey(place)} ${family}`, () => readRules(evidence, place, family));
}

function readRules(evidence: EvidenceIndex, place: Place, family: IpFamily): Sight<RulesSeen> {
  const views = [iptablesLegacyRules, iptablesNftRules, nftRules].map((probe) => evidence.see(probe, place));
  const seen = views.flatMap((view) => (view.notSeen ? [] : [view.seen]));
  const unread = views.flatMap((view) => (view.notSeen ? [view.notSeen] : []));
  const [first] = unread;
  if (seen.length === 0 && first) return { notSeen: first };
  const sets = evidence.see(ipsets, place);
  const about = sets.notSeen ? undefined : sets.seen.about;
  return {
    seen: {
      family,
      rulesets: combineRulesets(seen),
      sets: sets.notSeen ? new Map() : sets.seen.sets,
      ...(about === undefined ? {} : { setsAbout: about }),
      changes: changesAt(evidence, place),
      unread,
    },
  };
}

function changesAt(evidence: EvidenceIndex, place: Place): readonly CounterChange[] | undefined {
  const views = [
    evidence.see(iptablesLegacyCounters, place, "window"),
    evidence.see(iptablesNftCounters, place, "window"),
    evidence.see(nftCounters, place, "window"),
  ];
  const seen = views.flatMap((view) => (view.notSeen ? [] : [view.seen]));
  return seen.length === 0 ? undefined : seen.flat();
}
