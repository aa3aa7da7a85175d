import { askedAddress, type AskedAddress, type Flow } from "../model/flow.ts";
import { familyOf } from "../model/protocol.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import { cidrContains, parseCidr } from "../netstack/numbers/cidr.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { declaredService } from "../journey/services/declared.ts";
import { sourcesUntranslated } from "../journey/way/sources.ts";
import { passes, stops, type Gate } from "./gate.ts";

/** A load balancer's address is open to some sources, and this one is not among them. */
export interface OutsideRanges {
  readonly asked: AskedAddress;
  readonly service: NonNullable<Flow["service"]>;
  /** The source address as it comes to the node that translates. */
  readonly source: string;
  readonly ranges: readonly string[];
}

/**
 * Whether a Service lets this source use its load balancer's address: by `loadBalancerSourceRanges`, or by the annotation that
 * was there before it. Its other addresses are open to all.
 */
export function sourceRangesGate(
  flow: Flow,
  snapshot: ClusterSnapshot,
  evidence: EvidenceIndex,
): Gate<OutsideRanges> {
  const asked = askedAddress(flow);
  const service = declaredService(flow, snapshot)?.service;
  if (!service || !flow.service || asked?.kind !== "loadBalancer") return passes;
  const annotated = service.metadata.annotations?.["service.beta.kubernetes.io/load-balancer-source-ranges"];
  const declared = service.spec.loadBalancerSourceRanges ?? annotated?.split(",") ?? [];
  const ranges = declared.map((text) => text.trim()).filter((text) => isOf(text, familyOf(asked.ip)));
  // Without a range of the family, the address is open to all of it.
  if (ranges.length === 0) return passes;
  const source = sourcesUntranslated(flow, asked, evidence)[0]?.ip ?? flow.sourceIP;
  const inside = ranges.some((text) => {
    const range = parseCidr(text);
    return range !== undefined && cidrContains(range, source);
  });
  return inside || source === asked.ip ? passes : stops({ asked, service: flow.service, source, ranges });
}

function isOf(range: string, family: 4 | 6): boolean {
  return parseCidr(range) !== undefined && range.includes(":") === (family === 6);
}
