import type { Sight } from "../../model/evidence.ts";
import type { Flow } from "../../model/flow.ts";
import type { Hop } from "../../model/hop.ts";
import type { Place } from "../../model/place.ts";
import { linkByName, type Link } from "../../netstack/seen/links.ts";
import { links } from "../../probes/state/links.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { hasOwnNetns, nodePlace, placeOf } from "../machine/places.ts";
import { podWireAt } from "../machine/wire.ts";

/** An interface on the packets' way whose queue holds what it sends to a rate, or loses some on purpose. */
export interface Limiter {
  readonly place: Place;
  readonly device: string;
  readonly kind: string;
}

/** The one that the packets (of `reply` the answers) leave this hop by; undefined where its queue is an ordinary one. */
export function limiterAt(hop: Hop, flow: Flow, evidence: EvidenceIndex): Sight<Limiter | undefined> {
  switch (hop.kind) {
    case "source":
      return inPod("from", flow, evidence);
    case "socket":
      return inPod("to", flow, evidence);
    case "node-out":
    case "node-in":
    case "underlay":
    case "reply":
      return hop.node === undefined ? none : limiterOf(nodePlace(hop.node), hop.deviceOut, evidence);
    default:
      return none;
  }
}

/** Whether any interface there is limited: then what the queues throw away is counted. */
export function isLimited(place: Place, evidence: EvidenceIndex): boolean {
  return (evidence.see(links, place).seen ?? []).some(isLimiting);
}

function inPod(side: "from" | "to", flow: Flow, evidence: EvidenceIndex): Sight<Limiter | undefined> {
  const place = placeOf(flow[side]);
  if (!place || !hasOwnNetns(flow[side])) return none;
  const wire = podWireAt(side, flow, evidence);
  return wire.notSeen ? wire : limiterOf(place, wire.seen.podLink?.name, evidence);
}

function limiterOf(
  place: Place,
  device: string | undefined,
  evidence: EvidenceIndex,
): Sight<Limiter | undefined> {
  if (device === undefined) return none;
  const all = evidence.see(links, place);
  if (all.notSeen) return all;
  const link = linkByName(all.seen, device);
  if (link?.qdisc === undefined || !isLimiting(link)) return none;
  return { seen: { place, device: link.name, kind: link.qdisc } };
}

const none: Sight<undefined> = { seen: undefined };

/** Kinds that hold traffic to a rate or make it worse on purpose: drops of these are what someone set. */
const limiting: ReadonlySet<string> = new Set(["tbf", "htb", "cbq", "hfsc", "netem"]);

function isLimiting({ qdisc }: Link): boolean {
  return qdisc !== undefined && limiting.has(qdisc);
}
