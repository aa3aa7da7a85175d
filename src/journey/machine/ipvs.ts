/** Services that a node translates by IPVS, not by rules. */
import type { Sight } from "../../model/evidence.ts";
import type { Place } from "../../model/place.ts";
import { linkByName } from "../../netstack/seen/links.ts";
import type { VirtualServer } from "../../netstack/seen/ipvs.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { ipvs } from "../../probes/state/ipvs.ts";
import { links } from "../../probes/state/links.ts";

/** Where kube-proxy in IPVS mode keeps the addresses of Services. */
export const ipvsDevice = "kube-ipvs0";

/** Whether kube-proxy of this node works by IPVS. */
export function hasIpvs(evidence: EvidenceIndex, place: Place): boolean {
  return linkByName(evidence.see(links, place).seen ?? [], ipvsDevice) !== undefined;
}

/** What IPVS of a node has; `undefined` where kube-proxy works otherwise. */
export function ipvsOf(evidence: EvidenceIndex, place: Place): Sight<readonly VirtualServer[] | undefined> {
  if (!hasIpvs(evidence, place)) return { seen: undefined };
  const tables = evidence.see(ipvs, place);
  if (tables.notSeen) return { notSeen: tables.notSeen };
  // The interface stays after a change of mode, when nobody cleaned up.
  return { seen: tables.seen.mode === "present" ? tables.seen.servers : undefined };
}
