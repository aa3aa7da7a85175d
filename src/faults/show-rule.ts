/** Where a rule stands, and the command that shows it with its counters. */
import { shellWord } from "../model/shell-words.ts";
import type { Rule } from "../netstack/rules.ts";

/** `iptables-legacy ip raw PREROUTING`. */
export function describeRule({ backend, family, table, chain }: Rule): string {
  return `${backend} ${family} ${table} ${chain}`;
}

/** The same words wherever one rule is to blame: it is told once. */
export function narrowNotrack(node: string, { text }: Rule): string {
  return `on ${node}, narrow the NOTRACK rule to the packets it is meant for, or take it away; no other rule is at fault: ${text}`;
}

/** `iptables-nft -t raw -L PREROUTING -n -v --line-numbers`. */
export function showRule({ backend, family, table, chain }: Rule): string {
  if (backend === "nft") return `nft -a list chain ${family} ${shellWord(table)} ${shellWord(chain)}`;
  const tool = `${family === "ip6" ? "ip6tables" : "iptables"}${backend === "iptables-legacy" ? "-legacy" : "-nft"}`;
  return `${tool} -t ${table} -L ${shellWord(chain)} -n -v --line-numbers`;
}
