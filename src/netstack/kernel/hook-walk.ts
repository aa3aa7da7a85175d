import { chainWalk, walkChain, type ChainWalk } from "./chain-walk.ts";
import type { Context, PacketState } from "../rules/packet-state.ts";
import type { Chain, HookName, Rule, Ruleset } from "../rules/rules.ts";
import {
  mergeOutcomes,
  rulesOf,
  type Decider,
  type Doubt,
  type End,
  type Outcome,
  type World,
} from "./worlds.ts";

/** One way a packet may fare at a hook. */
export interface HookEnd {
  readonly to: "accept" | "drop" | "reject" | "unknown";
  readonly with?: string;
  readonly why?: string;
  /** The rule or policy that ended it; absent when nothing but policies of ACCEPT was met. */
  readonly by?: Decider;
  readonly packet: PacketState;
  readonly trail: readonly Rule[];
  readonly doubts: readonly Doubt[];
  /** Of this way among all; undefined when nobody can tell. */
  readonly probability?: number | undefined;
}

export interface HookWalk {
  readonly hook: HookName;
  /** `undecided` when ways end differently, or one cannot be told. */
  readonly verdict: "accept" | "drop" | "reject" | "undecided";
  readonly with?: string;
  readonly by?: Decider;
  /** Rules that could not be told and matter for the verdict. */
  readonly maybes: readonly Doubt[];
  /** Rules hit, in order, on the way that takes the fewest doubtful rules for matching. */
  readonly trail: readonly Rule[];
  readonly packet: PacketState;
  readonly ways: readonly HookEnd[];
  /** Why rules that were left out on the node could matter to this packet; empty when none can. */
  readonly unread: readonly string[];
}

interface BaseChain {
  readonly chain: Chain;
  readonly walk: ChainWalk;
  readonly order: ReturnType<typeof orderAt>;
}

/** conntrack looks at packets at this priority: rules before it see no connection. */
const conntrackPriority = -200;

/**
 * Walks all base chains at a hook as the kernel does: in order of priority over all tools' tables; an accept ends
 * only its own base chain, a drop is final; nat chains are asked for the first packet of a connection, until one translates.
 */
export function walkHook(
  rulesets: readonly Ruleset[],
  hook: HookName,
  packet: PacketState,
  context: Context,
): HookWalk {
  const start: World = {
    packet: withoutAbsentDevice(packet, hook),
    trail: undefined,
    doubts: [],
    probability: 1,
    translated: false,
  };
  let going: readonly World[] = [start];
  const ended: Outcome[] = [];
  for (const base of baseChains(rulesets, hook, packet, context)) {
    const outcomes = mergeOutcomes(going.flatMap((world) => walkBase(base, world, hook)));
    going = outcomes.filter(({ end }) => end.to === "accept").map(({ world }) => world);
    ended.push(...outcomes.filter(({ end }) => end.to !== "accept"));
  }
  const accepted = going.map((world): Outcome => ({ world, end: { to: "accept" } }));
  const { iif, oif } = packet;
  const outcomes = [...accepted, ...ended].map((outcome) => ({
    ...outcome,
    world: { ...outcome.world, packet: { ...outcome.world.packet, iif, oif } },
  }));
  return walkOf(hook, outcomes, unreadFor(rulesets, packet));
}

function walkBase({ chain, walk }: BaseChain, world: World, hook: HookName): readonly Outcome[] {
  const { state } = world.packet;
  if (
    chain.type === "nat" &&
    (world.translated || (state !== undefined && state !== "NEW" && state !== "RELATED"))
  )
    return [{ world, end: { to: "accept" } }];
  const early =
    hook === "ingress" ||
    ((chain.priority ?? 0) < conntrackPriority && (hook === "prerouting" || hook === "output"));
  const before: World =
    early && state !== "UNTRACKED" ? { ...world, packet: { ...world.packet, state: "INVALID" } } : world;
  return walkChain(walk, chain, before).map((outcome) => {
    const after = early ? withState(outcome.world, state) : outcome.world;
    return certain(chain, hook, finish(chain, { ...outcome, world: after }));
  });
}

/** What a chain does is certain only when it is known to be on the packet's device. */
function certain(chain: Chain, hook: HookName, outcome: Outcome): Outcome {
  const { iif, oif } = outcome.world.packet;
  const known = chain.devices !== undefined && (hook === "egress" ? oif : iif) !== undefined;
  if (known || (hook !== "ingress" && hook !== "egress") || outcome.end.to === "accept") return outcome;
  return { ...outcome, end: { to: "unknown", why: `it is not known on which device ${chain.name} is` } };
}

/** The connection is looked up after the early chains, unless one of them said not to. */
function withState(world: World, state: PacketState["state"]): World {
  return world.packet.state === "UNTRACKED" ? world : { ...world, packet: { ...world.packet, state } };
}

function finish(chain: Chain, outcome: Outcome): Outcome {
  if (outcome.end.to !== "return") return outcome;
  const end: End = { to: chain.policy ?? "accept" };
  return { ...outcome, end, by: { policyOf: chain } };
}

function baseChains(
  rulesets: readonly Ruleset[],
  hook: HookName,
  packet: PacketState,
  context: Context,
): readonly BaseChain[] {
  const families = packet.bridged === true ? ["bridge"] : [packet.family === 4 ? "ip" : "ip6", "inet"];
  const device = hook === "egress" ? packet.oif : packet.iif;
  return rulesets
    .flatMap((ruleset) => {
      const walk = chainWalk(ruleset, context);
      return ruleset.chains
        .filter((chain) => chain.hook === hook)
        .filter((chain) =>
          hook === "ingress" || hook === "egress" ? onDevice(chain, device) : families.includes(chain.family),
        )
        .map((chain) => ({ chain, walk, order: orderAt(chain, hook) }));
    })
    .sort(({ order: [one, inOne] }, { order: [other, inOther] }) => one - other || inOne - inOther);
}

/**
 * When a base chain is asked at its hook, smaller first. All nat chains of a hook run inside one kernel hook of fixed priority, in the
 * order of their own.
 */
export function orderAt(chain: Chain, hook: HookName): readonly [number, number] {
  const priority = chain.priority ?? 0;
  if (chain.type !== "nat") return [priority, priority];
  return [hook === "prerouting" || hook === "output" ? -100 : 100, priority];
}

function onDevice(chain: Chain, device: string | undefined): boolean {
  return chain.devices === undefined || device === undefined || chain.devices.includes(device);
}

/** Where a hook has no incoming or outgoing device yet, rules see an empty name. */
function withoutAbsentDevice(packet: PacketState, hook: HookName): PacketState {
  if (hook === "prerouting" || hook === "input" || hook === "ingress") return { ...packet, oif: "" };
  return hook === "output" ? { ...packet, iif: "" } : packet;
}

function walkOf(hook: HookName, outcomes: readonly Outcome[], unread: readonly string[]): HookWalk {
  const ways = outcomes
    .map(({ world, end, by }): HookEnd => ({
      to: end.to === "return" ? "accept" : end.to,
      ...(end.with !== undefined && { with: end.with }),
      ...(end.why !== undefined && { why: end.why }),
      ...(by && { by }),
      packet: world.packet,
      trail: rulesOf(world.trail),
      doubts: world.doubts,
      probability: world.probability,
    }))
    .sort((one, other) => assumptions(one) - assumptions(other));
  const [main] = ways;
  if (!main) throw new Error("a walk always ends somewhere");
  const blocked = ways.every((way) => way.to === "drop" || way.to === "reject");
  const same = ways.every((way) => way.to === main.to) || blocked;
  const decided = same && unread.length === 0;
  return {
    hook,
    verdict: decided && main.to !== "unknown" ? main.to : "undecided",
    ...(main.with !== undefined && { with: main.with }),
    ...(main.by && { by: main.by }),
    maybes: same ? [] : distinct(ways.flatMap((way) => way.doubts)),
    trail: main.trail,
    packet: main.packet,
    ways,
    unread,
  };
}

function assumptions(way: HookEnd): number {
  return way.doubts.filter((doubt) => doubt.assumed).length;
}

function distinct(doubts: readonly Doubt[]): readonly Doubt[] {
  return [...new Map(doubts.map((doubt) => [doubt.rule, doubt])).values()];
}

function unreadFor(rulesets: readonly Ruleset[], packet: PacketState): readonly string[] {
  return rulesets.flatMap(({ backend, slice, hidden }) => {
    const reasons = hidden.map((table) => `${backend}: table ${table} could not be shown`);
    if (!slice || slice.leftOut === 0) return reasons;
    const unread = [packet.source, packet.destination].filter(
      (address) => !slice.addresses.includes(address),
    );
    // A reply goes to a port the client chose a moment ago: no rule names it.
    const port = packet.direction === "reply" ? undefined : packet.destinationPort;
    const words =
      port === undefined || slice.ports.length === 0 || slice.ports.includes(port)
        ? unread
        : [...unread, `port ${port}`];
    return words.length === 0
      ? reasons
      : [...reasons, `${backend}: rules were not read for ${words.join(", ")}`];
  });
}
