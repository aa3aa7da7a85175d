/** Which ports are open between two ends, exactly: as ranges, not samples. */
import type { Protocol } from "../../model/protocol.ts";
import type { Asked } from "./decide.ts";
import { decideAmong, settle } from "./evaluate.ts";
import type { End } from "../match/ends.ts";
import { exemption } from "./exempt.ts";
import { matchPorts, ruleCuts } from "../match/ports.ts";
import { lastPort, type DirectionName, type Rule, type RuleSet } from "../normal-form.ts";

export interface PortRange {
  readonly protocol: Protocol;
  readonly first: number;
  readonly last: number;
}

export const protocols: readonly Protocol[] = ["TCP", "UDP", "SCTP", "ICMP"];

/** What decides about one pair in one model: the rule sets that select its ends. */
export interface PairRules {
  readonly egress: readonly RuleSet[];
  readonly ingress: readonly RuleSet[];
  /** A policy that is not decided here may have a say. */
  readonly undecided: Readonly<Record<DirectionName, boolean>>;
}

function isOpen(rules: PairRules, from: End, to: End, towards: Asked["towards"]): boolean {
  const exempt = exemption(from, to, false);
  return (["egress", "ingress"] as const).every((direction) => {
    const { verdict, by } = decideAmong(rules[direction], { direction, from, to, towards });
    return settle(verdict, exempt, rules.undecided[direction], by) === "allow";
  });
}

const rulesOf = ({ egress, ingress }: PairRules): Rule[] =>
  [...egress, ...ingress].flatMap(({ rules }) => rules);

/** Between two cuts none of the rules changes its mind, so one port speaks for all of them. */
function cutsOf(rules: readonly Rule[], protocol: Protocol, to: End): number[] {
  const cuts = new Set([1, ...rules.flatMap((rule) => ruleCuts(rule, protocol, to))]);
  return [...cuts].filter((cut) => cut >= 1 && cut <= lastPort).sort((one, other) => one - other);
}

function toRanges(protocol: Protocol, starts: readonly number[], end: number): PortRange[] {
  return starts.map((first, index) => ({ protocol, first, last: (starts[index + 1] ?? end + 1) - 1 }));
}

/** Ranges of ports that one of the rules may be about. */
function spokenOf(rules: readonly Rule[], protocol: Protocol, to: End): PortRange[] {
  const all: PortRange[] =
    protocol === "ICMP"
      ? [{ protocol, first: 0, last: 0 }]
      : toRanges(protocol, cutsOf(rules, protocol, to), lastPort);
  return all.filter(({ first }) =>
    rules.some(({ ports, icmp }) => matchPorts(ports, { protocol, port: first }, to, icmp) !== "no"),
  );
}

/** The range in parts in each of which every rule is of one mind. */
function partsOf(range: PortRange, models: readonly PairRules[], to: End): PortRange[] {
  const { protocol, first, last } = range;
  if (first === last) return [range];
  const inside = cutsOf(models.flatMap(rulesOf), protocol, to).filter((cut) => cut > first && cut <= last);
  return toRanges(protocol, [first, ...inside], last);
}

/** What differs between two sets of rules for one pair. */
export interface ChangedRanges {
  readonly opened: readonly PortRange[];
  readonly closed: readonly PortRange[];
}

/** Adds a range, joined with the one before when they touch. */
function append(ranges: PortRange[], { protocol, first, last }: PortRange): void {
  const previous = ranges.at(-1);
  if (previous?.protocol === protocol && previous.last === first - 1)
    ranges[ranges.length - 1] = { ...previous, last };
  else ranges.push({ protocol, first, last });
}

/**
 * Ports allowed under one set of rules and not under the other; undecidable counts as not allowed.
 * @param differing rules that only one of the two has: no port changes that none of them is about.
 */
export function changedRanges(
  was: PairRules,
  is: PairRules,
  differing: readonly Rule[],
  { from, to }: { readonly from: End; readonly to: End },
): ChangedRanges {
  const opened: PortRange[] = [];
  const closed: PortRange[] = [];
  for (const protocol of protocols)
    for (const range of spokenOf(differing, protocol, to))
      for (const part of partsOf(range, [was, is], to)) {
        const towards = { protocol, port: part.first };
        const [before, now] = [isOpen(was, from, to, towards), isOpen(is, from, to, towards)];
        if (now && !before) append(opened, part);
        if (before && !now) append(closed, part);
      }
  return { opened, closed };
}

/** `TCP 9080`, `UDP 1000-2000`, `every TCP port`, `ICMP`. */
export function rangeText({ protocol, first, last }: PortRange): string {
  if (protocol === "ICMP") return "ICMP";
  if (first === last) return `${protocol} ${first}`;
  return first === 1 && last === lastPort ? `every ${protocol} port` : `${protocol} ${first}-${last}`;
}
