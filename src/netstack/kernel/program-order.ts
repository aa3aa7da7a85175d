/** Which of two ways of one packet through the rules went further before it was stopped. */
import { orderAt } from "./hook-walk.ts";
import { isStopped, type NetnsWalk } from "./netns-walk.ts";
import { fullName, hookNames, type Chain, type Rule } from "../rules/rules.ts";

/** Where the kernel stood: the base chain's rule first, in each called chain the rule it had come to. */
type Position = readonly { readonly chain: string; readonly at: number }[];

/**
 * Whether the second walk of the same packet came further than the first: accepted, or stopped at a rule that is asked after the one
 * that stopped the first. False where that cannot be told.
 * @param chains of every ruleset walked, by `backend` and full name.
 */
export function cameFurther(
  first: NetnsWalk,
  second: NetnsWalk,
  chains: ReadonlyMap<string, Chain>,
): boolean {
  if (second.verdict === "accept") return first.verdict !== "accept";
  if (!isStopped(second) || first.verdict === "accept") return false;
  if (first.hook !== second.hook) return hookNames.indexOf(first.hook) < hookNames.indexOf(second.hook);
  const [one, other] = [positionOf(first, chains), positionOf(second, chains)];
  const [base, otherBase] = [chains.get(one[0]?.chain ?? ""), chains.get(other[0]?.chain ?? "")];
  if (!base || !otherBase) return false;
  if (base !== otherBase) return isBefore(orderAt(base, first.hook), orderAt(otherBase, first.hook));
  for (const [depth, { chain, at }] of one.entries()) {
    const there = other[depth];
    if (there?.chain !== chain) return false;
    if (there.at !== at) return at < there.at;
  }
  return false;
}

function isBefore(one: readonly number[], other: readonly number[]): boolean {
  const differs = one.findIndex((number, index) => number !== other[index]);
  return differs !== -1 && (one[differs] ?? 0) < (other[differs] ?? 0);
}

/** A chain is called by the rule hit before it, and left when a rule of a chain that called it is hit again. */
function positionOf({ by, trail }: NetnsWalk, chains: ReadonlyMap<string, Chain>): Position {
  let stack: Position = [];
  for (const rule of trail) {
    const chain = keyOf(rule);
    const isBase = chains.get(chain)?.hook !== undefined;
    const known = isBase ? 0 : stack.findIndex((frame) => frame.chain === chain);
    stack = [...(known === -1 ? stack : stack.slice(0, known)), { chain, at: rule.position }];
  }
  if (!by || "rule" in by) return stack;
  return [{ chain: `${by.policyOf.backend} ${fullName(by.policyOf)}`, at: Infinity }];
}

function keyOf({ backend, family, table, chain }: Rule): string {
  return `${backend} ${fullName({ family, table, name: chain })}`;
}
