import type { RouteLookup } from "../../netstack/kernel/route-lookup.ts";

/** What an agent that is restarted does not put right: an address of the node itself, or a table that routing rules lead to. */
export function notOfTheAgent(
  route: RouteLookup,
  destination: string,
  node: string,
): { readonly summary: string; readonly commands: readonly string[] } | undefined {
  if (route.result === "local")
    return {
      summary: `${node} takes ${destination} for an address of its own: find who gave it that address, and take it away there`,
      commands: [`ip -br address show to ${destination}   # on ${node}`],
    };
  const table = route.result === "no-route" ? undefined : route.route?.table;
  if (route.result === "refused" && table === undefined)
    return {
      summary: `a routing rule on ${node} refuses ${destination}: find who wrote it, and narrow it or take it away there`,
      commands: [`ip rule show   # on ${node}`],
    };
  if (table === undefined || table === "main" || table === "local" || table === "default") return undefined;
  return {
    summary: `a routing rule on ${node} sends these packets to table ${table}, which leads elsewhere: find who wrote the rule, and narrow it or take it away there`,
    commands: [`ip rule show   # on ${node}`, `ip route show table ${table}   # on ${node}`],
  };
}
