/** Packets that left one node's network card and did not come in at the other's: told alike by several faults, and nobody is accused. */
import type { Because, Finding } from "../../model/finding.ts";
import type { Hop } from "../../model/hop.ts";
import type { Losses } from "../../gates/losses.ts";
import type { Leg } from "../../journey/way/leg.ts";
import type { Passage } from "../../journey/hops/passage.ts";
import { isBetween, pinged, thirdNodeSays, whatGoes } from "./between.ts";
import type { Pings } from "../needs/leg.ts";

/**
 * How many packets (on the way back: answers) were seen to leave the sender's node, where none was seen at the receiver's;
 * undefined where the hop is not between the nodes, one of them was not watched, or some came through.
 */
export function lostBetween(
  hop: Hop,
  leg: Leg,
  passage: Passage | undefined,
  before: Passage | undefined,
  losses: { readonly there: Losses; readonly back: Losses } | undefined,
): number | undefined {
  if (!isBetween(hop, leg) || passage?.mark !== "stopped") return undefined;
  const counted = leg.answers ? losses?.back.own : losses?.there.own;
  // Few of many may come through, and none of the first seven: that is another matter.
  if (counted && counted.came > 0) return undefined;
  const first = hop.kind === "underlay" ? passage.in : before?.out;
  const none = hop.kind === "underlay" ? passage.out === 0 : passage.in === 0;
  return none ? Math.max(first ?? 0, counted?.left ?? 0) : undefined;
}

/** What every finding of this kind tells: where the packets were seen, and what passes between the same nodes. */
export function lostReasons(lost: number, hop: Hop, leg: Leg, pings: Pings): readonly Because[] {
  const { sender, receiver } = leg;
  const by = hop.kind === "underlay" && hop.deviceOut !== undefined ? ` by ${hop.deviceOut}` : "";
  return [
    { source: "kernel", says: `${lost} ${whatGoes(leg)} left ${sender}${by}, 0 came in at ${receiver}` },
    ...pinged(sender, receiver, pings.there),
    ...pinged(receiver, sender, pings.back),
    ...thirdNodeSays(pings, leg),
  ];
}

/** The place of what is lost between two nodes is neither of them. */
export function nobodyAccused(says: string, because: readonly Because[], fix: Finding["fix"]): Finding {
  return { says, because: [...because], ...(fix ? { fix } : {}) };
}
