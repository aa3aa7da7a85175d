import { hasIpvs } from "../journey/machine/ipvs.ts";
import { nodePlace, nodesOf, placeOf } from "../journey/machine/places.ts";
import { podWireAt } from "../journey/machine/wire.ts";
import type { Flow } from "../model/flow.ts";
import { placeKey } from "../model/place.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { ipvs } from "../probes/state/ipvs.ts";
import { vethPeer } from "../probes/state/veth-peer.ts";
import { look, type Look } from "./look.ts";

/**
 * What the first reading left open, on few machines only: the tables of IPVS where kube-proxy uses it, and the other end of a
 * pod's veth where the interfaces of the node do not show it.
 */
export function furtherLooks(flows: readonly Flow[], evidence: EvidenceIndex): readonly Look[] {
  const nodes = [...new Set(flows.flatMap(nodesOf))].map(nodePlace);
  const wires = new Map<string, Look>();
  for (const flow of flows)
    for (const side of ["from", "to"] as const) {
      const place = placeOf(flow[side]);
      const wire = podWireAt(side, flow, evidence).seen;
      if (place && wire?.podLink?.kind === "veth" && !wire.nodeLink)
        wires.set(placeKey(place), look(place, vethPeer, { device: wire.podLink.name }));
    }
  // Only where kube-proxy has its interface: ipvsadm would load the kernel's module elsewhere (ip_vs), and nothing is changed.
  const tables = nodes
    .filter((place) => hasIpvs(evidence, place))
    .map((place) => look(place, ipvs, undefined));
  return [...tables, ...wires.values()];
}
