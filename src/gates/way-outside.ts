import { hasOwnNetns } from "../journey/machine/places.ts";
import { routeHere } from "../journey/way/of-hop.ts";
import type { RouteLookup } from "../netstack/kernel/route-lookup.ts";
import { notKnown, passes, stops, type Gate, type Scene } from "./gate.ts";

/** A node's routes lead what its pod sends nowhere. */
export interface NoWayOutside {
  readonly node: string;
  readonly destination: string;
  readonly route: RouteLookup & { readonly result: "refused" | "no-route" };
}

/** Whether a pod's node has a way to where the pod's packets go, where that is no pod: another node, or an address outside the cluster. */
export function wayOutsideGate({ hop, flow, evidence }: Scene): Gate<NoWayOutside> {
  const { node, packet } = hop;
  if (node === undefined || !hasOwnNetns(flow.from) || flow.from.type !== "pod") return passes;
  if (hasOwnNetns(flow.to) || (flow.to.type === "external" && flow.service)) return passes;
  const route = routeHere(hop, evidence);
  if (route.notSeen) return notKnown(route.notSeen.detail);
  const { seen } = route;
  if (seen.result !== "refused" && seen.result !== "no-route") return passes;
  const [doubt] = seen.undecided;
  if (doubt)
    return notKnown(`it is not known whether the routing rule ${doubt.priority} is for these packets`);
  return stops({ node, destination: packet.destination, route: seen });
}
