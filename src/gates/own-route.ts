import { askedAddress, type Flow } from "../model/flow.ts";
import type { Hop, Packet } from "../model/hop.ts";
import type { Place } from "../model/place.ts";
import { familyOf } from "../model/protocol.ts";
import type { RoutingRule, Route } from "../netstack/seen/routes.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { hasOwnNetns, placeOf } from "../journey/machine/places.ts";
import { attemptsOf } from "../journey/packets/attempts.ts";
import { serviceAttempts } from "../journey/services/service-traffic.ts";
import { deviceOutOf, routeAt, stackAt } from "../journey/machine/stack.ts";
import { routedAt } from "../journey/way/routed.ts";
import { pastTheWire, type PastTheWire } from "./past-the-wire.ts";
import { takesRoutesAlong } from "./pod-wire.ts";
import { notKnown, passes, stops, type Gate } from "./gate.ts";

/** The routes of a packet's own namespace lead it nowhere. */
export interface NoWayOut {
  readonly destination: string;
  readonly why:
    /** The sender has addresses of the other family alone: a matter of the cluster's settings, not of its routes. */
    | { readonly because: "other-family" }
    | { readonly because: "no-route" }
    | {
        readonly because: "refused";
        readonly type: "blackhole" | "unreachable" | "prohibit";
        /** Undefined when a routing rule refuses. */
        readonly route?: Route;
      }
    /** Out of the loopback interface: back to the sender, who is not meant. */
    | { readonly because: "loopback"; readonly route: Route }
    | ({ readonly because: "past-the-wire" } & PastTheWire);
}

/** A packet that a program of this namespace sends, with the hop at which that is told. */
export interface OwnPacket {
  readonly place: Place;
  readonly destination: string;
  /** The packet itself, where more of it is known than where it goes. */
  readonly packet?: Packet;
  /** Whether it answers one. */
  readonly answers?: boolean;
}

/**
 * The packet that is sent at a hop: at the source the flow's own, at the Service the one to the Service's address, at a
 * pod that is the target its answer. Undefined where nothing is sent.
 */
function sentAt(hop: Hop, flow: Flow): OwnPacket | undefined {
  const end = hop.kind === "socket" ? flow.to : flow.from;
  const place = placeOf(end);
  if (!place || (hop.kind === "socket" && !hasOwnNetns(end))) return undefined;
  switch (hop.kind) {
    case "source":
      return sends(place, { ...hop.packet, source: "", destination: flow.destinationIP, port: flow.port });
    case "service":
      return sends(place, { ...hop.packet, source: "" });
    case "socket": {
      const { source, destination } = hop.packet;
      const packet = { ...hop.packet, source: destination, destination: source };
      return { ...sends(place, packet), answers: true };
    }
    default:
      return undefined;
  }
}

/** Without a source: its kernel picks one by the route. */
function sends(place: Place, packet: Packet): OwnPacket {
  return { place, destination: packet.destination, packet };
}

/** Whether the sender's own routes and rules give a packet a way out. */
export function ownRouteGate(
  { place, destination, packet, answers = false }: OwnPacket,
  evidence: EvidenceIndex,
): Gate<NoWayOut> {
  const lookup = packet
    ? routedAt({ place, packet, deviceIn: undefined, answers }, evidence)
    : routeAt(stackAt(evidence, place, familyOf(destination)), { destination });
  if (lookup.notSeen) return notKnown(lookup.notSeen.detail);
  const { seen } = lookup;
  if (seen.undecided.length > 0)
    return notKnown(`it is not known whether the routing rules ${rulesText(seen.undecided)} are for it`);
  switch (seen.result) {
    case "local":
    case "broadcast":
      return passes;
    case "no-route":
      return stops({ destination, why: { because: "no-route" } });
    case "refused":
      return stops({
        destination,
        why: { because: "refused", type: seen.type, ...(seen.route && { route: seen.route }) },
      });
    case "forward":
      return deviceOutOf(lookup) === "lo"
        ? stops({ destination, why: { because: "loopback", route: seen.route } })
        : passes;
  }
}

/** Who sends at a hop. */
export function senderAt({ kind }: Hop): "from" | "to" {
  return kind === "socket" ? "to" : "from";
}

/**
 * Whether the one who sends at a hop has an address and a way for it. Routes vanish with the interface that they leave by: then the
 * interface is what stops the packets.
 */
export function wayOutGate(hop: Hop, flow: Flow, evidence: EvidenceIndex): Gate<NoWayOut> {
  const packet = sentAt(hop, flow);
  if (!packet) return passes;
  const side = senderAt(hop);
  if (flow.sourceIP === "" && flow.from.ips.length > 0 && side === "from")
    return stops({ destination: flow.destinationIP, why: { because: "other-family" } });
  const gate = ownRouteGate(packet, evidence);
  if (gate.says === "passes") return pastTheWireGate(hop, packet.destination, flow, evidence);
  if (gate.says !== "stops") return gate;
  const wire = takesRoutesAlong(side, flow, evidence);
  return wire.says === "stops" ? passes : wire.says === "not-known" ? wire : gate;
}

/** Where any of the packets was answered, the second interface leads somewhere. */
function pastTheWireGate(hop: Hop, destination: string, flow: Flow, evidence: EvidenceIndex): Gate<NoWayOut> {
  const sent = (hop.kind === "service" ? serviceAttempts(flow, evidence) : attemptsOf(evidence, flow)).seen;
  // An address of a load balancer is somebody's on a network.
  const ofService = hop.kind === "service" && askedAddress(flow)?.kind === "clusterIP";
  const past =
    sent && sent.sent > 0 && sent.answered === 0
      ? pastTheWire(senderAt(hop), destination, ofService, flow, evidence)
      : undefined;
  return past ? stops({ destination, why: { because: "past-the-wire", ...past } }) : passes;
}

function rulesText(rules: readonly RoutingRule[]): string {
  return rules.map(({ priority }) => priority).join(", ");
}
