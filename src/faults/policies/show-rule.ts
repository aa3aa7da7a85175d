/** Where a rule stands, and the commands that show it with its counters. */
import { shellWord } from "../../model/shell-words.ts";
import type { Chain, Rule } from "../../netstack/rules/rules.ts";

/** `iptables-legacy ip raw PREROUTING`. */
export function describeRule({ backend, family, table, chain }: Rule): string {
  return `${backend} ${family} ${table} ${chain}`;
}

/** The same words wherever one rule is to blame: it is told once. */
export function narrowNotrack(node: string, { text }: Rule): string {
  return `on ${node}, narrow the NOTRACK rule to the packets it is meant for, or take it away; no other rule is at fault: ${text}`;
}

/** The chain that a rule stands in. */
export function showRule(rule: Rule): string {
  return showChain({ ...rule, name: rule.chain });
}

/** `iptables-nft -t raw -L PREROUTING -n -v --line-numbers`. */
export function showChain({
  backend,
  family,
  table,
  name,
}: Pick<Chain, "backend" | "family" | "table" | "name">): string {
  if (backend === "nft") return `nft -a list chain ${family} ${shellWord(table)} ${shellWord(name)}`;
  return `${iptablesOf({ backend, family })} -t ${table} -L ${shellWord(name)} -n -v --line-numbers`;
}

/** The program that speaks for these rules: `ip6tables-legacy`. */
export function iptablesOf({ backend, family }: Pick<Chain, "backend" | "family">): string {
  return `${family === "ip6" ? "ip6tables" : "iptables"}${backend === "iptables-legacy" ? "-legacy" : "-nft"}`;
}
