import { check } from "./condition-check.ts";
import { evaluate, evaluateAll, resolveSet, type Alternative, type Asked } from "./evaluate.ts";
import { translate } from "./nat.ts";
import type { Context } from "../rules/packet-state.ts";
import { fullName, type Chain, type Rule, type Ruleset, type Statement } from "../rules/rules.ts";
import { elementsFor } from "./set-lookup.ts";
import type { SetElement, Verdict } from "../numbers/sets.ts";
import { mergeOutcomes, mergeWorlds, split, times, type Outcome, type World } from "./worlds.ts";

/** Rules asked in one walk at most; a ruleset that needs more is made to be endless. */
const maxSteps = 1_000_000;
/** Ways followed at once; more undecided rules than that leave the end undecided. */
const maxWorlds = 512;

/** One walk through one ruleset's chains. */
export interface ChainWalk {
  readonly context: Context;
  readonly ruleset: Ruleset;
  readonly chains: ReadonlyMap<string, Chain>;
  steps: number;
}

/** Prepares walks through a ruleset. */
export function chainWalk(ruleset: Ruleset, context: Context): ChainWalk {
  return {
    context,
    ruleset,
    chains: new Map(ruleset.chains.map((chain) => [fullName(chain), chain])),
    steps: 0,
  };
}

/** Every way a packet may leave a chain. `return` means it came to the end, or was sent back. */
export function walkChain(
  walk: ChainWalk,
  chain: Chain,
  start: World,
  callers: readonly Chain[] = [],
): readonly Outcome[] {
  // The kernel refuses loops when rules are loaded; a text that has one is not a ruleset in force.
  if (callers.includes(chain)) return [unknown(start, `chain ${chain.name} calls itself`)];
  const outcomes: Outcome[] = [];
  let worlds: readonly World[] = [start];
  for (const rule of chain.rules) {
    const next: World[] = [];
    for (const world of worlds) {
      walk.steps += 1;
      if (walk.steps > maxSteps) outcomes.push(unknown(world, "too many rules to follow"));
      else runRule(walk, rule, world, [...callers, chain], next, outcomes);
    }
    worlds = mergeWorlds(next);
    if (worlds.length > maxWorlds) {
      outcomes.push(...worlds.map((world) => unknown(world, "too many undecided rules")));
      worlds = [];
    }
    if (worlds.length === 0) break;
  }
  outcomes.push(...worlds.map((world): Outcome => ({ world, end: { to: "return" } })));
  return mergeOutcomes(outcomes);
}

/** Where a statement leaves a world: in the rule, at the next rule, or out of the chain. */
interface Ways {
  readonly active: World[];
  readonly next: World[];
  readonly out: Outcome[];
}

function runRule(
  walk: ChainWalk,
  rule: Rule,
  start: World,
  callers: readonly Chain[],
  next: World[],
  out: Outcome[],
): void {
  let worlds: readonly World[] = [start];
  for (const statement of rule.statements) {
    const ways: Ways = { active: [], next, out };
    for (const world of worlds) runStatement(walk, rule, statement, world, callers, ways);
    if (ways.active.length === 0) return;
    worlds = ways.active;
  }
  next.push(...worlds.map((world) => hit(world, rule)));
}

function runStatement(
  walk: ChainWalk,
  rule: Rule,
  statement: Statement,
  world: World,
  callers: readonly Chain[],
  ways: Ways,
): void {
  const asked: Asked = {
    packet: world.packet,
    context: walk.context,
    set: (name) => walk.ruleset.sets.get(`${rule.family} ${rule.table} ${name}`),
  };
  switch (statement.do) {
    case "match": {
      const answer = check(statement.condition, asked);
      if (answer.is === "no") ways.next.push(world);
      else if (answer.is === "yes") ways.active.push(world);
      else {
        const [stays, matches] = split(world, rule, answer);
        ways.next.push(stays);
        ways.active.push(matches);
      }
      return;
    }
    case "verdict":
      applyVerdict(walk, rule, statement.verdict, world, callers, ways);
      return;
    case "verdict-map":
      for (const key of evaluateAll(statement.key, asked)) {
        const set = resolveSet(statement.map, asked);
        if (!set) ways.out.push(unknown(world, "a verdict map was not read", rule));
        else chooseVerdict(walk, rule, elementsFor(set, key.parts), key, world, callers, ways);
      }
      return;
    case "mark":
      for (const { parts, probability } of evaluate(statement.value, asked))
        setMark(statement.of, parts[0], likely(world, probability), ways);
      return;
    case "notrack":
      ways.active.push({ ...world, packet: { ...world.packet, state: "UNTRACKED" } });
      return;
    case "nat":
      ways.out.push(...translate(statement.nat, asked, hit(world, rule), rule));
      return;
    case "note":
      ways.active.push(world);
      return;
    case "unknown": {
      const [stays, matches] = split(world, rule, { why: `not understood: ${statement.text}` });
      ways.active.push(stays);
      ways.out.push(unknown(hit(matches, rule), `not understood: ${statement.text}`, rule));
      return;
    }
  }
}

function chooseVerdict(
  walk: ChainWalk,
  rule: Rule,
  found: { readonly certain?: SetElement; readonly possible: readonly SetElement[] },
  key: Alternative,
  start: World,
  callers: readonly Chain[],
  ways: Ways,
): void {
  let world = likely(start, key.probability);
  // What does not exist in this packet is in no map.
  if (key.parts.includes(null)) {
    ways.next.push(world);
    return;
  }
  for (const element of found.certain ? [] : found.possible) {
    const [stays, matches] = split(world, rule, { why: "part of the map's key is not known" });
    if (element.verdict) applyVerdict(walk, rule, element.verdict, matches, callers, ways);
    world = stays;
  }
  if (found.certain?.verdict) applyVerdict(walk, rule, found.certain.verdict, world, callers, ways);
  else ways.next.push(world);
}

function applyVerdict(
  walk: ChainWalk,
  rule: Rule,
  verdict: Verdict,
  world: World,
  callers: readonly Chain[],
  ways: Ways,
): void {
  const here = hit(world, rule);
  switch (verdict.to) {
    case "accept":
    case "drop":
      ways.out.push({ world: here, end: { to: verdict.to }, by: { rule } });
      return;
    case "reject":
      ways.out.push({ world: here, end: { to: "reject", with: verdict.with }, by: { rule } });
      return;
    case "return":
      ways.out.push({ world: here, end: { to: "return" } });
      return;
    case "continue":
      ways.next.push(here);
      return;
    case "queue":
      ways.out.push(unknown(here, "a program decides (NFQUEUE)", rule));
      return;
    case "jump":
    case "goto":
      for (const outcome of enter(walk, rule, verdict.chain, here, callers)) {
        // After a goto, the end of the called chain is the end of this one too.
        if (outcome.end.to === "return" && verdict.to === "jump") ways.next.push(outcome.world);
        else ways.out.push(outcome);
      }
  }
}

function enter(
  walk: ChainWalk,
  rule: Rule,
  name: string,
  world: World,
  callers: readonly Chain[],
): readonly Outcome[] {
  const target = walk.chains.get(`${rule.family} ${rule.table} ${name}`);
  return target
    ? walkChain(walk, target, world, callers)
    : [unknown(world, `chain ${name} was not read`, rule)];
}

function setMark(
  of: "packet" | "connection",
  value: bigint | string | undefined | null,
  world: World,
  ways: Ways,
): void {
  if (value === null) {
    ways.next.push(world);
    return;
  }
  const mark = typeof value === "bigint" ? Number(value & 0xffffffffn) : undefined;
  const packet = of === "packet" ? { ...world.packet, mark } : { ...world.packet, connectionMark: mark };
  ways.active.push({ ...world, packet });
}

function hit(world: World, rule: Rule): World {
  return { ...world, trail: { rule, before: world.trail } };
}

function likely(world: World, probability: number | undefined): World {
  return probability === 1 ? world : { ...world, probability: times(world.probability, probability) };
}

function unknown(world: World, why: string, rule?: Rule): Outcome {
  return { world, end: { to: "unknown", why }, ...(rule && { by: { rule } }) };
}
