import { askedAddress, type Flow } from "../model/flow.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { choiceForGood } from "../journey/services/affinity.ts";
import { declaredService } from "../journey/services/declared.ts";
import { hairpinGate } from "./hairpin.ts";
import { sourceRangesGate } from "./source-ranges.ts";
import { programmedBackends, serviceRules } from "../journey/services/service-rules.ts";

/**
 * Whether connections to the Service's own address may end elsewhere than the flow's: nobody is declared behind it, it
 * lacks the port, the address is not open to the source, one endpoint is chosen for good, or the node's rules send to others or to nobody. Then packets to that address must be watched as well; packets
 * straight to a pod tell nothing about it.
 */
export function serviceInDoubt(flow: Flow, snapshot: ClusterSnapshot, evidence: EvidenceIndex): boolean {
  const asked = askedAddress(flow);
  if (flow.behind !== undefined) return false;
  if (asked === undefined || asked.ip === flow.destinationIP) return false;
  const service = declaredService(flow, snapshot);
  if (!service) return false;
  if (service.ready.every(({ port }) => port === undefined)) return true;
  if (serviceRules(flow, evidence).seen?.none === true) return true;
  if (hairpinGate(flow, evidence).says === "stops") return true;
  if (sourceRangesGate(flow, snapshot, evidence).says === "stops") return true;
  if (choiceForGood(flow, snapshot).length > 0) return true;
  const programmed = programmedBackends(flow, snapshot, evidence).seen;
  return programmed !== undefined && (programmed.stale.length > 0 || programmed.all.length === 0);
}
