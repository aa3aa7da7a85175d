import type { Node } from "../../model/kubernetes.ts";
import { deviceWith } from "../../netstack/seen/addresses.ts";
import { parseCidr, sameAddress } from "../../netstack/numbers/cidr.ts";
import { routesTo } from "../../netstack/kernel/route-lookup.ts";
import type { Route } from "../../netstack/seen/routes.ts";
import type { Leg } from "./leg.ts";
import { nodeAddresses } from "../machine/node-addresses.ts";
import { routeAt, type Stack } from "../machine/stack.ts";
import { tunnelEndOf } from "../machine/tunnel-end.ts";

/** An address that a pod has from another node's block: only a route of its own leads to it. */
export interface Borrowed {
  /** The route of the pod's node to the pod: that one is there. */
  readonly own: Route;
  /** The block's route on the pod's own node: it, too, says that the block is elsewhere. */
  readonly block: Route;
  /** What the sender follows instead of a route of its own. */
  readonly followed: Route | undefined;
  /** The node that has the block, as the pod's own node knows it: its name, or its address where its object was not read. */
  readonly owner: string;
}

/**
 * Whether the receiver's pod has an address of another node's block, and the sender lacks the route to just that address.
 * Undefined when the block is the pod's own node's, or the sender has such a route, or a table was not read; and where the wider
 * route leads to no other node: Cilium's own goes by an address of the node itself (`10.0.1.0/24 via 10.0.1.100 dev cilium_host`),
 * one for all pods may go by a router.
 */
export function borrowedAddress(leg: Leg, nodes: readonly Node[]): Borrowed | undefined {
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
  if (deviceWith(atReceiver.addresses.seen ?? [], gateway)) return undefined;
  const remote = farEndOf(block, atReceiver);
  const owner = nodes.find((node) => nodeAddresses(node).some((ip) => sameAddress(ip, remote ?? gateway)))
    ?.metadata.name;
  // A tunnel leads to a node even where its object was not read; a plain gateway may be a router.
  if (owner === leg.receiver || (owner === undefined && remote === undefined)) return undefined;
  return { own, block, followed, owner: owner ?? remote ?? gateway };
}

function isForOne({ destination, family }: Route): boolean {
  return parseCidr(destination)?.length === (family === 4 ? 32 : 128);
}

function isDefault({ destination }: Route): boolean {
  return parseCidr(destination)?.length === 0;
}

/** Where the tunnel ends that the block's route goes into. Any other address of the block leads there: the first stands for them. */
function farEndOf(block: Route, stack: Stack): string | undefined {
  const [first = ""] = block.destination.split("/");
  return tunnelEndOf(stack, routeAt(stack, { destination: first }), first)?.seen?.remote;
}
