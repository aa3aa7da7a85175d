/** Which named sets a rule asks about a packet, whether they hold it, and the same rules with one member more or less. */
import { addressText } from "../numbers/address-interval.ts";
import { evaluateAll } from "./evaluate.ts";
import { dimensionsOf, ipsetKey } from "./ipset-lookup.ts";
import type { Context, PacketState } from "../rules/packet-state.ts";
import type { Rule, Ruleset } from "../rules/rules.ts";
import { elementsFor, membership, type Part } from "./set-lookup.ts";
import { exactly, type Interval, type NamedSet, type SetElement } from "../numbers/sets.ts";

/** The rules of a network namespace and what they ask of it. */
export interface RuleWorld {
  readonly rulesets: readonly Ruleset[];
  readonly context: Context;
}

/** One set a rule asks about a packet. */
export interface SetAsked {
  readonly rule: Rule;
  readonly set: NamedSet;
  /** What of the packet is looked up, in the tool's spelling: `10.0.0.1,tcp:80`, `10.0.0.1 . tcp . 80`. */
  readonly member: string;
  readonly holds: boolean;
  /** The same rules with that member put in, or taken out. */
  readonly changed: RuleWorld;
}

/** Every set a rule asks about the packet whose answer is certain. */
export function setsAsked(rule: Rule, packet: PacketState, world: RuleWorld): readonly SetAsked[] {
  return rule.statements.flatMap((statement): SetAsked[] => {
    if (statement.do !== "match") return [];
    const { condition } = statement;
    if (condition.kind === "ipset") return inIpset(rule, condition, packet, world);
    if (condition.kind === "among" && "set" in condition.set)
      return inNftSet(rule, { key: condition.key, name: condition.set.set }, packet, world);
    return [];
  });
}

function inIpset(
  rule: Rule,
  { set: name, directions }: { readonly set: string; readonly directions: readonly ("src" | "dst")[] },
  packet: PacketState,
  { rulesets, context }: RuleWorld,
): SetAsked[] {
  const { sets, setsAbout } = context;
  const set = sets?.get(name);
  if (!sets || !set) return [];
  const addresses = directions.map((direction) => (direction === "src" ? packet.source : packet.destination));
  if (setsAbout && addresses.some((address) => !setsAbout.includes(address))) return [];
  // A list of sets is asked as one set of what they hold together.
  const members = (set.members ?? []).flatMap((member) => sets.get(member) ?? []);
  const [first] = members;
  const whole = first
    ? { name, type: first.type, elements: members.flatMap(({ elements }) => elements) }
    : set;
  const key = ipsetKey(whole.type, directions, packet);
  const asked = key && look(whole, key, textOfIpset(whole.type, key));
  if (!asked) return [];
  const changed = { rulesets, context: { ...context, sets: new Map([...sets, [name, asked.changed]]) } };
  return [{ rule, set, member: asked.member, holds: asked.holds, changed }];
}

function inNftSet(
  rule: Rule,
  { name, key }: { readonly name: string; readonly key: Parameters<typeof evaluateAll>[0] },
  packet: PacketState,
  { rulesets, context }: RuleWorld,
): SetAsked[] {
  const full = `${rule.family} ${rule.table} ${name}`;
  const holder = rulesets.find(({ backend, sets }) => backend === rule.backend && sets.has(full));
  const set = holder?.sets.get(full);
  const [one, ...more] = evaluateAll(key, {
    packet,
    context,
    set: (other) => holder?.sets.get(`${rule.family} ${rule.table} ${other}`),
  });
  if (!holder || !set || !one || more.length > 0) return [];
  const asked = look(set, one.parts, textOfNft(set.type, one.parts));
  if (!asked) return [];
  const changed = {
    context,
    rulesets: rulesets.map((ruleset) =>
      ruleset === holder ? { ...holder, sets: new Map([...holder.sets, [full, asked.changed]]) } : ruleset,
    ),
  };
  return [{ rule, set, member: asked.member, holds: asked.holds, changed }];
}

interface Looked {
  readonly holds: boolean;
  readonly member: string;
  readonly changed: NamedSet;
}

/** A set that holds the key without those elements that do, one that does not with one element more. */
function look(set: NamedSet, key: readonly Part[], member: string | undefined): Looked | undefined {
  const is = membership(set, key);
  const element = elementOf(key);
  if (is === "maybe" || member === undefined || !element) return undefined;
  if (is === "no") return { holds: false, member, changed: { ...set, elements: [...set.elements, element] } };
  const holds = (one: SetElement): boolean =>
    elementsFor({ ...set, elements: [one] }, key).certain !== undefined;
  return {
    holds: true,
    member,
    changed: { ...set, elements: set.elements.filter((one) => !holds(one)) },
  };
}

function elementOf(key: readonly Part[]): SetElement | undefined {
  const intervals: Interval[] = [];
  for (const part of key) {
    if (part === undefined || part === null) return undefined;
    intervals.push(typeof part === "string" ? { name: part, prefix: false } : exactly(part));
  }
  return { key: intervals };
}

const protocols: Readonly<Record<number, string>> = {
  1: "icmp",
  6: "tcp",
  17: "udp",
  58: "icmpv6",
  132: "sctp",
};

/** `10.0.0.1,tcp:80`, as `ipset add` takes it. */
function textOfIpset(type: string, key: readonly Part[]): string | undefined {
  const parts = [...key];
  const words = dimensionsOf(type).map((dimension) => {
    const part = parts.shift();
    if (dimension === "ip" || dimension === "net") return addressOf(part);
    if (dimension !== "port") return wordOf(part);
    return `${protocolOf(part)}:${wordOf(parts.shift()) ?? ""}`;
  });
  return words.includes(undefined) ? undefined : words.join(",");
}

/** `10.0.0.1 . tcp . 80`, as `nft add element` takes it. */
function textOfNft(type: string, key: readonly Part[]): string | undefined {
  const types = type.split(",");
  const words = key.map((part, index) => {
    const of = (types[index] ?? "").trim();
    if (of.endsWith("_addr")) return addressOf(part);
    return of === "inet_proto" ? protocolOf(part) : wordOf(part);
  });
  return words.includes(undefined) ? undefined : words.join(" . ");
}

function addressOf(part: Part): string | undefined {
  return typeof part === "bigint" ? addressText(part) : undefined;
}

function protocolOf(part: Part): string {
  return protocols[Number(part)] ?? String(part);
}

function wordOf(part: Part): string | undefined {
  return part === undefined || part === null ? undefined : String(part);
}
