import type { Flow } from "../model/flow.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { lookupFlows, lookupOf, nameserverOf, soughtName } from "../journey/names/dns.ts";
import { placeOf } from "../journey/machine/places.ts";
import { passes, type Gate, type Scene } from "./gate.ts";
import { ownRouteGate } from "./own-route.ts";
import { pastTheWire } from "./past-the-wire.ts";
import { gatewayGate } from "./pod-gateway.ts";
import { translationGate } from "./service-translation.ts";
import { trackingGate, type OffTracking } from "./tracking.ts";

/**
 * What keeps the source's questions from its DNS server before they leave its node, in words, or why that is not known; undefined
 * when no gate on that way stops them. Then silence speaks of the server, or of the way behind.
 */
export function stopsLookups(
  flow: Flow,
  snapshot: ClusterSnapshot,
  evidence: EvidenceIndex,
): string | undefined {
  const server = nameserverOf(flow, evidence);
  const place = placeOf(flow.from);
  if (server === undefined || !place) return undefined;
  if (ownRouteGate({ place, destination: server }, evidence).says === "stops")
    return `the source has no route to ${server}`;
  const ofService = snapshot.services.some(({ spec }) =>
    [spec.clusterIP, ...(spec.clusterIPs ?? [])].includes(server),
  );
  const past = pastTheWire("from", server, ofService, flow, evidence);
  if (past) return `the source sends to ${server} by ${past.device}, past ${past.wire}`;
  if (gatewayGate({ side: "from", destination: server }, flow, evidence).says === "stops")
    return "the gateway of the source does not answer it";
  const untranslated = worst(
    lookupFlows(flow, server, snapshot).map((lookup) => translationGate(lookup, snapshot, evidence)),
  );
  if (untranslated.says === "stops")
    return `${untranslated.stop.node} does not translate ${server}, the address of the DNS Service`;
  const untracked = lookupsTracked(flow, snapshot, evidence);
  if (untracked.says === "stops")
    return `${untracked.stop.node} takes the questions to ${server} off connection tracking`;
  // Proxies that translate without rules leave nothing to read; rules that could not be read may stop the questions.
  return untracked.says === "not-known"
    ? `whether its node translates ${server} is not known (${untracked.why})`
    : undefined;
}

/** The gate that stops, else one that nobody could look at. */
function worst<Stop>(gates: readonly Gate<Stop>[]): Gate<Stop> {
  return (
    gates.find(({ says }) => says === "stops") ?? gates.find(({ says }) => says === "not-known") ?? passes
  );
}

/** Whether the source's questions to its DNS Service are tracked on its node, as their translation needs. */
function lookupsTracked(flow: Flow, snapshot: ClusterSnapshot, evidence: EvidenceIndex): Gate<OffTracking> {
  const server = nameserverOf(flow, evidence);
  const asked = server === undefined ? [] : lookupFlows(flow, server, snapshot);
  return worst(asked.map((lookup) => trackingGate(lookup, evidence)));
}

/** The same at the hop where names are looked up, held against what became of the questions. */
export function lookupsTrackedAsSeen({ flow, snapshot, evidence }: Scene): Gate<OffTracking> {
  const asked = lookupOf(flow, evidence).seen ?? [];
  if (!soughtName(flow, evidence) || asked.length === 0) return passes;
  return asked.some(({ outcome }) => outcome === "answered")
    ? passes
    : lookupsTracked(flow, snapshot, evidence);
}
