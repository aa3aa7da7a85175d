import type { FelixTier } from "./calico-tier.ts";
import type { CompiledPolicy } from "./policy-compiler.ts";
import type { AppliedTier } from "./tiers-and-profiles.ts";

/** The tiers with a policy among these. */
export function appliedTiers(
  tiers: readonly FelixTier[],
  policies: readonly CompiledPolicy[],
): AppliedTier[] {
  return tiers.flatMap(({ name, defaultAction }): AppliedTier[] => {
    const own = policies.filter(({ tier }) => tier === name);
    if (own.length === 0) return [];
    return [
      {
        name,
        passes: defaultAction === "Pass",
        policies: {
          ingress: own.flatMap(({ applied }) => applied.ingress ?? []),
          egress: own.flatMap(({ applied }) => applied.egress ?? []),
        },
      },
    ];
  });
}
