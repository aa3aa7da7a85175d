import type { Flow } from "../model/flow.ts";
import { familyOf } from "../model/protocol.ts";
import { dnsLookup } from "../probes/dns-lookup.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { hostSubject, lookedUpName, nameserverOf } from "../walk/dns.ts";
import { placeOf } from "../walk/places.ts";
import { look, type Look } from "./look.ts";

/** Asks the source's own DNS server for the addresses of hosts outside, as the source would. */
export function hostLooks(flows: readonly Flow[], evidence: EvidenceIndex, waitMs: number): readonly Look[] {
  return flows.filter(needsAddress).flatMap((flow) => {
    const place = placeOf(flow.from);
    const server = nameserverOf(flow, evidence);
    const name = lookedUpName(flow);
    if (!place || server === undefined || name === undefined) return [];
    const type = familyOf(flow.sourceIP) === 6 ? "AAAA" : "A";
    return [look(place, dnsLookup, { server, name, type, waitMs }, hostSubject(flow.id))];
  });
}

/** The same flows, with the first address DNS gave. A host without one keeps its flow: that is told, not probed. */
export function withHostAddresses(flows: readonly Flow[], evidence: EvidenceIndex): readonly Flow[] {
  return flows.map((flow) => {
    const place = placeOf(flow.from);
    if (!needsAddress(flow) || !place) return flow;
    const answer = evidence.see(dnsLookup, place, "standing", hostSubject(flow.id)).seen;
    const [ip] = answer?.result === "answered" ? answer.addresses : [];
    if (ip === undefined || flow.to.type !== "external") return flow;
    return { ...flow, destinationIP: ip, family: familyOf(ip), to: { ...flow.to, ips: [ip] } };
  });
}

function needsAddress({ to, destinationIP, service }: Flow): boolean {
  return to.type === "external" && to.host !== undefined && service === undefined && destinationIP === "";
}
