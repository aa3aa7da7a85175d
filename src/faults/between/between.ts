/** What the faults between nodes share: where they stand, and what packets, pings and third nodes say. */
import type { Because } from "../../model/finding.ts";
import type { Leg } from "../../journey/way/leg.ts";
import type { Echoes } from "../../probes/senders/icmp-echo.ts";
import type { NodePings } from "../../journey/packets/node-pings.ts";

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
export function thirdNodeSays({ third }: NodePings, { sender, receiver }: Leg): Because[] {
  if (!third) return [];
  return [...pinged(third.node, receiver, third.receiver), ...pinged(third.node, sender, third.sender)];
}
