import { nodeOf } from "../../model/endpoint.ts";
import type { NotSeen, Sight } from "../../model/evidence.ts";
import type { MovedCounter } from "../../netstack/seen/counters.ts";
import { nodeRoundTrip, type Echoes } from "../../probes/senders/icmp-echo.ts";
import { interfaceCounters } from "../../probes/counters/interface-counters.ts";
import { kernelCounters } from "../../probes/counters/kernel-counters.ts";
import { bystanderOf } from "../../journey/machine/bystander.ts";
import { crossingsAt } from "../../journey/packets/crossings.ts";
import { passes, type Gate } from "../../gates/gate.ts";
import { legAt, type Leg } from "../../journey/way/leg.ts";
import { sameLink, type LinkDispute } from "../../gates/same-link.ts";
import { nextMachine, type WrongNeighbour } from "../../gates/next-machine.ts";
import { lossGroups, type LossGroups } from "../../gates/loss-groups.ts";
import { lossesOf } from "../../gates/losses.ts";
import { nodePlace } from "../../journey/machine/places.ts";
import { counterpartOf, tunnelEndsFit, type Disagreement } from "../../gates/tunnel-ends.ts";
import type { Need, Scene } from "../define-fault.ts";

/** The way between the nodes that the hop's packets take; `undefined` where they stay on one. */
export const leg: Need<Leg | undefined> = {
  name: "way between the nodes",
  take: ({ hop, flow, evidence }) => ({ seen: legAt(hop, flow, evidence) }),
};

/**
 * That all tables which decide the way were read on both nodes: whoever says that the network between them loses packets has ruled
 * them out. True where nothing goes from node to node.
 */
export const bothRead: Need<true> = {
  name: "tables of both nodes",
  take({ hop, flow, evidence }) {
    const found = legAt(hop, flow, evidence);
    if (!found) return { seen: true };
    const [unread] = [found.atSender, found.atReceiver].flatMap((stack) =>
      [stack.links, stack.addresses, stack.routes, stack.rules, stack.neighbours, stack.fdb].flatMap(
        ({ notSeen }) => (notSeen ? [notSeen] : []),
      ),
    );
    return unread ? { notSeen: unread } : { seen: true };
  },
};

/** Whether the two ends of the tunnel fit together. */
export const endsFit: Need<Gate<Disagreement>> = {
  name: "both ends of the tunnel",
  take: (scene) => judged(scene, tunnelEndsFit),
};

/** Whether the sender's neighbour entry leads to the receiver's own network card. */
export const machine: Need<Gate<WrongNeighbour>> = {
  name: "neighbour entry of the other node",
  take: (scene) => judged(scene, nextMachine),
};

/** Whether the two nodes agree that they are on one link. */
export const link: Need<Gate<LinkDispute>> = {
  name: "netmasks of the two nodes",
  take({ hop, flow, snapshot, evidence }) {
    const found = legAt(hop, flow, evidence);
    return { seen: found ? sameLink(found, snapshot, evidence) : passes };
  },
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

function judged<Stop>(
  { hop, flow, evidence }: Scene,
  gate: (leg: Leg) => Gate<Stop>,
): { readonly seen: Gate<Stop> } {
  const found = legAt(hop, flow, evidence);
  return { seen: found ? gate(found) : passes };
}

/** What the nodes' own pings to each other and a third node's to both of them came to. */
export interface Pings {
  readonly there?: Echoes;
  readonly back?: Echoes;
  readonly third?: { readonly node: string; readonly sender?: Echoes; readonly receiver?: Echoes };
}

export const pings: Need<Pings> = {
  name: "pings between the nodes",
  take({ hop, flow, snapshot, evidence }) {
    const found = legAt(hop, flow, evidence);
    if (!found) return { seen: {} };
    const { sender, receiver } = found;
    const ping = (from: string, to: string): Echoes | undefined =>
      evidence.see(nodeRoundTrip, nodePlace(from), "standing", to).seen;
    const there = ping(sender, receiver);
    const back = ping(receiver, sender);
    const node = bystanderOf(flow, snapshot);
    const toSender = node === undefined ? undefined : ping(node, sender);
    const toReceiver = node === undefined ? undefined : ping(node, receiver);
    return {
      seen: {
        ...(there ? { there } : {}),
        ...(back ? { back } : {}),
        ...(node === undefined || (!toSender && !toReceiver)
          ? {}
          : {
              third: {
                node,
                ...(toSender ? { sender: toSender } : {}),
                ...(toReceiver ? { receiver: toReceiver } : {}),
              },
            }),
      },
    };
  },
};

/** What the network between the nodes lost of all packets of the run. */
export const losses: Need<Exclude<ReturnType<typeof lossesOf>, undefined>> = {
  name: "packets counted at both nodes",
  take({ flow, evidence }) {
    const seen = lossesOf(flow, evidence);
    return seen
      ? { seen }
      : { notSeen: { why: "not-asked", detail: "both nodes were not watched", next: "none" } };
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
