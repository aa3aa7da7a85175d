import { parseCidr } from "../netstack/cidr.ts";
import { routesTo } from "../netstack/route-lookup.ts";
import type { Route } from "../netstack/routes.ts";
import type { Leg } from "./leg.ts";
import { routeAt, type Stack } from "./stack.ts";
import { tunnelEndOf } from "./tunnel-end.ts";

/** An address that a pod has from another node's block: only a route of its own leads to it. */
export interface Borrowed {
  /** The route of the pod's node to the pod: that one is there. */
  readonly own: Route;
  /** The block's route on the pod's own node: it, too, says that the block is elsewhere. */
  readonly block: Route;
  /** What the sender follows instead of a route of its own. */
  readonly followed: Route | undefined;
  /** The address of the node that has the block, as the pod's own node knows it. */
  readonly owner: string | undefined;
}

/**
 * Whether the receiver's pod has an address of another node's block, and the sender lacks the route to just that address.
 * Undefined when the block is the pod's own node's, or the sender has such a route, or a table was not read.
 */
export function borrowedAddress(leg: Leg): Borrowed | undefined {
  const { destination, atReceiver, atSender } = leg;
  const [own, ...wider] = routesTo(atReceiver.routes.seen ?? [], destination);
  if (
    !own ||
    !isForOne(own) ||
    own.type !== "unicast" ||
    own.nextHops.some(({ gateway }) => gateway !== undefined)
  )
    return undefined;
  // The next wider route tells whose the block is; only one with a gateway leads to another machine.
  const block = wider.find((route) => !isDefault(route));
  const gateway = block?.nextHops[0]?.gateway;
  if (block?.type !== "unicast" || gateway === undefined) return undefined;
  const [followed] = routesTo(atSender.routes.seen ?? [], destination);
  if (atSender.routes.notSeen || (followed && isForOne(followed))) return undefined;
  if (followed && isDefault(followed)) return undefined;
  return { own, block, followed, owner: ownerOf(block, gateway, atReceiver) };
}

function isForOne({ destination, family }: Route): boolean {
  return parseCidr(destination)?.length === (family === 4 ? 32 : 128);
}

function isDefault({ destination }: Route): boolean {
  return parseCidr(destination)?.length === 0;
}

/** Any other address of the block leads to the same machine: the first of it stands for them. */
function ownerOf(block: Route, gateway: string, stack: Stack): string | undefined {
  const [first = ""] = block.destination.split("/");
  const end = tunnelEndOf(stack, routeAt(stack, { destination: first }), first);
  return end?.seen?.remote ?? gateway;
}
