/** Packets that left one node's network card and did not come in at the other's: told alike by several faults, and nobody is accused. */
import type { Because, Finding } from "../../model/finding.ts";
import type { Hop } from "../../model/hop.ts";
import type { LostBetween } from "../../gates/lost-between.ts";
import { pinged, thirdNodeSays, whatGoes } from "./between.ts";

/** What every finding of this kind tells: where the packets were seen, and what passes between the same nodes. */
export function lostReasons({ leg, lost, pings }: LostBetween, hop: Hop): readonly Because[] {
  const { sender, receiver } = leg;
  const sent = [
    ...pinged(sender, receiver, pings.there),
    ...pinged(receiver, sender, pings.back),
    ...thirdNodeSays(pings, leg),
  ];
  if (lost === undefined) return sent;
  const by = hop.kind === "underlay" && hop.deviceOut !== undefined ? ` by ${hop.deviceOut}` : "";
  return [
    { source: "kernel", says: `${lost} ${whatGoes(leg)} left ${sender}${by}, 0 came in at ${receiver}` },
    ...sent,
  ];
}

/** The place of what is lost between two nodes is neither of them. */
export function nobodyAccused(says: string, because: readonly Because[], fix: Finding["fix"]): Finding {
  return { says, because: [...because], ...(fix ? { fix } : {}) };
}
