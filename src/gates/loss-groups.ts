/** Which of the packets on one way between two nodes are lost: those of the question's port, big ones, or all alike. */
import type { Flow } from "../model/flow.ts";
import { icmpEcho, type Echoes } from "../probes/senders/icmp-echo.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { moreSubject, type Carried, type Losses } from "./losses.ts";
import { nodePlace } from "../journey/machine/places.ts";

/** Payload of the pings that are called big, bytes: what TCP fills its packets with, or nearly. */
export const bigPing = 1300;

/** What two kinds of packets tell: whether one of them is lost more than the other; `too-few` to say. */
export type Comparison = "first-more" | "second-more" | "alike" | "too-few";

/** Fewer packets of a kind than this tell no share. */
const leastOfAKind = 20;
/** By chance alone two shares differ that much once in a thousand times. */
const beyondChance = 3.3;
/** Shares nearer than this are called alike, unless chance alone makes them differ that much once in twenty times. */
const near = 0.2;
const withinChance = 2;

/** Compares what share of two kinds of packets was lost (two proportions, pooled). */
export function comparedLosses(first: Carried, second: Carried): Comparison {
  if (first.left < leastOfAKind || second.left < leastOfAKind) return "too-few";
  const [one, other] = [first, second].map(({ left, came }) => (left - came) / left);
  const difference = (one ?? 0) - (other ?? 0);
  const lost = first.left - first.came + (second.left - second.came);
  const pooled = lost / (first.left + second.left);
  const spread = Math.sqrt(pooled * (1 - pooled) * (1 / first.left + 1 / second.left));
  const apart = spread > 0 ? Math.abs(difference) / spread : 0;
  if (apart >= beyondChance) return difference > 0 ? "first-more" : "second-more";
  return apart < withinChance && Math.abs(difference) < near ? "alike" : "too-few";
}

/** Two kinds of packets, and what comparing them tells. */
export interface Compared {
  readonly first: Carried;
  readonly second: Carried;
  readonly tells: Comparison;
}

export interface LossGroups {
  /** The question's own packets against pings on the same way; undefined where no pings were sent. */
  readonly port?: Compared;
  /** Big pings against small ones, there and back; undefined where none were sent. */
  readonly size?: Compared;
}

/** By port and by size, as far as packets were sent to tell. */
export function lossGroups(way: Losses, sender: string, flow: Flow, evidence: EvidenceIndex): LossGroups {
  const echoes = (kind: "in the tunnel" | "beside it" | "big"): Carried | undefined =>
    carried(evidence.see(icmpEcho, nodePlace(sender), "window", moreSubject(flow, kind)).seen);
  const big = echoes("big");
  const small = echoes("in the tunnel") ?? echoes("beside it");
  return {
    ...(way.pings && way.pings.left > 0 && flow.protocol !== "ICMP"
      ? { port: compared(way.own, way.pings) }
      : {}),
    ...(big && small ? { size: compared(big, small) } : {}),
  };
}

function compared(first: Carried, second: Carried): Compared {
  return { first, second, tells: comparedLosses(first, second) };
}

function carried(echoes: Echoes | undefined): Carried | undefined {
  return echoes && echoes.sent > 0 ? { left: echoes.sent, came: echoes.received } : undefined;
}
