import type { Flow } from "../model/flow.ts";
import { OwnFaults } from "../model/own-faults.ts";
import type { PolicySaying } from "../model/report.ts";
import type { ClusterSnapshot, NotRead } from "../model/snapshot.ts";
import { policySaying } from "./policy-saying.ts";

/** What the policies alone say, and lines of the answer about what netdiag itself failed at there. */
export function judgePolicies(
  flows: readonly Flow[],
  snapshot: ClusterSnapshot,
): { readonly says: PolicySaying | undefined; readonly notTold: readonly NotRead[] } {
  const own = new OwnFaults();
  const says = policySaying(flows, snapshot, own);
  return { says, notTold: own.lines };
}
