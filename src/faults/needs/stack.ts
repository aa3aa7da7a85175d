import type { PodWire } from "../../journey/machine/wire.ts";
import { podWireAt } from "../../journey/machine/wire.ts";
import type { TunnelEnd } from "../../journey/machine/tunnel-end.ts";
import {
  routeBack as backFrom,
  routeHere as routeOf,
  routesHere as routesOf,
  tunnelBack as tunnelBackFrom,
  tunnelThere,
} from "../../journey/way/of-hop.ts";
import type { Route } from "../../netstack/seen/routes.ts";
import type { RouteLookup } from "../../netstack/kernel/route-lookup.ts";
import type { Need } from "../define-fault.ts";

function podWire(side: "from" | "to"): Need<PodWire> {
  return {
    name: side === "from" ? "source pod's interface" : "target pod's interface",
    take: ({ flow, evidence }) => podWireAt(side, flow, evidence),
  };
}

export const sourceWire = podWire("from");
export const targetWire = podWire("to");

export const routeHere: Need<RouteLookup> = {
  name: "route of the packet",
  take: ({ hop, evidence }) => routeOf(hop, evidence),
};

export const routesHere: Need<readonly Route[]> = {
  name: "routes to the destination",
  take: ({ hop, evidence }) => routesOf(hop, evidence),
};

export const routeBack: Need<RouteLookup> = {
  name: "route back to the sender",
  take: ({ hop, evidence }) => backFrom(hop, evidence),
};

export const tunnelEnd: Need<TunnelEnd | undefined> = {
  name: "far end of the tunnel",
  take: ({ hop, flow, evidence }) => tunnelThere(hop, flow, evidence),
};

export const tunnelBack: Need<TunnelEnd | undefined> = {
  name: "far end of the tunnel back",
  take: ({ hop, flow, evidence }) => tunnelBackFrom(hop, flow, evidence),
};
