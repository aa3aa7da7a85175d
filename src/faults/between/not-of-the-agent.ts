import type { RouteLookup } from "../../netstack/kernel/route-lookup.ts";
import { routeText, type Route } from "../../netstack/seen/routes.ts";

/**
 * A route of somebody else stands in front of the agent's own, which leads right: whoever wrote it takes it away.
 * @param routes all that cover the destination, the one that is taken first.
 * @param device where the agent's own leads: a tunnel, a pod's wire.
 */
export function inFront(
  routes: readonly Route[],
  device: string | undefined,
  destination: string,
  node: string,
): ReturnType<typeof notOfTheAgent> {
  const [taken, ...behind] = routes;
  const right = behind.find(({ nextHops }) => nextHops.some((hop) => hop.device === device));
  if (!taken || !right) return undefined;
  return {
    summary: `the route ${routeText(taken)} on ${node} stands in front of ${right.destination} dev ${device ?? "?"}, which leads right: find who wrote it, and take it away there`,
    commands: [`ip route show to match ${destination}   # on ${node}`],
  };
}

/** What an agent that is restarted does not put right: an address of the node itself, or a table that routing rules lead to. */
export function notOfTheAgent(
  route: RouteLookup,
  destination: string,
  node: string,
): { readonly summary: string; readonly commands: readonly string[] } | undefined {
  const table = route.result === "no-route" ? undefined : route.route?.table;
  if (route.result === "refused" && table === undefined)
    return {
      summary: `a routing rule on ${node} refuses ${destination}: find who wrote it, and narrow it or take it away there`,
      commands: [`ip rule show   # on ${node}`],
    };
  if (route.result === "local" && (table === "local" || table === "main"))
    return {
      summary: `${node} takes ${destination} for an address of its own: find who gave it that address, and take it away there`,
      commands: [`ip -br address show to ${destination}   # on ${node}`],
    };
  if (table === undefined || table === "main" || table === "local" || table === "default") return undefined;
  return {
    summary: `a routing rule on ${node} sends these packets to table ${table}, which leads elsewhere: find who wrote the rule, and narrow it or take it away there`,
    commands: [`ip rule show   # on ${node}`, `ip route show table ${table}   # on ${node}`],
  };
}
