/** Calico's tiers: in which order they are asked, and what they do with a packet that no rule of theirs matches. */
import { z } from "zod";
import { Metadata } from "../../model/kubernetes.ts";
import type { RuleSet, Tier } from "../normal-form.ts";
import { inDoubt } from "../in-doubt.ts";

export const TierObject = z.looseObject({
  metadata: Metadata,
  spec: z
    .looseObject({ order: z.number().nullish(), defaultAction: z.enum(["Pass", "Deny"]).nullish() })
    .nullish(),
});
export type TierObject = z.infer<typeof TierObject>;

export interface PlacedTier {
  readonly rank: number;
  /** A policy of the tier selects the pod and no rule matches: deny, unless the tier passes on. */
  readonly denies: boolean;
}

/** Tiers that Calico makes itself, under the names of all its versions, with their orders. */
const builtIn: Readonly<Record<string, PlacedTier>> = {
  "kube-admin": { rank: 1000, denies: false },
  adminnetworkpolicy: { rank: 1000, denies: false },
  default: { rank: 1_000_000, denies: true },
  "kube-baseline": { rank: 10_000_000, denies: false },
  baselineadminnetworkpolicy: { rank: 10_000_000, denies: false },
};

/** Where a policy is that names no tier; NetworkPolicies are in it too, as if they had order 1000. */
export const defaultTier: PlacedTier = { rank: 1_000_000, denies: true };

/** After every tier with an order. */
const last = 1e15;

/** Ranks by order, a missing order last, ties by name; the tiers Calico makes keep their own rank. */
export function placeTiers(tiers: readonly TierObject[]): Map<string, PlacedTier> {
  const made = tiers
    .map(({ metadata, spec }) => ({
      name: metadata.name,
      order: builtIn[metadata.name]?.rank ?? spec?.order ?? last,
      denies: spec?.defaultAction ? spec.defaultAction === "Deny" : (builtIn[metadata.name]?.denies ?? true),
    }))
    .sort((one, other) => one.order - other.order || (one.name < other.name ? -1 : 1));
  const placed = new Map(Object.entries(builtIn));
  for (const { name, order, denies } of made) {
    const equal = made.filter((other) => other.order === order).map((other) => other.name);
    // Between equal orders the name decides; a built-in tier of that order stays where it is.
    const anchor = Object.keys(builtIn).filter((other) => builtIn[other]?.rank === order);
    const names = [...new Set([...equal, ...anchor])].sort();
    const from = Math.max(
      0,
      names.findIndex((other) => anchor.includes(other)),
    );
    const step = names.indexOf(name) - from;
    placed.set(name, { rank: anchor.includes(name) ? order : order + step * tieStep, denies });
  }
  return placed;
}

/** Far smaller than the gap between two orders a person would write. */
const tieStep = 1e-4;

/** Profiles are asked when every tier has passed. */
export const profileTier: Tier = { rank: last * 4, name: "profiles" };

/**
 * The rule set with the rank and default action of its tier as it is among the objects. Where a tier stands that is not
 * among them, no object says, so what its rules do is open, before everything else.
 */
export function inItsTier(ruleSet: RuleSet, tiers: ReadonlyMap<string, PlacedTier>): RuleSet {
  if (ruleSet.api !== "calico") return ruleSet;
  const { name } = ruleSet.tier;
  const placed = tiers.get(name);
  return placed
    ? { ...ruleSet, tier: { rank: placed.rank, name }, isolates: placed.denies }
    : inDoubt(
        { ...ruleSet, tier: { rank: -Infinity, name } },
        `where its tier ${name} stands, which is not among the objects`,
      );
}
