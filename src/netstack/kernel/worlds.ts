import type { PacketState } from "../rules/packet-state.ts";
import type { Chain, Rule } from "../rules/rules.ts";

/** A rule that may or may not match, and what this way through the rules takes for granted. */
export interface Doubt {
  readonly rule: Rule;
  readonly why: string;
  readonly assumed: boolean;
  /** Of matching; undefined when nobody can tell. */
  readonly probability?: number;
}

/** What decided: a rule, or the policy at the end of a base chain. */
export type Decider = { readonly rule: Rule } | { readonly policyOf: Chain };

/** The last rule that matched, and those before it. */
export interface Trail {
  readonly rule: Rule;
  readonly before: Trail | undefined;
}

/** A trail as a list, in the order the rules matched. */
export function rulesOf(trail: Trail | undefined): readonly Rule[] {
  const rules: Rule[] = [];
  for (let last = trail; last; last = last.before) rules.push(last.rule);
  return rules.reverse();
}

/** One possible state on the way through a chain: rules that cannot be told split the way in two. */
export interface World {
  readonly packet: PacketState;
  /** Rules that matched; shared between worlds, so that following many ways stays cheap. */
  readonly trail: Trail | undefined;
  readonly doubts: readonly Doubt[];
  readonly probability: number | undefined;
  /** A translation was made at this hook: later nat chains are not asked. */
  readonly translated: boolean;
}

export interface End {
  readonly to: "accept" | "drop" | "reject" | "return" | "unknown";
  readonly with?: string;
  /** Why the end cannot be told. */
  readonly why?: string;
}

export interface Outcome {
  readonly world: World;
  readonly end: End;
  readonly by?: Decider;
}

/** The two worlds of a rule that may match: where it does not, and where it does. */
export function split(
  world: World,
  rule: Rule,
  doubt: { readonly why: string; readonly probability?: number },
): readonly [stays: World, matches: World] {
  const { why, probability } = doubt;
  const known = probability !== undefined;
  const assume = (assumed: boolean, chance: number | undefined): World => ({
    ...world,
    doubts: [...world.doubts, { rule, why, assumed, ...(known && { probability }) }],
    probability: times(world.probability, chance),
  });
  return [assume(false, known ? 1 - probability : undefined), assume(true, probability)];
}

/** Joins worlds that no later rule can tell apart; what only one of them took for granted no longer matters. */
export function mergeWorlds(worlds: readonly World[]): readonly World[] {
  if (worlds.length < 2) return worlds;
  const merged = new Map<string, World>();
  for (const world of worlds) {
    const key = JSON.stringify([world.packet, world.translated]);
    const same = merged.get(key);
    merged.set(key, same ? join(same, world) : world);
  }
  return [...merged.values()];
}

/** Joins outcomes with the same end, decided by the same rule, with the same packet. */
export function mergeOutcomes(outcomes: readonly Outcome[]): readonly Outcome[] {
  if (outcomes.length < 2) return outcomes;
  const groups = new Map<Rule | Chain | undefined, Outcome[]>();
  for (const outcome of outcomes) {
    const decider = outcome.by && ("rule" in outcome.by ? outcome.by.rule : outcome.by.policyOf);
    const group = groups.get(decider) ?? [];
    const index = group.findIndex((other) => sameEnd(other, outcome));
    const other = group[index];
    if (other) group[index] = { ...other, world: join(other.world, outcome.world) };
    else group.push(outcome);
    groups.set(decider, group);
  }
  return [...groups.values()].flat();
}

function sameEnd(one: Outcome, other: Outcome): boolean {
  return (
    JSON.stringify([one.end, one.world.packet, one.world.translated]) ===
    JSON.stringify([other.end, other.world.packet, other.world.translated])
  );
}

function join(one: World, other: World): World {
  return {
    ...one,
    doubts: one.doubts.filter((doubt) =>
      other.doubts.some((own) => own.rule === doubt.rule && own.assumed === doubt.assumed),
    ),
    probability: plus(one.probability, other.probability),
  };
}

function plus(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? undefined : one + other;
}

/** Probabilities of independent doubts; undefined as soon as one cannot be told. */
export function times(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? undefined : one * other;
}
