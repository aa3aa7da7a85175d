/** Which ports are open between two ends, exactly: as ranges, not samples. */
import type { Protocol } from "../../model/protocol.ts";
import type { Asked } from "./decide.ts";
import { decideAmong, settle } from "./evaluate.ts";
import { rulesForPair } from "./pair-rules.ts";
import { asItSends } from "../match/client-tls.ts";
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

function forPair(rules: PairRules, from: End, to: End): PairRules {
  return {
    ...rules,
    egress: rulesForPair(rules.egress, { direction: "egress", from, to }),
    ingress: rulesForPair(rules.ingress, { direction: "ingress", from, to }),
  };
}

const rulesOf = ({ egress, ingress }: PairRules): Rule[] =>
  [...egress, ...ingress].flatMap(({ rules }) => rules);

/** Ports at which one of the rules may change its mind, in order, the first port among them. */
function cutsOf(rules: readonly Rule[], protocol: Protocol, to: End): readonly number[] {
  const cuts = Uint32Array.from(rules.flatMap((rule) => ruleCuts(rule, protocol, to))).sort();
  const found = [1];
  for (const cut of cuts) if (cut <= lastPort && cut > (found.at(-1) ?? 0)) found.push(cut);
  return found;
}

function toRanges(protocol: Protocol, starts: readonly number[], end: number): PortRange[] {
  return starts.map((first, index) => ({ protocol, first, last: (starts[index + 1] ?? end + 1) - 1 }));
}

/** Every port, in ranges in each of which every rule is of one mind, so that one port speaks for all of them. */
export function mindsOf(rules: readonly Rule[], protocol: Protocol, to: End): PortRange[] {
  return toRanges(protocol, cutsOf(rules, protocol, to), lastPort);
}

/** Ranges of ports that one of the rules may be about, in order and apart. */
function spokenOf(rules: readonly Rule[], protocol: Protocol, to: End): PortRange[] {
  const all: PortRange[] =
    protocol === "ICMP" ? [{ protocol, first: 0, last: 0 }] : mindsOf(rules, protocol, to);
  return all.filter(({ first }) =>
    rules.some(({ ports, icmp }) => matchPorts(ports, { protocol, port: first }, to, icmp) !== "no"),
  );
}

/** The ranges in parts in each of which every rule is of one mind. Both in order. */
function partsOf(ranges: readonly PortRange[], cuts: readonly number[]): PortRange[] {
  let at = 0;
  return ranges.flatMap(({ protocol, first, last }) => {
    while ((cuts[at] ?? Infinity) <= first) at += 1;
    const starts = [first];
    for (; (cuts[at] ?? Infinity) <= last; at += 1) starts.push(cuts[at] ?? last);
    return toRanges(protocol, starts, last);
  });
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
  { from: sender, to }: { readonly from: End; readonly to: End },
): ChangedRanges {
  const from = asItSends(sender, to);
  const opened: PortRange[] = [];
  const closed: PortRange[] = [];
  const spokenBy = protocols.map((protocol) => ({ protocol, spoken: spokenOf(differing, protocol, to) }));
  if (spokenBy.every(({ spoken }) => spoken.length === 0)) return { opened, closed };
  const [old, next] = [forPair(was, from, to), forPair(is, from, to)];
  for (const { protocol, spoken } of spokenBy) {
    const cuts = cutsOf([...rulesOf(old), ...rulesOf(next)], protocol, to);
    for (const part of partsOf(spoken, cuts)) {
      const towards = { protocol, port: part.first };
      const [before, now] = [isOpen(old, from, to, towards), isOpen(next, from, to, towards)];
      if (now && !before) append(opened, part);
      if (before && !now) append(closed, part);
    }
  }
  return { opened, closed };
}

/** `TCP 9080`, `UDP 1000-2000`, `every TCP port`, `ICMP`. */
export function rangeText({ protocol, first, last }: PortRange): string {
  if (protocol === "ICMP") return "ICMP";
  if (first === last) return `${protocol} ${first}`;
  return first === 1 && last === lastPort ? `every ${protocol} port` : `${protocol} ${first}-${last}`;
}
