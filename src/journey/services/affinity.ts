/** Session affinity: a client stays with the endpoint that it was given first, as long as that is an endpoint. */
import type { Sight } from "../../model/evidence.ts";
import type { Flow } from "../../model/flow.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { chosenEndpoints } from "./chosen-endpoints.ts";
import { declaredService, type Backend } from "./declared.ts";
import { serviceTraffic } from "./service-traffic.ts";

/** As many are watched; a capture filter of many addresses is slow for the node. */
const mostEndpoints = 8;

/** Endpoints of which a client's Service has chosen, or will choose, one for good; empty without affinity or choice. */
export function choiceForGood(flow: Flow, snapshot: ClusterSnapshot): readonly Backend[] {
  const service = declaredService(flow, snapshot)?.service;
  if (service?.spec.sessionAffinity !== "ClientIP") return [];
  const used = chosenEndpoints(flow, snapshot)?.used ?? [];
  return used.length > 1 ? used.slice(0, mostEndpoints) : [];
}

/** The endpoint that all connections to the Service's address went to, of several; `undefined` where that was not so. */
export interface BoundTo {
  readonly endpoint: Backend;
  readonly connections: number;
  readonly others: readonly Backend[];
}

/** Not seen where the connections were not watched. */
export function boundTo(
  flow: Flow,
  snapshot: ClusterSnapshot,
  evidence: EvidenceIndex,
): Sight<BoundTo | undefined> {
  const endpoints = choiceForGood(flow, snapshot);
  for (const endpoint of endpoints) {
    const traffic = serviceTraffic(flow, evidence, [endpoint.ip]);
    if (traffic.notSeen) return { notSeen: traffic.notSeen };
    const { entered = 0, left = 0 } = traffic.seen ?? {};
    if (entered > 1 && left === entered)
      return { seen: { endpoint, connections: left, others: endpoints.filter((one) => one !== endpoint) } };
  }
  return { seen: undefined };
}
