import { nodeOf } from "../../model/endpoint.ts";
import type { NotSeen, Sight } from "../../model/evidence.ts";
import type { MovedCounter } from "../../netstack/seen/counters.ts";
import { interfaceCounters } from "../../probes/counters/interface-counters.ts";
import { kernelCounters } from "../../probes/counters/kernel-counters.ts";
import { pingsBetween, type NodePings } from "../../journey/packets/node-pings.ts";
import { crossingsAt } from "../../journey/packets/crossings.ts";
import { legAt, type Leg } from "../../journey/way/leg.ts";
import { lossGroups, type LossGroups } from "../../gates/loss-groups.ts";
import { lossesOf } from "../../gates/losses.ts";
import { nodePlace } from "../../journey/machine/places.ts";
import { counterpartOf } from "../../gates/tunnel-ends.ts";
import type { Need } from "../define-fault.ts";

/** The way between the nodes that the hop's packets take; `undefined` where they stay on one. */
export const leg: Need<Leg | undefined> = {
  name: "way between the nodes",
  take: ({ hop, flow, evidence }) => ({ seen: legAt(hop, flow, evidence) }),
};

/** How many errors of sending the sender's tunnel counted while the packets flew; `undefined` where there is no tunnel. */
export const sendErrors: Need<
  { readonly node: string; readonly device: string; readonly count: number } | undefined
> = {
  name: "errors of sending at the tunnel",
  take({ hop, flow, evidence }) {
    const found = legAt(hop, flow, evidence);
    const device = found?.tunnel.seen?.tunnel.device;
    if (!found || device === undefined) return { seen: undefined };
    const counted = evidence.see(interfaceCounters, nodePlace(found.sender), "window");
    if (counted.notSeen) return { notSeen: counted.notSeen };
    const own = counted.seen.find((one) => one.device === device);
    return { seen: { node: found.sender, device, count: own?.sendErrors ?? 0 } };
  },
};

/** The nodes' own pings to each other, and a third node's to both of them. */
export const pings: Need<NodePings> = {
  name: "pings between the nodes",
  take({ hop, flow, snapshot, evidence }) {
    const found = legAt(hop, flow, evidence);
    return { seen: found ? pingsBetween(found, flow, snapshot, evidence) : {} };
  },
};

/** Which of the packets between the nodes are lost, the way that the hop's packets go. */
export const lossesByKind: Need<LossGroups> = {
  name: "which packets are lost",
  take({ hop, flow, evidence }) {
    const seen = lossesOf(flow, evidence);
    const found = legAt(hop, flow, evidence);
    if (!seen || !found) return { seen: {} };
    // Pings are sent from the source's node, whichever way is asked about.
    const from = nodeOf(flow.from) ?? found.sender;
    return { seen: lossGroups(found.answers ? seen.back : seen.there, from, flow, evidence) };
  },
};

/** How many of the unwrapped packets the receiver's tunnel saw with somebody else's MAC address. */
export const strangers: Need<number> = {
  name: "packets for another MAC address",
  take({ hop, flow, evidence }) {
    const found = legAt(hop, flow, evidence);
    const tunnel = found?.tunnel.seen?.tunnel;
    const { receiver, atReceiver, answers } = found ?? {};
    if (receiver === undefined || !tunnel) return { seen: 0 };
    const crossings = crossingsAt(evidence, receiver, flow);
    if (crossings.notSeen) return { notSeen: crossings.notSeen };
    const device = counterpartOf(tunnel, atReceiver?.links.seen ?? [])?.device;
    const seen = crossings.seen
      .filter((one) => one.direction === "other" && one.device === device)
      .map((one) => (answers ? one.answers : one.probes));
    return { seen: Math.max(0, ...seen) };
  },
};

/** What the kernel of the receiver's node counted while the packets flew. */
export const countedThere: Need<readonly MovedCounter[]> = {
  name: "kernel counters of the receiving node",
  take({ hop, flow, evidence }): Sight<readonly MovedCounter[]> {
    const found = legAt(hop, flow, evidence);
    return found
      ? evidence.see(kernelCounters, nodePlace(found.receiver), "window")
      : { notSeen: notBetween(hop.name) };
  },
};

function notBetween(name: string): NotSeen {
  return { why: "not-asked", detail: `nothing goes from node to node at ${name}`, next: "none" };
}
