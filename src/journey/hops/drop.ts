import { check } from "../../netstack/kernel/condition-check.ts";
import {
  counterKey,
  policyKey,
  ruleOf,
  stops,
  type CounterChange,
} from "../../netstack/kernel/counter-changes.ts";
import { isStopped, type NetnsWalk } from "../../netstack/kernel/netns-walk.ts";
import { policiesBehind, type Behind } from "../../netstack/enforcers/policy-names.ts";
import type { PacketState } from "../../netstack/rules/packet-state.ts";
import type { Chain, Rule } from "../../netstack/rules/rules.ts";
import type { FirewallView, RuleWay } from "./firewall.ts";
import { missedIn, type Passage } from "./passage.ts";

/** A rule, or a chain's policy, that ends the packet's way on a node. */
export interface Drop {
  readonly packet: RuleWay["packet"];
  /** The way on which it stands, where walking the rules leads to it. */
  readonly way?: RuleWay;
  readonly how: "drop" | "reject" | "queue";
  /** One line: the rule as its tool prints it, or the chain's policy. */
  readonly text: string;
  /** `iptables-nft ip filter cali-tw-…`: where the rule stands. */
  readonly where: string;
  readonly backend: Rule["backend"];
  readonly rule?: Rule;
  /** In place of a rule: the chain whose policy it is. */
  readonly chain?: Chain;
  readonly behind: Behind;
  /** A rule gave the packet another destination before, or it enters another pod's wire: what stops it then is no word about the flow. */
  readonly astray: boolean;
  /** Walking the rules leads here for certain; otherwise only its counter says so. */
  readonly walked: boolean;
  /** How far its counter moved with the packets; undefined when it was not counted. */
  readonly moved?: number;
}

/**
 * The first rule on the packet's way through a node that stops it: by walking the rules; where the walk cannot
 * tell, the stopping rule whose counter moved with the packets. A rule that moved although the walk lets the packet
 * pass is taken only when the packets were seen to die at this hop.
 */
export function dropAt(
  view: FirewallView,
  passage: Passage | undefined,
  sent: number | undefined,
): Drop | undefined {
  const { changes } = view.rules;
  for (const way of view.ways) {
    const { packet, walk } = way;
    if (walk.verdict === "accept") continue;
    if (isStopped(walk) && endsAlike(walk)) {
      const drop = dropOf(packet, walk.verdict === "reject" ? "reject" : "drop", walk, view, true);
      return { ...drop, astray: isAstray(way, walk.packet), way };
    }
    const likely = walk.ways
      .filter(({ to }) => to === "drop" || to === "reject")
      .find((way) => (movedBy(way.by, changes) ?? 0) > 0);
    if (likely) {
      const drop = dropOf(packet, likely.to === "reject" ? "reject" : "drop", likely, view, false);
      return { ...drop, astray: isAstray(way, likely.packet) };
    }
    // A rule that stops by chance and counts nothing, where some were seen to come in and not to go on.
    const byChance = walk.ways.find(
      ({ to, by, probability }) =>
        (to === "drop" || to === "reject") &&
        by !== undefined &&
        "rule" in by &&
        by.rule.packets === undefined &&
        probability !== undefined &&
        probability < 1,
    );
    if (byChance && packet === "inner" && (missedIn(passage) ?? 0) > 0)
      return dropOf(packet, byChance.to === "reject" ? "reject" : "drop", byChance, view, false);
    // Rules that queue are often not counted: packets that went no further than one were stopped by its program.
    const queued = walk.ways.find(({ by }) => by && "rule" in by && stops(by.rule) === "queue");
    if (queued && passage?.mark === "stopped") return dropOf(packet, "queue", queued, view, false);
  }
  if (passage?.mark !== "stopped" || sent === undefined || sent === 0) return undefined;
  return unexplained(view, sent);
}

/** Whether the packet has another destination by then than the one it was sent to, on a node that is not to translate it. */
function isAstray({ packet, state, sendsOn }: RuleWay, by: PacketState): boolean {
  if (packet !== "inner" || sendsOn) return false;
  return by.destination !== state.destination || by.destinationPort !== state.destinationPort;
}

/** Whether all its ways end at one rule: where a doubtful one decides between two that stop, the counters tell which it was. */
function endsAlike({ ways }: NetnsWalk): boolean {
  const [first, ...others] = ways.map(({ by }) => keyOf(by));
  return others.every((one) => one === first);
}

/**
 * A stopping rule that counted at least as many packets as were sent and may be about them, though no walk leads to
 * it. Others count packets of other people meanwhile.
 */
function unexplained(view: FirewallView, sent: number): Drop | undefined {
  for (const change of view.rules.changes ?? []) {
    if (change.rewritten || change.packets < sent) continue;
    const owner = ruleOf(change, view.rules.rulesets);
    if (!owner) continue;
    const how = "rule" in owner ? stops(owner.rule) : owner.policyOf.policy === "drop" ? "drop" : undefined;
    if (how === undefined || ("rule" in owner && !mayMatch(owner.rule, view))) continue;
    return dropOf("inner", how, { by: owner, trail: [] }, view, false);
  }
  return undefined;
}

/** Whether nothing in the rule rules out every packet that crosses here; marks may be anything by then. */
function mayMatch(rule: Rule, { ways, rules }: FirewallView): boolean {
  const sets = rules.rulesets.find(({ chains }) =>
    chains.some(
      ({ family, table, rules: own }) => family === rule.family && table === rule.table && own.includes(rule),
    ),
  )?.sets;
  return ways.some(({ state, context }) =>
    rule.statements.every(
      (statement) =>
        statement.do !== "match" ||
        check(statement.condition, {
          packet: { ...state, mark: undefined, connectionMark: undefined },
          context,
          set: (name) => sets?.get(`${rule.family} ${rule.table} ${name}`),
        }).is !== "no",
    ),
  );
}

function dropOf(
  packet: RuleWay["packet"],
  how: Drop["how"],
  end: Pick<NetnsWalk, "by" | "trail">,
  view: FirewallView,
  walked: boolean,
): Drop {
  const { by } = end;
  const moved = movedBy(by, view.rules.changes);
  const place = by === undefined ? undefined : "rule" in by ? by.rule : by.policyOf;
  const rule = by && "rule" in by ? by.rule : undefined;
  const chain = by && "policyOf" in by ? by.policyOf : undefined;
  return {
    packet,
    how: rule && stops(rule) === "queue" ? "queue" : how,
    text: rule?.text ?? (chain ? policyText(chain) : "an unknown rule"),
    where: place
      ? `${place.backend} ${place.family} ${place.table} ${rule?.chain ?? chain?.name ?? ""}`
      : "unknown",
    backend: place?.backend ?? "nft",
    ...(rule ? { rule } : {}),
    ...(chain ? { chain } : {}),
    behind: policiesBehind(by, end.trail, view.rules.rulesets),
    astray: false,
    walked,
    ...(moved === undefined ? {} : { moved }),
  };
}

/**
 * The same rule with what its counter moved by for other packets of ours taken off: one counter proves nothing twice. `other`: where
 * those others end; `count`: how many of them were lost.
 */
export function countedAlone(drop: Drop, other: Drop | undefined, count: number): Drop {
  if (drop.moved === undefined || other?.where !== drop.where || other.text !== drop.text) return drop;
  return { ...drop, moved: Math.max(0, drop.moved - count) };
}

function policyText(chain: Chain): string {
  return `policy ${chain.policy ?? "accept"} of ${chain.family} ${chain.table} ${chain.name}`;
}

/** How far the counter of what ends a way moved with the packets; undefined where it was not counted. */
export function movedBy(
  by: NetnsWalk["by"],
  changes: readonly CounterChange[] | undefined,
): number | undefined {
  const key = keyOf(by);
  if (key === undefined || !changes) return undefined;
  const change = changes.find((one) => one.key === key && !one.rewritten);
  return change?.packets;
}

function keyOf(by: NetnsWalk["by"]): string | undefined {
  return by && ("rule" in by ? counterKey(by.rule) : policyKey(by.policyOf));
}
