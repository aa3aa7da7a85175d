import { z } from "zod";
import type { PolicyObject } from "../../../../src/model/kubernetes.ts";

export interface FelixTier {
  readonly name: string;
  /** Infinity when the tier gives none, or there is no such tier. */
  readonly order: number;
  readonly defaultAction: "Deny" | "Pass";
  /** Somebody made it; policies of other tiers are asked last. */
  readonly exists: boolean;
}

const TierSpec = z.object({
  order: z.number().nullish(),
  defaultAction: z.enum(["Deny", "Pass"]).nullish(),
});

export function readTier(object: PolicyObject): FelixTier | undefined {
  if (object.kind !== "Tier") return undefined;
  const { order, defaultAction } = TierSpec.parse(object.spec ?? {});
  return {
    name: object.metadata.name,
    order: order ?? Infinity,
    defaultAction: defaultAction ?? "Deny",
    exists: true,
  };
}

/** Tiers that policies name, in the order they are asked (felix/calc: TierLess). */
export function tiersInOrder(known: readonly FelixTier[], named: readonly string[]): FelixTier[] {
  const all = new Map(known.map((tier) => [tier.name, tier]));
  for (const name of named)
    if (!all.has(name)) all.set(name, { name, order: Infinity, defaultAction: "Deny", exists: false });
  return [...all.values()].sort(
    (left, right) =>
      Number(right.exists) - Number(left.exists) ||
      (left.order === right.order ? (left.name < right.name ? -1 : 1) : left.order - right.order),
  );
}
