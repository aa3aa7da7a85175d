import type { Route } from "../netstack/seen/routes.ts";
import { sysctls } from "../probes/state/sysctls.ts";
import { nodePlace } from "../journey/machine/places.ts";
import { routeBack } from "../journey/way/of-hop.ts";
import { notKnown, passes, stops, type Gate, type Scene } from "./gate.ts";

/** A node has the address that packets from elsewhere come from. */
export interface OwnAddress {
  readonly node: string;
  readonly source: string;
  /** Where the packets come in. */
  readonly device: string;
  /** The local route that the address made. */
  readonly route: Route;
}

/**
 * Whether a node takes packets from elsewhere that carry an address of its own as their source: it drops them as forged (a martian
 * source), whatever `rp_filter` is, unless `accept_local` lets them in. A node that takes its own pod's address for its own lacks
 * the pod's route: that is told of the route.
 */
export function ownAddressGate({ hop, flow, evidence }: Scene): Gate<OwnAddress> {
  const { node, deviceIn, packet } = hop;
  if (node === undefined || deviceIn === undefined) return passes;
  if (hop.kind === "node-out" && flow.from.type === "pod") return passes;
  const back = routeBack(hop, evidence);
  if (back.notSeen) return notKnown(back.notSeen.detail);
  if (back.seen.result !== "local") return passes;
  const settings = evidence.see(sysctls, nodePlace(node));
  if (settings.notSeen) return notKnown(settings.notSeen.detail);
  const { devices } = settings.seen;
  const accepts = [deviceIn, "all"].some((device) => devices.get(device)?.acceptLocal === true);
  return accepts ? passes : stops({ node, source: packet.source, device: deviceIn, route: back.seen.route });
}
