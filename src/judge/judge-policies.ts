import type { Flow } from "../model/flow.ts";
import { OwnFaults } from "../model/own-faults.ts";
import type { PolicySaying } from "../model/report.ts";
import type { ClusterSnapshot, NotRead } from "../model/snapshot.ts";
import { keptSnapshot, withoutLooking } from "./kept-snapshot.ts";
import { policySaying } from "./policy-saying.ts";

/**
 * What the policies alone say, lines of the answer about what netdiag itself failed at there, and what of the objects that were
 * read is kept and judged from here on.
 */
export function judgePolicies(
  flows: readonly Flow[],
  read: ClusterSnapshot,
  own = new OwnFaults(),
): {
  readonly says: PolicySaying | undefined;
  readonly notTold: readonly NotRead[];
  readonly kept: ClusterSnapshot;
} {
  const kept = own.orElse(
    "tell which objects are needed",
    () => withoutLooking(read, flows),
    () => keptSnapshot(read, flows),
  );
  const says = policySaying(flows, kept, own);
  return { says, notTold: own.lines, kept };
}
