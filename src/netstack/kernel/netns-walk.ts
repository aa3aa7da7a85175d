import { walkHook, type HookEnd } from "./hook-walk.ts";
import type { Context, PacketState } from "../rules/packet-state.ts";
import type { HookName, Rule, Ruleset } from "../rules/rules.ts";
import { times, type Decider, type Doubt } from "./worlds.ts";

/** Where the kernel sends a packet after prerouting or output: out of a device, or to a socket of this namespace. */
export type Route = { readonly oif: string } | { readonly local: true };
export type Routing = (packet: PacketState) => Route | undefined;

/** One way through all hooks. */
export interface PathEnd extends HookEnd {
  /** The hook that ended it; the last one when it was accepted. */
  readonly hook: HookName;
}

export interface NetnsWalk {
  readonly verdict: "accept" | "drop" | "reject" | "undecided";
  /** Where the most certain way ended. */
  readonly hook: HookName;
  readonly by?: Decider;
  readonly with?: string;
  readonly packet: PacketState;
  readonly trail: readonly Rule[];
  readonly maybes: readonly Doubt[];
  readonly ways: readonly PathEnd[];
  readonly unread: readonly string[];
}

/** Whether rules stop the packet for certain. */
export function isStopped({ verdict }: Pick<NetnsWalk, "verdict">): boolean {
  return verdict === "drop" || verdict === "reject";
}

/**
 * A packet that came in on a device: that device's ingress, prerouting, routing, then input, or forward, postrouting
 * and the other device's egress. Without `routing` the packet's own `oif` is where it goes.
 */
export function walkForward(
  rulesets: readonly Ruleset[],
  packet: PacketState,
  context: Context,
  routing: Routing = ({ oif }) => (oif === undefined ? undefined : { oif }),
): NetnsWalk {
  return walkOn(rulesets, packet, ["ingress", "prerouting"], context, (accepted) => {
    const route = routing(accepted);
    if (!route) return undefined;
    return "local" in route
      ? { packet: accepted, hooks: ["input"] }
      : { packet: { ...accepted, oif: route.oif }, hooks: ["forward", "postrouting", "egress"] };
  });
}

/** A packet to this namespace's own sockets: ingress, prerouting and input. */
export function walkInput(rulesets: readonly Ruleset[], packet: PacketState, context: Context): NetnsWalk {
  return walkForward(rulesets, packet, context, () => ({ local: true }));
}

/** A packet sent from here: output, routing again after a translation, postrouting, the device's egress. */
export function walkOutput(
  rulesets: readonly Ruleset[],
  packet: PacketState,
  context: Context,
  routing: Routing = ({ oif }) => (oif === undefined ? undefined : { oif }),
): NetnsWalk {
  return walkOn(rulesets, packet, ["output"], context, (accepted) => {
    const route = routing(accepted);
    if (!route) return undefined;
    const oif = "local" in route ? "lo" : route.oif;
    return { packet: { ...accepted, oif }, hooks: ["postrouting", "egress"] };
  });
}

interface Onward {
  readonly packet: PacketState;
  readonly hooks: readonly HookName[];
}

function walkOn(
  rulesets: readonly Ruleset[],
  packet: PacketState,
  before: readonly [HookName, ...HookName[]],
  context: Context,
  onward: (accepted: PacketState) => Onward | undefined,
): NetnsWalk {
  const unread = new Set<string>();
  const [hook] = before;
  const start: PathEnd = { to: "accept", packet, trail: [], doubts: [], probability: 1, hook };
  const ways = follow(rulesets, start, before, context, unread).flatMap((way): readonly PathEnd[] => {
    if (way.to !== "accept") return [way];
    const next = onward(way.packet);
    if (!next) return [{ ...way, to: "unknown", why: "its route from here is not known" }];
    return follow(rulesets, { ...way, packet: next.packet }, next.hooks, context, unread);
  });
  return walkOf(ways, [...unread]);
}

function follow(
  rulesets: readonly Ruleset[],
  way: PathEnd,
  hooks: readonly HookName[],
  context: Context,
  unread: Set<string>,
): readonly PathEnd[] {
  const [hook, ...rest] = hooks;
  if (hook === undefined) return [way];
  if (ofDevices.includes(hook) && !isUsed(hook, rulesets))
    return follow(rulesets, way, rest, context, unread);
  const walk = walkHook(rulesets, hook, way.packet, context);
  for (const reason of walk.unread) unread.add(reason);
  return walk.ways.flatMap((next): readonly PathEnd[] => {
    const probability = times(way.probability, next.probability);
    const joined: PathEnd = {
      ...next,
      trail: [...way.trail, ...next.trail],
      doubts: [...way.doubts, ...next.doubts],
      probability,
      hook,
    };
    return next.to === "accept" ? follow(rulesets, joined, rest, context, unread) : [joined];
  });
}

/** Hooks of single devices, which most nodes have no chain at. */
const ofDevices: readonly HookName[] = ["ingress", "egress"];

function isUsed(hook: HookName, rulesets: readonly Ruleset[]): boolean {
  return rulesets.some(({ chains }) => chains.some((chain) => chain.hook === hook));
}

function walkOf(ways: readonly PathEnd[], unread: readonly string[]): NetnsWalk {
  const certain = (way: PathEnd): number => way.doubts.filter((doubt) => doubt.assumed).length;
  const [main] = [...ways].sort((one, other) => certain(one) - certain(other));
  if (!main) throw new Error("a walk always ends somewhere");
  const blocked = ways.every((way) => way.to === "drop" || way.to === "reject");
  const same = ways.every((way) => way.to === main.to) || blocked;
  const decided = same && unread.length === 0;
  return {
    verdict: decided && main.to !== "unknown" ? main.to : "undecided",
    hook: main.hook,
    ...(main.by && { by: main.by }),
    ...(main.with !== undefined && { with: main.with }),
    packet: main.packet,
    trail: main.trail,
    maybes: same
      ? []
      : [...new Map(ways.flatMap((way) => way.doubts).map((doubt) => [doubt.rule, doubt])).values()],
    ways,
    unread,
  };
}
