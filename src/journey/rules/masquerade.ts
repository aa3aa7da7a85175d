import type { Packet } from "../../model/hop.ts";
import type { PacketState } from "../../netstack/rules/packet-state.ts";
import {
  walkForward,
  walkOutput,
  type PathEnd,
  type NetnsWalk,
  type Route,
} from "../../netstack/kernel/netns-walk.ts";
import type { Chain, Rule, Ruleset } from "../../netstack/rules/rules.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { nodePlace } from "../machine/places.ts";
import { contextOf, stateOf } from "./rule-packet.ts";
import { rulesAt, type RulesSeen } from "./rules-at.ts";
import { deviceOutOf, routeAt, stackAt, type Stack } from "../machine/stack.ts";

/** What a node's translation makes of a packet's source by the time the packet leaves it. */
export type SourceAfter =
  | { readonly is: "kept" }
  /** `rule`: the one that translates. */
  | { readonly is: "translated"; readonly ip: string; readonly rule?: Rule }
  | { readonly is: "unknown"; readonly why: string };

/** A packet on a node: one that came in by `deviceIn`, or one of the node's own without. */
export interface OnNode {
  readonly node: string;
  readonly packet: Packet;
  readonly deviceIn?: string;
  /** Of the destinations that the node may translate the packet to, the one that is meant. */
  readonly towards?: string;
}

/**
 * The source address with which a packet leaves a node, found by walking the node's translation rules: masquerading,
 * SNAT, and the marks that decide about them. What filters drop is not asked here.
 */
export function sourceAfter(asked: OnNode, evidence: EvidenceIndex): SourceAfter {
  const { node, packet, deviceIn, towards } = asked;
  const key = JSON.stringify([node, packet, deviceIn, towards]);
  return evidence.derive(sourceAfter, key, () => {
    const seen = standingOn(asked, evidence);
    if ("why" in seen) return { is: "unknown", why: seen.why };
    return sourceOf(walkTranslation(asked, seen, seen.rules.rulesets), packet.source, towards);
  });
}

/** The rule without which the packet would be translated; undefined when there is none, or it is translated. */
export function ruleThatKeeps(asked: OnNode, evidence: EvidenceIndex): Rule | undefined {
  const seen = standingOn(asked, evidence);
  if ("why" in seen || sourceAfter(asked, evidence).is !== "kept") return undefined;
  const { rulesets } = seen.rules;
  const { trail } = walkTranslation(asked, seen, rulesets);
  return trail.filter(endsSearch).find((rule) => {
    const others = rulesets.map((ruleset) => without(ruleset, rule));
    const after = sourceOf(walkTranslation(asked, seen, others), asked.packet.source, asked.towards);
    return after.is === "translated";
  });
}

interface Standing {
  readonly rules: RulesSeen;
  readonly stack: Stack;
}

function standingOn({ node, packet }: OnNode, evidence: EvidenceIndex): Standing | { readonly why: string } {
  const place = nodePlace(node);
  const rules = rulesAt(evidence, place, packet.family);
  if (rules.notSeen) return { why: rules.notSeen.detail };
  const stack = stackAt(evidence, place, packet.family);
  if (stack.routes.notSeen) return { why: stack.routes.notSeen.detail };
  return { rules: rules.seen, stack };
}

function walkTranslation(
  { packet, deviceIn }: OnNode,
  { rules, stack }: Standing,
  rulesets: readonly Ruleset[],
): NetnsWalk {
  const first = deviceOutOf(routeAt(stack, { destination: packet.destination, source: packet.source }));
  const state = stateOf(packet, deviceIn, deviceIn === undefined ? first : undefined);
  const context = contextOf(rules, stack, state);
  const through = deviceIn === undefined ? walkOutput : walkForward;
  const walk = (keep: (chain: Chain) => boolean): NetnsWalk =>
    through(
      rulesets.map((ruleset) => only(ruleset, keep)),
      state,
      context,
      (after) => routing(after, stack, deviceIn),
    );
  const whole = walk(isTranslation);
  return whole.ways.some(({ to }) => to === "accept") ? whole : walk(({ type }) => type === "nat");
}

/** Chains that translate, and those that set the marks which translation asks for; none that filters. */
function isTranslation({ type, hook, priority = 0 }: Chain): boolean {
  return type === "nat" || (hook !== "forward" && hook !== "input" && priority < 0);
}

function only(ruleset: Ruleset, keep: (chain: Chain) => boolean): Ruleset {
  return {
    ...ruleset,
    chains: ruleset.chains.filter((chain) => chain.hook === undefined || keep(chain)),
  };
}

function without(ruleset: Ruleset, gone: Rule): Ruleset {
  return {
    ...ruleset,
    chains: ruleset.chains.map((chain) =>
      chain.rules.includes(gone) ? { ...chain, rules: chain.rules.filter((rule) => rule !== gone) } : chain,
    ),
  };
}

function routing(packet: PacketState, stack: Stack, deviceIn: string | undefined): Route | undefined {
  const lookup = routeAt(stack, {
    destination: packet.destination,
    source: packet.source,
    ...(deviceIn === undefined ? {} : { deviceIn }),
    ...(packet.mark === undefined ? {} : { mark: packet.mark }),
  });
  if (lookup.seen?.result === "local") return { local: true };
  const oif = deviceOutOf(lookup);
  return oif === undefined ? undefined : { oif };
}

function sourceOf({ ways, unread }: NetnsWalk, own: string, towards: string | undefined): SourceAfter {
  const [doubt] = unread;
  if (doubt !== undefined) return { is: "unknown", why: doubt };
  const sources = new Map<string, PathEnd>();
  for (const way of ways) {
    if (towards !== undefined && way.packet.destination !== towards) continue;
    if (way.to === "unknown") return { is: "unknown", why: way.why ?? "a rule on its way cannot be told" };
    if (way.to !== "accept") continue;
    if (way.packet.masqueraded === true)
      return { is: "unknown", why: "the address that masquerading takes cannot be told" };
    sources.set(way.packet.source, way);
  }
  const [first, ...others] = sources.values();
  if (!first) return { is: "unknown", why: "no way through the node's rules leads there" };
  if (others.length > 0) return { is: "unknown", why: `it leaves as ${[...sources.keys()].join(" or ")}` };
  const { packet, trail } = first;
  if (packet.source === own) return { is: "kept" };
  const rule = trail.findLast(translatesSource);
  return { is: "translated", ip: packet.source, ...(rule && { rule }) };
}

function translatesSource({ statements }: Rule): boolean {
  return statements.some(
    (statement) =>
      statement.do === "nat" && (statement.nat.type === "snat" || statement.nat.type === "masquerade"),
  );
}

/** A rule after which the others of its chain, or for a packet off connection tracking all that translate, are not asked. */
function endsSearch({ statements }: Rule): boolean {
  return statements.some(
    (statement) =>
      statement.do === "notrack" ||
      (statement.do === "verdict" &&
        (statement.verdict.to === "accept" || statement.verdict.to === "return")),
  );
}
