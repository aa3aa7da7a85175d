/**
 * What keeps a node's rules from deciding otherwise, member by member: the changes of sets that would, found by walking the changed
 * rules again as the kernel would. It says what stands in the way, not who is right.
 */
import type { PolicyName } from "../../netstack/enforcers/policy-name.ts";
import { isStopped } from "../../netstack/kernel/netns-walk.ts";
import {
  chainOf,
  chainsAsked,
  chainsByName,
  policiesAsked,
  policyOfChain,
  policyOfRule,
} from "../../netstack/enforcers/policy-names.ts";
import { cameFurther } from "../../netstack/kernel/program-order.ts";
import type { Chain, Rule } from "../../netstack/rules/rules.ts";
import { setsAsked, type RuleWorld, type SetAsked } from "../../netstack/kernel/set-members.ts";
import type { FirewallView, RuleWay } from "../hops/firewall.ts";

/** One member of one set that a rule on the packet's way asks about. */
export interface MemberAsked extends SetAsked {
  /** The policy whose rule asks the set: as the rule, its chain or a jump there names it. */
  readonly policy?: PolicyName;
}

/** Changed rules walked at most for one question. */
const most = 300;
/** Members looked for together. More at once are no longer a slip of a set. */
const together = 3;

/** What the rules of every chain the packet went through ask of sets, matched or not; each member of a set once a policy. */
export function membersAsked(view: FirewallView, way: RuleWay): readonly MemberAsked[] {
  const chains = chainsByName(view.rules.rulesets);
  const found = new Map<string, MemberAsked>();
  const called = new Map(policiesAsked(way.walk.trail, chains).map(({ policy, chain }) => [chain, policy]));
  for (const rule of rulesAsked(way, chains)) {
    const chain = chainOf(rule, chains);
    const policy = policyOfRule(rule) ?? (chain && (policyOfChain(chain) ?? called.get(chain)));
    for (const one of setsAsked(rule, way.state, worldOf(view, way))) {
      const key = `${one.set.name} ${one.member} ${JSON.stringify(policy ?? null)}`;
      if (!found.has(key)) found.set(key, { ...one, ...(policy ? { policy } : {}) });
    }
  }
  return [...found.values()];
}

/** Those whose coming or going alone would stop a packet that passes now. */
export function membersThatStop(view: FirewallView, way: RuleWay): readonly MemberAsked[] {
  return membersAsked(view, way)
    .slice(0, most)
    .filter(({ changed }) => isStopped(way.again(changed)));
}

/**
 * The fewest of these changes, made together, with which a packet that is stopped now passes the rule that stops it: it is
 * accepted, or stopped by a later one. Empty when none of up to three do.
 */
export function fewestThatPass(
  candidates: readonly MemberAsked[],
  view: FirewallView,
  way: RuleWay,
): readonly MemberAsked[] {
  const chains = chainsByName(view.rules.rulesets);
  let left = most;
  for (let size = 1; size <= Math.min(together, candidates.length); size++)
    for (const some of subsets(candidates, size)) {
      left -= 1;
      if (left < 0) return [];
      const world = some.reduce((made, one) => change(made, one, way), worldOf(view, way));
      if (cameFurther(way.walk, way.again(world), chains)) return some;
    }
  return [];
}

function worldOf(view: FirewallView, way: RuleWay): RuleWorld {
  return { rulesets: view.rules.rulesets, context: way.context };
}

/** The world where this member came or went too. */
function change(world: RuleWorld, { rule, set, member }: MemberAsked, way: RuleWay): RuleWorld {
  const again = setsAsked(rule, way.state, world);
  return again.find((one) => one.set.name === set.name && one.member === member)?.changed ?? world;
}

function* subsets<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  if (size === 0) yield [];
  else
    for (const [index, one] of all.entries())
      for (const rest of subsets(all.slice(index + 1), size - 1)) yield [one, ...rest];
}

function rulesAsked(way: RuleWay, chains: ReadonlyMap<string, Chain>): readonly Rule[] {
  const own = way.walk.trail.flatMap((rule) => chainOf(rule, chains) ?? []);
  const all = new Set<Chain>([...own, ...chainsAsked(way.walk.trail, chains)]);
  return [...all].flatMap(({ rules }) => rules);
}
