import type { Flow } from "../model/flow.ts";
import type { Link } from "../netstack/seen/links.ts";
import { isUnresolved, neighbourFor } from "../netstack/seen/neighbours.ts";
import type { Route } from "../netstack/seen/routes.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { neighbours } from "../probes/state/neighbours.ts";
import { hasOwnNetns, placeOf } from "../journey/machine/places.ts";
import { deviceOutOf, gatewayOf, linkAt, routeAt, stackAt } from "../journey/machine/stack.ts";
import { podWireAt } from "../journey/machine/wire.ts";

/** A pod's route takes what is for the cluster out of a second interface, past the pod's wire, where nobody answers for it. */
export interface PastTheWire {
  readonly route: Route;
  readonly device: string;
  /** The interface that has the pod's address. */
  readonly wire: string;
  /** Whom the pod asks for there. */
  readonly next: string;
  /** The pod's own entry: it asked, and nobody answered. Otherwise the address is a Service's, which no machine has. */
  readonly unresolved: boolean;
}

/**
 * Whether a packet of a pod to another end of the cluster, or to a Service, leaves by another interface than the pod's wire, and nobody
 * answers there: a second network (Multus, a VPN) whose subnet covers addresses of the cluster. One that leads somewhere is no fault,
 * and what goes outside the cluster may be meant for it.
 * @param ofService the destination is a Service's ClusterIP: it is translated on the node, and no machine on a wire has it.
 */
export function pastTheWire(
  side: "from" | "to",
  destination: string,
  ofService: boolean,
  flow: Flow,
  evidence: EvidenceIndex,
): PastTheWire | undefined {
  const place = placeOf(flow[side]);
  const other = side === "from" ? flow.to : flow.from;
  if (!place || !hasOwnNetns(flow[side]) || other.type === "external") return undefined;
  const stack = stackAt(evidence, place, flow.family);
  const lookup = routeAt(stack, { destination });
  const device = deviceOutOf(lookup);
  const wire = podWireAt(side, flow, evidence).seen?.podLink?.name;
  const link = linkAt(stack, device);
  if (lookup.notSeen || lookup.seen.result !== "forward" || wire === undefined || device === undefined)
    return undefined;
  if (lookup.seen.undecided.length > 0 || device === wire || !link || !asksForAddresses(link))
    return undefined;
  const gateway = gatewayOf(lookup);
  const next = gateway ?? destination;
  const tables = [evidence.see(neighbours, place, "grid"), evidence.see(neighbours, place)].flatMap(
    ({ seen }) => (seen ? [seen] : []),
  );
  const entry = tables.flatMap((entries) => neighbourFor(entries, device, next) ?? [])[0];
  const unresolved = entry !== undefined && isUnresolved(entry);
  // Where the pod's table could not be read, somebody may answer there.
  const nobodys = ofService && tables.length > 0 && gateway === undefined && entry === undefined;
  return unresolved || nobodys ? { route: lookup.seen.route, device, wire, next, unresolved } : undefined;
}

/** Tunnels and point-to-point interfaces ask nobody. */
function asksForAddresses({ flags }: Link): boolean {
  return flags.includes("BROADCAST") && !flags.includes("NOARP");
}
