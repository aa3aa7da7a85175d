import type { MovedCounter } from "../seen/counters.ts";
import { fullName, type Chain, type Rule, type Ruleset } from "../rules/rules.ts";

/** A rule or policy whose counter changed between two looks. */
export interface CounterChange {
  /** `BACKEND FAMILY TABLE …`, as the counter scripts print it. */
  readonly key: string;
  readonly packets: number;
  readonly bytes: number;
  /** The counter went backwards or the rule went away: its writer rewrote it, so the numbers prove nothing. */
  readonly rewritten: boolean;
}

/** What moved, in packets and bytes. A rule that appeared counts from 0. */
export function counterChange({ key, before, after }: MovedCounter): CounterChange {
  const packets = (after?.[0] ?? 0) - (before?.[0] ?? 0);
  const bytes = (after?.[1] ?? 0) - (before?.[1] ?? 0);
  return { key, packets, bytes, rewritten: after === undefined || packets < 0 || bytes < 0 };
}

/** The key under which a rule's counter is printed: nft rules by handle, iptables rules by text. */
export function counterKey(rule: Rule): string {
  const place = `${rule.backend} ${rule.family} ${rule.table}`;
  return rule.backend === "nft" ? `${place} ${rule.chain} ${rule.handle ?? "?"}` : `${place} ${rule.text}`;
}

/** The key of a built-in chain's policy. Only policies that drop are counted. */
export function policyKey(chain: Chain): string {
  return `${chain.backend} ${fullName(chain)} policy`;
}

/** The rule, or the chain whose policy, a change belongs to. Undefined when it is in none of the rulesets read. */
export function ruleOf(
  change: Pick<CounterChange, "key">,
  rulesets: readonly Ruleset[],
): { readonly rule: Rule } | { readonly policyOf: Chain } | undefined {
  const [backend, family, table] = change.key.split(" ");
  for (const ruleset of rulesets.filter((one) => one.backend === backend)) {
    for (const chain of ruleset.chains) {
      if (chain.family !== family || chain.table !== table) continue;
      if (policyKey(chain) === change.key) return { policyOf: chain };
      const rule = chain.rules.find((one) => counterKey(one) === change.key);
      if (rule) return { rule };
    }
  }
  return undefined;
}

/** Whether a rule's own action stops packets: a moved counter on it is a packet stopped, unless a match came undone later. */
export function stops(rule: Rule): "drop" | "reject" | "queue" | undefined {
  for (const statement of rule.statements)
    if (statement.do === "verdict")
      switch (statement.verdict.to) {
        case "drop":
        case "reject":
        case "queue":
          return statement.verdict.to;
        default:
      }
  return undefined;
}
