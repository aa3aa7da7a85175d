import type { Flow } from "../model/flow.ts";
import { placeKey } from "../model/place.ts";
import { familyOf } from "../model/protocol.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { nameLookup } from "../probes/senders/name-lookup.ts";
import {
  foundFor,
  hostsEntry,
  lookupFlows,
  nameserverOf,
  needsAddress,
  resolvConfOf,
  soughtName,
} from "../journey/names/dns.ts";
import { placeOf } from "../journey/machine/places.ts";
import { look, type Look } from "./look.ts";

/** Names without which nothing can be sent: hosts outside. They are looked up before the packets. */
export function hostLooks(
  flows: readonly Flow[],
  snapshot: ClusterSnapshot,
  evidence: EvidenceIndex,
): readonly Look[] {
  return namesOf(flows.filter(needsAddress), snapshot, evidence);
}

/** All other names, looked up beside the packets. */
export function nameLooks(
  flows: readonly Flow[],
  snapshot: ClusterSnapshot,
  evidence: EvidenceIndex,
): readonly Look[] {
  const asked = flows.filter((flow) => foundFor(flow, evidence).seen === undefined);
  return namesOf(asked, snapshot, evidence);
}

/** Each name once from each source, as the source's resolver asks for it. */
function namesOf(
  flows: readonly Flow[],
  snapshot: ClusterSnapshot,
  evidence: EvidenceIndex,
): readonly Look[] {
  const looks = new Map<string, Look>();
  for (const flow of flows) {
    const place = placeOf(flow.from);
    const sought = soughtName(flow, evidence);
    const servers = resolvConfOf(flow, evidence)?.nameservers ?? [];
    const [first] = sought?.names ?? [];
    if (!place || !sought || first === undefined || servers.length === 0) continue;
    if (hostsEntry(flow, sought, evidence).length > 0) continue;
    const server = nameserverOf(flow, evidence);
    const behind = server === undefined ? [] : lookupFlows(flow, server, snapshot);
    const subject = {
      names: sought.names,
      servers,
      type: flow.family === 6 ? ("AAAA" as const) : ("A" as const),
      decisive: sought.names.find((name) => name === sought.expected) ?? first,
      others: behind.map(({ destinationIP, port }) => ({ ip: destinationIP, port })),
    };
    looks.set(`${placeKey(place)} ${sought.text}`, look(place, nameLookup, subject, sought.text));
  }
  return [...looks.values()];
}

/** The same flows, with the first address DNS gave. A host without one keeps its flow: that is told, not probed. */
export function withHostAddresses(flows: readonly Flow[], evidence: EvidenceIndex): readonly Flow[] {
  return flows.map((flow) => {
    if (!needsAddress(flow) || flow.to.type !== "external") return flow;
    const [ip] = foundFor(flow, evidence).seen?.addresses ?? [];
    if (ip === undefined) return flow;
    const family = familyOf(ip);
    const sourceIP = flow.from.ips.find((own) => familyOf(own) === family) ?? flow.sourceIP;
    return { ...flow, sourceIP, destinationIP: ip, family, to: { ...flow.to, ips: [ip] } };
  });
}
