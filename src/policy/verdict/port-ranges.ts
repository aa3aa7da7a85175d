/** Which ports are open between two ends, exactly: as ranges, not samples. */
import type { Protocol } from "../../model/protocol.ts";
import { inOrder, type Asked } from "./decide.ts";
import { decideAmong, settle } from "./evaluate.ts";
import type { End } from "../match/ends.ts";
import { exemption } from "./exempt.ts";
import { lastPort, type DirectionName, type RuleSet } from "../normal-form.ts";
import { ruleCuts } from "../match/ports.ts";

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

/** Between two cuts no rule changes its mind, so one port speaks for all of them. */
function startsOf(protocol: Protocol, to: End, all: readonly PairRules[]): number[] {
  if (protocol === "ICMP") return [0];
  const cuts = all.flatMap(({ egress, ingress }) =>
    inOrder([...egress, ...ingress]).flatMap(({ rules }) =>
      rules.flatMap((rule) => ruleCuts(rule, protocol, to)),
    ),
  );
  return [...new Set([1, ...cuts])]
    .filter((cut) => cut >= 1 && cut <= lastPort)
    .sort((one, other) => one - other);
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

/** Ports allowed under one set of rules and not under the other; undecidable counts as not allowed. */
export function changedRanges(was: PairRules, is: PairRules, from: End, to: End): ChangedRanges {
  const opened: PortRange[] = [];
  const closed: PortRange[] = [];
  for (const protocol of protocols) {
    const starts = startsOf(protocol, to, [was, is]);
    for (const [index, first] of starts.entries()) {
      const last = protocol === "ICMP" ? 0 : (starts[index + 1] ?? lastPort + 1) - 1;
      const towards = { protocol, port: first };
      const [before, now] = [isOpen(was, from, to, towards), isOpen(is, from, to, towards)];
      if (now && !before) append(opened, { protocol, first, last });
      if (before && !now) append(closed, { protocol, first, last });
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
