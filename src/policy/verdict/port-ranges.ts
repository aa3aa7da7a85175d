/** Which ports are open between two ends, exactly: as ranges, not samples. */
import type { Protocol } from "../../model/protocol.ts";
import { ruleSetsFor, type PolicyModel } from "../compile.ts";
import { decide, inOrder, type Asked } from "./decide.ts";
import type { End } from "../match/ends.ts";
import { exemption } from "./exempt.ts";
import { lastPort, type DirectionName, type RuleSet } from "../normal-form.ts";
import { portCuts } from "../match/ports.ts";

export interface PortRange {
  readonly protocol: Protocol;
  readonly first: number;
  readonly last: number;
}

export const protocols: readonly Protocol[] = ["TCP", "UDP", "SCTP", "ICMP"];

/** The rule sets of both directions of one pair in one model. */
export interface PairRules {
  readonly egress: readonly RuleSet[];
  readonly ingress: readonly RuleSet[];
}

export function pairRules(model: PolicyModel, from: End, to: End): PairRules {
  return { egress: ruleSetsFor(model, from, "egress"), ingress: ruleSetsFor(model, to, "ingress") };
}

function isOpen(rules: PairRules, from: End, to: End, towards: Asked["towards"]): boolean {
  return (["egress", "ingress"] as const).every(
    (direction: DirectionName) =>
      decide(rules[direction], { direction, from, to, towards }).verdict === "allow",
  );
}

/** Between two cuts no rule changes its mind, so one port speaks for all of them. */
function startsOf(protocol: Protocol, to: End, all: readonly PairRules[]): number[] {
  if (protocol === "ICMP") return [0];
  const cuts = all.flatMap(({ egress, ingress }) =>
    inOrder([...egress, ...ingress]).flatMap(({ rules }) =>
      rules.flatMap(({ ports }) => portCuts(ports, protocol, to)),
    ),
  );
  return [...new Set([1, ...cuts])]
    .filter((cut) => cut >= 1 && cut <= lastPort)
    .sort((one, other) => one - other);
}

/** Ports allowed after and not before; undecidable counts as not allowed. */
export function openedRanges(before: PolicyModel, after: PolicyModel, from: End, to: End): PortRange[] {
  // What no policy is asked about cannot change with policies.
  const exempt = exemption(from, to, false);
  if (exempt && !exempt.unless) return [];
  const was = pairRules(before, from, to);
  const is = pairRules(after, from, to);
  return protocols.flatMap((protocol) => {
    const starts = startsOf(protocol, to, [was, is]);
    const ranges: PortRange[] = [];
    for (const [index, first] of starts.entries()) {
      const last = protocol === "ICMP" ? 0 : (starts[index + 1] ?? lastPort + 1) - 1;
      const towards = { protocol, port: first };
      if (!isOpen(is, from, to, towards) || isOpen(was, from, to, towards)) continue;
      const previous = ranges.at(-1);
      if (previous?.last === first - 1) ranges[ranges.length - 1] = { ...previous, last };
      else ranges.push({ protocol, first, last });
    }
    return ranges;
  });
}

/** `TCP 9080`, `UDP 1000-2000`, `every TCP port`, `ICMP`. */
export function rangeText({ protocol, first, last }: PortRange): string {
  if (protocol === "ICMP") return "ICMP";
  if (first === last) return `${protocol} ${first}`;
  return first === 1 && last === lastPort ? `every ${protocol} port` : `${protocol} ${first}-${last}`;
}
