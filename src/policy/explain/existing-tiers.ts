/** Which tiers have policies at all, so that a tier is named too when none of its policies selects the end. */
import { inItsTier } from "../calico/tiers.ts";
import type { PolicyModel } from "../compile.ts";
import { kept } from "../kept.ts";
import type { End } from "../match/ends.ts";
import type { SubjectIndex } from "../match/subject-index.ts";
import type { DirectionName, RuleSet, Tier } from "../normal-form.ts";

/** One rule set of each tier and direction. */
const samples = kept((index: SubjectIndex): readonly RuleSet[] => {
  const found = new Map<string, RuleSet>();
  for (const ruleSet of index.ruleSets)
    found.set(`${ruleSet.direction} ${ruleSet.tier.layer ?? ""} ${ruleSet.tier.name}`, ruleSet);
  return [...found.values()];
});

/** Tiers with policies for this direction that may be about pods of the end's namespace, in no particular order. */
export function existingTiers(model: PolicyModel, end: End, direction: DirectionName): Tier[] {
  const own = model.byNamespace.get(end.namespace)?.index;
  return [...(own ? samples(own) : []), ...samples(model.clusterWide)]
    .filter((ruleSet) => ruleSet.direction === direction)
    .map((ruleSet) => inItsTier(ruleSet, end.around.tiers).tier);
}
