import type { Ruleset } from "./rules.ts";

/**
 * The rulesets of one network namespace as the kernel has them: tables that iptables-nft shows are taken out of nft's
 * view, where their extensions are nameless. Both views are the same rules.
 */
export function combineRulesets(views: readonly Ruleset[]): readonly Ruleset[] {
  const shown = new Set(
    views
      .filter((view) => view.backend === "iptables-nft")
      .flatMap((view) => view.chains.map((chain) => `${chain.family} ${chain.table}`)),
  );
  const seenByNft = new Set(
    views
      .filter((view) => view.backend === "nft")
      .flatMap((view) => view.chains.map((chain) => `${chain.family} ${chain.table}`)),
  );
  return views.map((view) => {
    if (view.backend === "nft")
      return {
        ...view,
        chains: view.chains.filter((chain) => !shown.has(`${chain.family} ${chain.table}`)),
      };
    // What iptables-nft calls incompatible is an nft table of the same name.
    return { ...view, hidden: view.hidden.filter((table) => !seenByNft.has(table)) };
  });
}
