/** Which ports are open between two ends, for many pairs of one model. */
import { ruleSetsFor, type PolicyModel } from "../compile.ts";
import { decide } from "../verdict/decide.ts";
import type { End } from "../match/ends.ts";
import { undecidedFor } from "../verdict/evaluate.ts";
import { exemption } from "../verdict/exempt.ts";
import { lastPort, type DirectionName, type RuleSet } from "../normal-form.ts";
import { protocols, rangeText, type PortRange } from "../verdict/port-ranges.ts";
import { portCuts } from "../match/ports.ts";
import { networkPolicyTier } from "../tiers.ts";

export interface Reach {
  /** Ports that are allowed, in order; what cannot be told is not among them. */
  readonly open: readonly PortRange[];
  /** Something about the pair cannot be told from the policies, beside ICMP. */
  readonly unsure: boolean;
}

const everything: Reach = {
  open: protocols.map((protocol) => ({
    protocol,
    first: protocol === "ICMP" ? 0 : 1,
    last: protocol === "ICMP" ? 0 : lastPort,
  })),
  unsure: false,
};
const nothing: Reach = { open: [], unsure: true };

/** Adjacent ranges of one protocol become one. */
function join(ranges: readonly PortRange[]): PortRange[] {
  const joined: PortRange[] = [];
  for (const range of ranges) {
    const previous = joined.at(-1);
    if (previous?.protocol === range.protocol && previous.last + 1 === range.first)
      joined[joined.length - 1] = { ...previous, last: range.last };
    else joined.push(range);
  }
  return joined;
}

function inDirection(ruleSets: readonly RuleSet[], direction: DirectionName, from: End, to: End): Reach {
  let unsure = false;
  const open = protocols.flatMap((protocol) => {
    const cuts = ruleSets.flatMap(({ rules }) => rules.flatMap(({ ports }) => portCuts(ports, protocol, to)));
    const starts =
      protocol === "ICMP"
        ? [0]
        : [...new Set([1, ...cuts])]
            .filter((cut) => cut >= 1 && cut <= lastPort)
            .sort((one, other) => one - other);
    return starts.flatMap((first, index): PortRange[] => {
      const { verdict } = decide(ruleSets, { direction, from, to, towards: { protocol, port: first } });
      // What a rule with ports means for ICMP is left open so often that a mark for it would say nothing.
      if (verdict === "undecidable" && protocol !== "ICMP") unsure = true;
      const last = protocol === "ICMP" ? 0 : (starts[index + 1] ?? lastPort + 1) - 1;
      return verdict === "allow" ? [{ protocol, first, last }] : [];
    });
  });
  return { open: join(open), unsure };
}

function both(one: Reach, other: Reach): Reach {
  const open = one.open.flatMap(({ protocol, first, last }) =>
    other.open
      .filter((range) => range.protocol === protocol && range.first <= last && range.last >= first)
      .map((range) => ({
        protocol,
        first: Math.max(first, range.first),
        last: Math.min(last, range.last),
      })),
  );
  return { open, unsure: one.unsure || other.unsure };
}

/** NetworkPolicies alone: what they say of a peer does not depend on which pod of theirs is asked. */
function isPlain({ api, tier, rules }: RuleSet): boolean {
  return (
    api === undefined &&
    tier.rank === networkPolicyTier.rank &&
    rules.every(({ subject, needs }) => subject === undefined && needs === undefined)
  );
}

/**
 * A function that answers pair after pair, and remembers what pods under the same policies have in common.
 * Ends are compared by identity: pass the same object for the same end.
 */
export function reachIn(model: PolicyModel): (from: End, to: End) => Reach {
  const sides = {
    ingress: new Map<End, { readonly key: string; readonly ruleSets: readonly RuleSet[] }>(),
    egress: new Map<End, { readonly key: string; readonly ruleSets: readonly RuleSet[] }>(),
  };
  const known = new Map<End, Map<string, Reach>>();
  const numbers = new Map<End, number>();
  const numberOf = (end: End): number => {
    const number = numbers.get(end) ?? numbers.size;
    numbers.set(end, number);
    return number;
  };
  const sideOf = (direction: DirectionName, end: End) => {
    const held = sides[direction];
    const side = held.get(end);
    if (side) return side;
    const ruleSets = ruleSetsFor(model, end, direction);
    const names = ruleSets.map(({ object }) => `${object.kind}/${object.namespace ?? ""}/${object.name}`);
    const own = ruleSets.every(isPlain) ? JSON.stringify(end.namedPorts) : String(numberOf(end));
    const made = { key: ruleSets.length === 0 ? "" : `${direction} ${names.join(" ")} ${own}`, ruleSets };
    held.set(end, made);
    return made;
  };
  const oneWay = (direction: DirectionName, from: End, to: End): Reach => {
    const [subject, other] = direction === "ingress" ? [to, from] : [from, to];
    const { key, ruleSets } = sideOf(direction, subject);
    if (key === "") return everything;
    const ofOther = known.get(other) ?? new Map<string, Reach>();
    known.set(other, ofOther);
    const reach = ofOther.get(key) ?? inDirection(ruleSets, direction, from, to);
    ofOther.set(key, reach);
    return reach;
  };
  return (from, to) => {
    const exempt = exemption(from, to, false);
    if (exempt) return exempt.verdict === "allow" ? everything : nothing;
    if (undecidedFor(model, from).length + undecidedFor(model, to).length > 0) return nothing;
    return both(oneWay("egress", from, to), oneWay("ingress", from, to));
  };
}

/** Ports of the first that the second does not have. */
export function without(one: readonly PortRange[], other: readonly PortRange[]): PortRange[] {
  return one.flatMap((range) => {
    let rest = [range];
    for (const taken of other.filter(({ protocol }) => protocol === range.protocol))
      rest = rest.flatMap(({ protocol, first, last }) =>
        [
          { protocol, first, last: Math.min(last, taken.first - 1) },
          { protocol, first: Math.max(first, taken.last + 1), last },
        ].filter((left) => left.first <= left.last),
      );
    return rest;
  });
}

/** `everything`, `nothing`, `TCP 80, UDP 53`; with `?` where something cannot be told. */
export function reachText({ open, unsure }: Reach): string {
  const all = open.length === everything.open.length && without(everything.open, open).length === 0;
  const doubt = unsure ? (open.length > 0 ? " ?" : "?") : "";
  if (all) return `everything${doubt}`;
  return open.length === 0 ? (unsure ? "?" : "nothing") : `${open.map(rangeText).join(", ")}${doubt}`;
}
