import type { PodEndpoint } from "../model/endpoint.ts";
import { routesTo, type RouteLookup } from "../netstack/kernel/route-lookup.ts";
import type { Route } from "../netstack/seen/routes.ts";
import { nodePlace } from "../journey/machine/places.ts";
import { stackAt } from "../journey/machine/stack.ts";
import { podWireAt, type PodWire } from "../journey/machine/wire.ts";
import { routeBack, routeHere } from "../journey/way/of-hop.ts";
import { notKnown, passes, stops, type Gate, type Scene } from "./gate.ts";
import { defectOf } from "./pod-wire.ts";

/** A pod's own node does not route to its wire. */
export interface LostPod {
  readonly pod: PodEndpoint;
  readonly ip: string;
  readonly isTarget: boolean;
  /** The node's end of its wire. */
  readonly expected: string | undefined;
  /** Where the node sends it instead. */
  readonly route: RouteLookup;
  /** All that cover it in the main table, the one that is taken first; empty where they were not read. */
  readonly routes: readonly Route[];
}

/**
 * Whether the hop's node routes to the pods of the flow that run there: to the target, and where the packets leave their node also to the
 * source, for the answers and where sources are checked.
 */
export function podRouteGate(scene: Scene): Gate<LostPod> {
  const { hop } = scene;
  const back: Gate<LostPod> = hop.kind === "node-out" ? ownPod("from", scene) : passes;
  return back.says === "passes" ? ownPod("to", scene) : back;
}

function ownPod(side: "from" | "to", { hop, flow, evidence }: Scene): Gate<LostPod> {
  const pod = flow[side];
  if (pod.type !== "pod" || pod.hostNetwork || hop.node !== pod.node) return passes;
  const route = side === "from" ? routeBack(hop, evidence) : routeHere(hop, evidence);
  if (route.notSeen) return notKnown(route.notSeen.detail);
  const wire = podWireAt(side, flow, evidence);
  const lost = isLost(route.seen, wire.seen);
  if (!lost) return passes;
  if (wire.notSeen) return notKnown(`whether the interface of ${pod.name} is up was not seen`);
  const ip = side === "from" ? hop.packet.source : flow.destinationIP;
  const all = stackAt(evidence, nodePlace(pod.node), flow.family).routes.seen ?? [];
  return stops({
    pod,
    ip,
    isTarget: side === "to",
    expected: wire.seen.nodeLink?.name,
    route: route.seen,
    routes: routesTo(all, ip),
  });
}

/** Whether a route leads elsewhere than to the pod's wire. The kernel takes it away with the interface: then the interface stops them. */
function isLost(route: RouteLookup, wire: PodWire | undefined): boolean {
  if (wire && (defectOf(wire) || wire.master?.up === false)) return false;
  const expected = wire?.nodeLink;
  const used = route.result === "forward" ? route.nextHops[0]?.device : undefined;
  return used === undefined || (expected !== undefined && used !== expected.name && used !== expected.master);
}
