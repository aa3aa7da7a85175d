/** Blocks of addresses that Cilium keeps in objects of their own. */
import { contains } from "../cidr.ts";
import type { Peer } from "../normal-form.ts";
import type { Tri } from "../tri.ts";
import { isUnresolved, type End } from "./ends.ts";
import { matchSelector } from "../selectors.ts";

/** What is in the cluster no block matches. When not one group was read, which addresses are meant cannot be told. */
export function matchCidrGroup({ group, except }: Extract<Peer, { type: "cidr-group" }>, end: End): Tri {
  const { address, around } = end;
  const isNode = end.onHost && end.knownByAddress;
  if (!isNode && (end.pod || end.onHost)) return "no";
  if (isUnresolved(end) || !address) return "unknown";
  if (except.some((block) => contains(block, address))) return "no";
  if (around.cidrGroups.length === 0) return "unknown";
  const meant = around.cidrGroups.filter(({ name, labels }) =>
    typeof group === "string" ? name === group : matchSelector(group, { labels, complete: true }) === "yes",
  );
  return meant.some(({ blocks }) => blocks.some((block) => contains(block, address))) ? "yes" : "no";
}
