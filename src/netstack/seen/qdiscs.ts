/** A queue of an interface with its totals, as `tc -s -j qdisc` shows it. */
export interface Qdisc {
  readonly device: string;
  readonly kind: string;
  readonly handle: string;
  readonly packets: number;
  readonly drops: number;
  readonly overlimits: number;
  /** Packets waiting now. */
  readonly queueLength: number;
}

/** Kinds that hold traffic to a rate or make it worse on purpose: drops of these are what someone set. */
export function limits(kind: string): boolean {
  return ["tbf", "htb", "cbq", "hfsc", "netem"].includes(kind);
}
