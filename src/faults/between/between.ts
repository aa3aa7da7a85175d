/** What the faults between nodes share: where they stand, and what packets, pings and third nodes say. */
import type { Because } from "../../model/finding.ts";
import type { Hop } from "../../model/hop.ts";
import type { Leg } from "../../journey/way/leg.ts";
import type { Echoes } from "../../probes/senders/icmp-echo.ts";
import type { Pings } from "../needs/leg.ts";

/** Whether the hop is where the sender's node lets the packets, or answers, go. */
export function isLeaving(hop: Hop, leg: Leg): boolean {
  return hop.kind === "reply" ? hop.node === leg.sender : hop.kind === "tunnel" || hop.kind === "underlay";
}

/** Whether the hop is where the packets, or answers, come in at the receiver's node. */
export function isComingIn(hop: Hop, leg: Leg): boolean {
  return hop.kind === "reply" ? hop.node === leg.receiver : hop.kind === "node-in";
}

/** Whether packets that got lost between the nodes are missed at this hop: answers have no hop of their own there. */
export function isBetween(hop: Hop, leg: Leg): boolean {
  return hop.kind === "reply" ? hop.node === leg.receiver : hop.kind === "underlay";
}

/** `packets`, or on the way back `answers`. */
export function whatGoes({ answers }: Leg): string {
  return answers ? "answers" : "packets";
}

/** `0 of 3 pings from node2 to node3 answered: no answer`. */
export function pinged(from: string, to: string, ping: Echoes | undefined): Because[] {
  if (!ping || (ping.sent === 0 && !ping.notSent)) return [];
  const sent = `${ping.received} of ${ping.sent} pings from ${from} to ${to} answered`;
  const why = ping.received > 0 ? "" : `: ${ping.notSent?.says ?? ping.errors[0]?.says ?? "no answer"}`;
  return [{ source: "probe", says: sent + why }];
}

/** What a third node's pings say of the two. */
export function thirdNodeSays({ third }: Pings, { sender, receiver }: Leg): Because[] {
  if (!third) return [];
  return [...pinged(third.node, receiver, third.receiver), ...pinged(third.node, sender, third.sender)];
}
