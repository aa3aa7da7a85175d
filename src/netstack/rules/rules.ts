/**
 * Packet filter rules of any origin in one form: a rule is a list of statements run in order, as nftables
 * does; an iptables rule is its matches followed by its target.
 */
import type { Condition, Expression } from "./conditions.ts";
import type { Interval, NamedSet, SetReference, Verdict } from "../numbers/sets.ts";

export type Backend = "iptables-legacy" | "iptables-nft" | "nft";
export type RuleFamily = "ip" | "ip6" | "inet" | "bridge" | "netdev" | "arp";
/** In the order a packet meets them; no packet meets both input and forward, or output after prerouting. */
export const hookNames = [
  "ingress",
  "prerouting",
  "input",
  "forward",
  "output",
  "postrouting",
  "egress",
] as const;
export type HookName = (typeof hookNames)[number];

export interface NatAction {
  readonly type: "dnat" | "snat" | "masquerade" | "redirect";
  /** Address, or address and port (two parts), as the rule computes it. */
  readonly address?: Expression;
  readonly port?: Interval;
}

export type Statement =
  | { readonly do: "match"; readonly condition: Condition }
  | { readonly do: "verdict"; readonly verdict: Verdict }
  | { readonly do: "verdict-map"; readonly key: readonly Expression[]; readonly map: SetReference }
  | { readonly do: "mark"; readonly of: "packet" | "connection"; readonly value: Expression }
  | { readonly do: "nat"; readonly nat: NatAction }
  | { readonly do: "notrack" }
  /** LOG, counters, TCPMSS: the packet goes on and no later rule can tell. */
  | { readonly do: "note"; readonly text: string }
  /** Not understood: it may end the packet's way or not. */
  | { readonly do: "unknown"; readonly text: string };

export interface Rule {
  readonly backend: Backend;
  readonly family: RuleFamily;
  readonly table: string;
  readonly chain: string;
  /** 1-based among the rules that were read; slices leave rules out. */
  readonly position: number;
  readonly statements: readonly Statement[];
  readonly comments: readonly string[];
  /** One line, as the tool prints it, without counters. */
  readonly text: string;
  readonly handle?: number;
  readonly packets?: number;
  readonly bytes?: number;
}

export interface Chain {
  readonly backend: Backend;
  readonly family: RuleFamily;
  readonly table: string;
  readonly name: string;
  /** Present on base chains only. */
  readonly hook?: HookName;
  /** `nat` chains see only the first packet of a connection. */
  readonly type?: "filter" | "nat" | "route";
  readonly priority?: number;
  readonly policy?: "accept" | "drop";
  /** Devices of ingress and egress chains; absent when the tool did not print them. */
  readonly devices?: readonly string[];
  readonly packets?: number;
  readonly bytes?: number;
  readonly rules: readonly Rule[];
}

/** One tool's view of one network namespace. */
export interface Ruleset {
  readonly backend: Backend;
  readonly chains: readonly Chain[];
  /** nft sets and maps by `family table name`; ipsets live in the walk's context. */
  readonly sets: ReadonlyMap<string, NamedSet>;
  /** Tables the tool named but could not show, as `ip filter`. */
  readonly hidden: readonly string[];
  /** Set when rules about other addresses and ports were left out on the node. */
  readonly slice?: Slice;
}

/** What a reading was limited to: `leftOut` lines name neither these addresses nor these ports. */
export interface Slice {
  readonly addresses: readonly string[];
  readonly ports: readonly number[];
  readonly leftOut: number;
}

/** `ip filter FORWARD`: a chain's or set's full name within its backend. */
export function fullName(item: {
  readonly family: string;
  readonly table: string;
  readonly name: string;
}): string {
  return `${item.family} ${item.table} ${item.name}`;
}

/** The kernel's priorities of the iptables tables, by hook (linux/netfilter_ipv4.h). */
export const tablePriorities: Readonly<Record<string, Partial<Readonly<Record<HookName, number>>>>> = {
  raw: { prerouting: -300, output: -300 },
  mangle: { prerouting: -150, input: -150, forward: -150, output: -150, postrouting: -150 },
  nat: { prerouting: -100, input: 100, output: -100, postrouting: 100 },
  filter: { input: 0, forward: 0, output: 0 },
  security: { input: 50, forward: 50, output: 50 },
};
