/** What an agent wants the kernel to hold, as iptables-restore and ipset restore take it. */

export type Family = 4 | 6;
export const tables = ["raw", "mangle", "nat", "filter"] as const;
export type Table = (typeof tables)[number];

/** An agent's own chains in one table, and its rules in the kernel's chains. */
export interface TableRules {
  /** Chain name to its `-A` lines, in order. */
  readonly chains: ReadonlyMap<string, readonly string[]>;
  /** `-A` or `-I` lines for built-in chains, set once. */
  readonly hooks: readonly string[];
}

export type Ruleset = Readonly<Record<Table, TableRules>>;

export interface IpSet {
  readonly type: "hash:net" | "hash:ip" | "hash:ip,port";
  readonly family: Family;
  readonly members: ReadonlySet<string>;
}

export type IpSets = ReadonlyMap<string, IpSet>;
