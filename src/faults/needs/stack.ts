import { nodeOf } from "../../model/endpoint.ts";
import { tunnelsOf } from "../../netstack/seen/tunnels.ts";
import { hasOwnNetns, nodePlace } from "../../journey/machine/places.ts";
import { arrivingAddress, sendingAddress } from "../../journey/way/sources.ts";
import { routeAt, stackAt } from "../../journey/machine/stack.ts";
import { podWireAt, type PodWire } from "../../journey/machine/wire.ts";
import { tunnelEndOf, type TunnelEnd } from "../../journey/machine/tunnel-end.ts";
import { routesTo, type RouteLookup } from "../../netstack/kernel/route-lookup.ts";
import type { Route } from "../../netstack/seen/routes.ts";
import type { Need, Scene } from "../define-fault.ts";

function podWire(side: "from" | "to"): Need<PodWire> {
  return {
    name: side === "from" ? "source pod's interface" : "target pod's interface",
    take: ({ flow, evidence }) => podWireAt(side, flow, evidence),
  };
}

export const sourceWire = podWire("from");
export const targetWire = podWire("to");

/** The kernel's routing decision at the hop's place for the hop's packet. */
export const routeHere: Need<RouteLookup> = {
  name: "route of the packet",
  take(scene) {
    const { hop, evidence } = scene;
    if (!hop.place)
      return { notSeen: { why: "no-pod", detail: `nowhere to stand at ${hop.name}`, next: "none" } };
    return routeAt(stackAt(evidence, hop.place, hop.packet.family), {
      destination: hop.packet.destination,
      source: hop.packet.source,
      ...(hop.deviceIn === undefined ? {} : { deviceIn: hop.deviceIn }),
    });
  },
};

/** Every route of the main table that covers the hop's destination, the one that is taken first. */
export const routesHere: Need<readonly Route[]> = {
  name: "routes to the destination",
  take({ hop, evidence }) {
    if (!hop.place)
      return { notSeen: { why: "no-pod", detail: `nowhere to stand at ${hop.name}`, next: "none" } };
    const { routes } = stackAt(evidence, hop.place, hop.packet.family);
    return routes.notSeen ? routes : { seen: routesTo(routes.seen, hop.packet.destination) };
  },
};

/** The route the hop's node would take back to where the packet came from: what rp_filter compares with. */
export const routeBack: Need<RouteLookup> = {
  name: "route back to the sender",
  take({ hop, evidence }) {
    if (hop.node === undefined) return { notSeen: { why: "no-pod", detail: "no node here", next: "none" } };
    return routeAt(stackAt(evidence, nodePlace(hop.node), hop.packet.family), {
      destination: hop.packet.source,
    });
  },
};

/** The tunnel the packet goes into on its sender's node, an answer on the target's; `undefined` when it goes into none. */
export const tunnelEnd: Need<TunnelEnd | undefined> = {
  name: "far end of the tunnel",
  take: (scene) => (scene.hop.kind === "reply" ? fromTarget(scene) : fromSource(scene)),
};

/** The tunnel of the other direction. */
export const tunnelBack: Need<TunnelEnd | undefined> = {
  name: "far end of the tunnel back",
  take: (scene) => (scene.hop.kind === "reply" ? fromSource(scene) : fromTarget(scene)),
};

function fromSource(scene: Scene): ReturnType<typeof tunnelFrom> {
  const { flow, evidence } = scene;
  return tunnelFrom(scene, nodeOf(flow.from), flow.destinationIP, sendingAddress(flow, evidence));
}

/**
 * For a node that sends with the address of its network card, the tunnel through which the target's node reaches the
 * addresses of its tunnels: that is the way between the pods of both.
 */
function fromTarget(scene: Scene): ReturnType<typeof tunnelFrom> {
  const { flow, evidence } = scene;
  const from = nodeOf(flow.from);
  const to = nodeOf(flow.to);
  const straight = tunnelFrom(scene, to, arrivingAddress(flow), flow.destinationIP);
  if (straight.notSeen || straight.seen || from === undefined || hasOwnNetns(flow.from)) return straight;
  const { links, addresses } = stackAt(evidence, nodePlace(from), flow.family);
  const tunnels = tunnelsOf(links.seen ?? []).map(({ device }) => device);
  for (const { device, ip, family } of addresses.seen ?? []) {
    if (family !== flow.family || !tunnels.includes(device)) continue;
    const { seen } = tunnelFrom(scene, to, ip, flow.destinationIP);
    if (seen) return { seen };
  }
  return straight;
}

function tunnelFrom(
  { evidence, flow }: Scene,
  node: string | undefined,
  destination: string,
  source: string,
): ReturnType<Need<TunnelEnd | undefined>["take"]> {
  if (node === undefined) return { seen: undefined };
  const stack = stackAt(evidence, nodePlace(node), flow.family);
  const lookup = routeAt(stack, { destination, source });
  if (lookup.notSeen) return { notSeen: lookup.notSeen };
  return tunnelEndOf(stack, lookup, destination) ?? { seen: undefined };
}
