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

/** Queues that threw packets away since they were made. */
export function droppingQdiscs(qdiscs: readonly Qdisc[], device: string): readonly Qdisc[] {
  return qdiscs.filter((qdisc) => qdisc.device === device && qdisc.drops > 0);
}

/** Kinds that hold traffic to a rate: drops of these are a limit someone set. */
export function isShaper(qdisc: Qdisc): boolean {
  return ["tbf", "htb", "cbq", "hfsc"].includes(qdisc.kind);
}
