/** Where on the way from node to node a hop is: what each of the gates there is asked at. */
import type { Hop } from "../model/hop.ts";
import { arrivedFrom } from "../journey/packets/arrived.ts";
import { passages } from "../journey/hops/passage.ts";
import { legAt, type Leg } from "../journey/way/leg.ts";
import { passes, type Gate, type Scene } from "./gate.ts";

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

/** A gate between two nodes, asked at the hops of one kind of place; it passes where nothing goes from node to node. */
export function onLeg<Stop>(
  isPlace: (hop: Hop, leg: Leg) => boolean,
  gate: (leg: Leg, scene: Scene) => Gate<Stop>,
): (scene: Scene) => Gate<Stop> {
  return (scene) => {
    const leg = legAt(scene.hop, scene.flow, scene.evidence);
    return leg && isPlace(scene.hop, leg) ? gate(leg, scene) : passes;
  };
}

/**
 * The same between the nodes. Nothing is missed there that any interface of the receiver's node saw come in, nor answers that nobody
 * was seen to send.
 */
export function missedBetween<Stop>(
  gate: (leg: Leg, scene: Scene) => Gate<Stop>,
): (scene: Scene) => Gate<Stop> {
  return onLeg(isBetween, (leg, scene) => {
    const arrived = arrivedFrom(scene.hop, scene.flow, scene.evidence).seen === true;
    return arrived || (leg.answers && leftBefore(scene) === 0) ? passes : gate(leg, scene);
  });
}

/** How many were seen to leave the hop before: of answers, those that left the sender's node. */
export function leftBefore({ hop, path, flow, evidence }: Scene): number {
  return passages(flow, path, evidence)[path.indexOf(hop) - 1]?.out ?? 0;
}
