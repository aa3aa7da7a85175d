/**
 * What keeps a node's rules from deciding otherwise: each single change of a set's member or of a rule that would, found by walking
 * the changed rules again as the kernel would. It says which rule stands in the way, not who is right.
 */
import type { PolicyName } from "../netstack/enforcers/policy-name.ts";
import type { PathWalk } from "../netstack/path-walk.ts";
import {
  chainOf,
  chainsAsked,
  chainsByName,
  policiesBehind,
  policyOfChain,
} from "../netstack/policy-names.ts";
import type { Chain, Rule, Ruleset } from "../netstack/rules.ts";
import { setsAsked, type RuleWorld, type SetAsked } from "../netstack/set-members.ts";
import type { FirewallView, RuleWay } from "./firewall.ts";

/** One member of one set that decides. */
export interface MemberChange extends SetAsked {
  /** The policy whose chain asks the set. */
  readonly policy?: PolicyName;
}

/** One rule without which the packet would be stopped by policies. */
export interface RuleChange {
  readonly rule: Rule;
  readonly policy?: PolicyName;
  /** The packet's way without it. */
  readonly instead: PathWalk;
}

/** Changed rules walked at most for one question. */
const most = 300;

/**
 * Members whose coming or going would let a packet pass that is stopped now, or stop one that passes now. For `passes`, being stopped
 * later by another chain counts: this one stopped no more.
 */
export function memberChanges(
  view: FirewallView,
  way: RuleWay,
  wanted: "passes" | "stops",
): readonly MemberChange[] {
  const world = worldOf(view, way);
  const asked = rulesAsked(view, way).flatMap((rule) => setsAsked(rule, way.state, world));
  const chains = chainsByName(view.rules.rulesets);
  const found = new Map<string, MemberChange>();
  for (const one of asked.slice(0, most)) {
    if (!reaches(way.again(one.changed), way.walk, wanted)) continue;
    const chain = chainOf(one.rule, chains);
    const policy = chain && policyOfChain(chain);
    const key = `${one.set.name} ${one.member} ${JSON.stringify(policy ?? null)}`;
    if (!found.has(key)) found.set(key, { ...one, ...(policy ? { policy } : {}) });
  }
  return [...found.values()];
}

/**
 * Rules without which a packet that passes now would be stopped by policies, those of policies first. A jump whose loss leaves the
 * packet nowhere to go is none of them.
 */
export function rulesThatAdmit(view: FirewallView, way: RuleWay): readonly RuleChange[] {
  const world = worldOf(view, way);
  const chains = chainsByName(view.rules.rulesets);
  return way.walk.trail
    .slice(0, most)
    .map((rule) => ({ rule, instead: way.again(without(world, rule)) }))
    .filter(({ instead }) => reaches(instead, way.walk, "stops"))
    .filter(
      ({ instead }) => policiesBehind(instead.by, instead.trail, view.rules.rulesets).because !== "none",
    )
    .map(({ rule, instead }) => {
      const chain = chainOf(rule, chains);
      const policy = chain && policyOfChain(chain);
      return { rule, instead, ...(policy ? { policy } : {}) };
    })
    .sort((one, other) => Number(other.policy !== undefined) - Number(one.policy !== undefined));
}

function worldOf(view: FirewallView, way: RuleWay): RuleWorld {
  return { rulesets: view.rules.rulesets, context: way.context };
}

/** Every rule of the chains the packet went through, matched or not. */
function rulesAsked(view: FirewallView, way: RuleWay): readonly Rule[] {
  const chains = chainsByName(view.rules.rulesets);
  const own = way.walk.trail.flatMap((rule) => chainOf(rule, chains) ?? []);
  const all = new Set<Chain>([...own, ...chainsAsked(way.walk.trail, chains)]);
  return [...all].flatMap(({ rules }) => rules);
}

function reaches(walk: PathWalk, before: PathWalk, wanted: "passes" | "stops"): boolean {
  const stopped = walk.verdict === "drop" || walk.verdict === "reject";
  if (wanted === "stops") return stopped;
  return walk.verdict === "accept" || (stopped && placeOf(walk) !== placeOf(before));
}

function placeOf({ by }: PathWalk): string {
  if (!by) return "";
  const { backend, family, table } = "rule" in by ? by.rule : by.policyOf;
  return `${backend} ${family} ${table} ${"rule" in by ? by.rule.chain : by.policyOf.name}`;
}

function without(world: RuleWorld, gone: Rule): RuleWorld {
  const rulesets = world.rulesets.map((ruleset): Ruleset => {
    if (ruleset.backend !== gone.backend) return ruleset;
    return {
      ...ruleset,
      chains: ruleset.chains.map((chain) =>
        chain.rules.includes(gone) ? { ...chain, rules: chain.rules.filter((rule) => rule !== gone) } : chain,
      ),
    };
  });
  return { ...world, rulesets };
}
