/**
 * The tiers that are there without being made by anyone. Ranks are the orders Calico gives the same tiers, so that
 * tiers made by people (Calico's `Tier`) fall between them.
 */
import type { Tier } from "./normal-form.ts";

/** AdminNetworkPolicy and ClusterNetworkPolicy of the Admin tier: asked before all others. */
export const adminTier: Tier = { rank: 1000, name: "Admin", ties: "open" };

/** Cilium's deny rules: they win over every allow, whatever object says it. */
export const ciliumDenyTier: Tier = { rank: 999_999, name: "Cilium deny" };

/** What older versions of Cilium require of every peer that a rule about pods admits: asked with the deny rules. */
export const ciliumRequireTier: Tier = { rank: 999_999, name: "Cilium requirements" };

/** NetworkPolicies have no order among themselves: they add up. */
export const networkPolicyTier: Tier = { rank: 1_000_000, name: "NetworkPolicy" };

/** Cilium reads its own policies and NetworkPolicies into one set of rules: they add up too. */
export const ciliumTier: Tier = { rank: 1_000_000, name: "Cilium" };

/** BaselineAdminNetworkPolicy and ClusterNetworkPolicy of the Baseline tier: asked when nothing else selects. */
export const baselineTier: Tier = { rank: 10_000_000, name: "Baseline", ties: "open" };

/** Whether a NetworkPolicy that selects the pod keeps this tier from being asked. */
export function isBaseline({ rank, layer }: Tier): boolean {
  return layer === undefined && rank === baselineTier.rank;
}
