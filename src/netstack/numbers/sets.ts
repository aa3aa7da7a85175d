/** Sets and maps as nftables and ipset hold them: tuples of intervals, with what they map to. */

/** A closed range of numbers (addresses, ports, marks, protocols), or an interface name or its beginning. */
export type Interval =
  { readonly from: bigint; readonly to: bigint } | { readonly name: string; readonly prefix: boolean };

/** What a rule, map element or policy decides. `queue` hands the packet to a program. */
export type Verdict =
  | { readonly to: "accept" | "drop" | "return" | "continue" | "queue" }
  | { readonly to: "reject"; readonly with: string }
  | { readonly to: "jump" | "goto"; readonly chain: string };

/** One element: a tuple of intervals, and for maps what it maps to. An empty key is nft's catch-all `*`. */
export interface SetElement {
  readonly key: readonly Interval[];
  readonly verdict?: Verdict;
  readonly value?: readonly Interval[];
  /** ipset's exception inside a larger net. */
  readonly nomatch?: boolean;
  /** Seconds, where elements expire. */
  readonly timeout?: number;
}

export interface NamedSet {
  readonly name: string;
  /** ipset: `hash:ip,port`; nft: key types joined by commas. */
  readonly type: string;
  readonly elements: readonly SetElement[];
  /** ipset list:set: the sets it holds. */
  readonly members?: readonly string[];
  /** Why membership cannot be told from the elements: an unreadable element or type. */
  readonly undecidable?: string;
}

/** A named set, or the elements written in the rule itself. */
export type SetReference = { readonly set: string } | { readonly elements: readonly SetElement[] };

/** A number as an interval. */
export function exactly(value: number | bigint): Interval {
  return { from: BigInt(value), to: BigInt(value) };
}

/** An interface name; iptables ends a beginning with `+`, nftables with `*`. */
export function deviceInterval(text: string, wildcard: "+" | "*"): Interval {
  return text.endsWith(wildcard) ? { name: text.slice(0, -1), prefix: true } : { name: text, prefix: false };
}
