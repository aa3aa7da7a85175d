import { nodeOf, type PodEndpoint } from "../model/endpoint.ts";
import type { RouteLookup } from "../netstack/kernel/route-lookup.ts";
import { linkByName } from "../netstack/seen/links.ts";
import type { Route } from "../netstack/seen/routes.ts";
import { links } from "../probes/state/links.ts";
import { passages } from "../journey/hops/passage.ts";
import { nodePlace } from "../journey/machine/places.ts";
import { arrivedFrom } from "../journey/packets/arrived.ts";
import { borrowedAddress, type Borrowed } from "../journey/way/borrowed.ts";
import { endsAt, leavesForAnotherNode } from "../journey/way/direction.ts";
import { legAt, type Leg } from "../journey/way/leg.ts";
import { routeHere, routesHere, tunnelBack, tunnelThere } from "../journey/way/of-hop.ts";
import { notKnown, passes, stops, type Gate, type Scene } from "./gate.ts";
import { answersHome } from "./answers-home.ts";
import { untakenTunnel } from "./untaken-tunnel.ts";

/** The route of a node does not lead to a pod of another node. */
export interface WrongWay {
  readonly node: string;
  /** The other node. */
  readonly target: string;
  readonly destination: string;
  readonly route: RouteLookup;
  /** All that cover the destination, the one that is taken first; empty where they were not read. */
  readonly routes: readonly Route[];
  /** The tunnel that it should lead into: the one of the way back, or one whose forwarding entries lead to the other node. */
  readonly tunnel?: {
    readonly device: string;
    readonly knownBy: "way back" | "forwarding entries";
    readonly down: boolean;
  };
}

/** Whether the node that sends has a route to the other node's pod that leads there: into the tunnel, where there is one. */
export function wayToPodsGate(scene: Scene): Gate<WrongWay> {
  const { hop, flow, snapshot, evidence } = scene;
  const pod = podElsewhere(scene);
  const leg = legAt(hop, flow, evidence);
  const { node } = hop;
  if (!pod || !leg || node === undefined) return passes;
  // To an address that nobody should have given these packets no route is missing.
  if (answersHome(leg, flow).says === "stops") return passes;
  const route = routeHere(hop, evidence);
  if (route.notSeen) return notKnown(route.notSeen.detail);
  const there = tunnelThere(hop, flow, evidence);
  if (there.notSeen) return notKnown(there.notSeen.detail);
  const back = tunnelBack(hop, flow, evidence);
  if (back.notSeen) return notKnown(back.notSeen.detail);
  // The block is another node's, and so is its route, rightly: one to the address alone is what is missing.
  if (borrowedAddress(leg, snapshot.nodes)) return passes;
  const refused = route.seen.result === "refused" || route.seen.result === "no-route";
  const meant = back.seen?.tunnel ?? untakenTunnel(leg);
  // Without a tunnel on the way back, and none set up to the other node, plain routing between nodes is how this cluster works.
  if (!refused && (there.seen || !meant)) return passes;
  const doubt = refused ? undefined : mayArrive(scene, route.seen, pod.node);
  if (doubt !== undefined) return notKnown(doubt);
  const own = evidence.see(links, nodePlace(node)).seen ?? [];
  return stops({
    node,
    target: pod.node,
    destination: hop.packet.destination,
    route: route.seen,
    routes: routesHere(hop, evidence).seen ?? [],
    ...(meant && {
      tunnel: {
        device: meant.device,
        knownBy: back.seen ? "way back" : "forwarding entries",
        down: linkByName(own, meant.device)?.up === false,
      },
    }),
  });
}

/** Another way than the tunnel is no fault as long as it leads there: why that is open, if it is. */
function mayArrive(
  { hop, path, flow, evidence }: Scene,
  route: RouteLookup,
  target: string,
): string | undefined {
  // Without a route of its own, what is meant for the other node's pods goes wherever everything goes.
  const byDefault = route.result === "forward" && route.route.destination.endsWith("/0");
  const unmet = passages(flow, path, evidence)[path.indexOf(hop)]?.in === 0;
  if (byDefault && unmet) return undefined;
  if (arrivedFrom(hop, flow, evidence).notSeen)
    return `whether packets arrive at ${target} all the same was not seen`;
  return unmet ? "no packet got as far as this route" : undefined;
}

/** A node has no route of its own for an address that a pod has from a third node's block. */
export interface BorrowedUnknown extends Borrowed {
  readonly leg: Leg;
  readonly pod: PodEndpoint;
}

/** Whether the node that sends has the route to just that address, where a pod has one of another node's block. */
export function borrowedGate(scene: Scene): Gate<BorrowedUnknown> {
  const pod = podElsewhere(scene);
  const leg = legAt(scene.hop, scene.flow, scene.evidence);
  const borrowed = pod && leg && borrowedAddress(leg, scene.snapshot.nodes);
  return borrowed ? stops({ ...borrowed, leg, pod }) : passes;
}

/**
 * The pod on another node that the packets of this hop, or the answers, leave for; undefined where they were seen to come there, whatever
 * way they took.
 */
function podElsewhere({ hop, flow, evidence }: Scene): PodEndpoint | undefined {
  const { receiver } = endsAt(hop, flow);
  if (arrivedFrom(hop, flow, evidence).seen) return undefined;
  if (receiver.type !== "pod" || receiver.hostNetwork || nodeOf(receiver) === undefined) return undefined;
  return leavesForAnotherNode(hop, flow) ? receiver : undefined;
}
