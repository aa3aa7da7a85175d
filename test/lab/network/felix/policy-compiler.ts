import type { Family, IpSet } from "../ruleset.ts";
import { chain } from "./chain.ts";
import type { Inventory } from "./inventory.ts";
import type { Selectable } from "./selectable.ts";
import { chainName } from "./names.ts";
import { directions, policyId, policyTitle, type Direction, type FelixPolicy } from "./policy-model.ts";
import { policyChainRules } from "./rule-chains.ts";
import { RuleSets } from "./rule-sets.ts";
import { parseSelector } from "./selector-language.ts";
import type { AppliedPolicy } from "./tiers-and-profiles.ts";

/** A policy in one family: chains by direction, with the sets they ask. */
export interface CompiledPolicy {
  readonly tier: string;
  readonly stage: FelixPolicy["stage"];
  readonly onForward: boolean;
  readonly selects: (endpoint: Pick<Selectable, "labels">) => boolean;
  readonly applied: Readonly<Partial<Record<Direction, AppliedPolicy>>>;
  readonly chains: readonly [string, string[]][];
  /** Of each direction's chain; a node holds only those its chains ask. */
  readonly sets: Readonly<Record<Direction, ReadonlyMap<string, IpSet>>>;
}

/** Throws SelectorError: policies are read with their selectors checked. */
export function compilePolicy(policy: FelixPolicy, inventory: Inventory, family: Family): CompiledPolicy {
  const { admits } = parseSelector(policy.selector);
  const applied: Partial<Record<Direction, AppliedPolicy>> = {};
  const sets: Record<Direction, ReadonlyMap<string, IpSet>> = { ingress: new Map(), egress: new Map() };
  const chains = directions.flatMap((direction): [string, string[]][] => {
    const rules = policy.rules[direction];
    if (!rules) return [];
    const ruleSets = new RuleSets(inventory, family);
    const [first = {}, ...others] = policyChainRules(rules, family, ruleSets);
    const own = chainName(direction === "ingress" ? "cali-pi-" : "cali-po-", policyId(policy));
    applied[direction] = { chain: own, selector: policy.selector };
    sets[direction] = ruleSets.sets;
    return [chain(own, [{ ...first, comments: [policyTitle(policy, direction)] }, ...others])];
  });
  const { tier, stage, onForward } = policy;
  return { tier, stage, onForward, selects: ({ labels }) => admits(labels), applied, chains, sets };
}
