import type { OwnFaults } from "../model/own-faults.ts";
import type { FlowReport, NotChecked } from "../model/report.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { placeKey } from "../model/place.ts";

const most = 20;
/** Of the faults that one look would have told of. */
const mostNamed = 3;

/**
 * What was not looked at, and how to look by hand: what netdiag itself failed at, the API's refusals, looks that failed, and faults that could not
 * be judged for it. Each reason once.
 */
export function notCheckedOf(
  flows: readonly FlowReport[],
  snapshot: ClusterSnapshot,
  evidence: EvidenceIndex,
  own: OwnFaults,
): readonly NotChecked[] {
  const lines = new Map<string, NotChecked>();
  const add = (line: NotChecked): void => {
    if (!lines.has(line.reason)) lines.set(line.reason, line);
  };
  for (const line of [...own.lines, ...snapshot.notRead]) add(line);
  for (const { place, notSeen } of evidence.notSeen())
    add({ what: placeKey(place), reason: notSeen.detail, next: notSeen.next });
  for (const { steps, reached } of flows) {
    for (const { hop, mark, outcomes } of steps) {
      // A flow that works leaves nothing to judge at its hops, but where connections to the Service's own address end.
      if (reached === "yes" && mark !== "stopped") continue;
      const untold = outcomes.filter((outcome) => outcome.result === "cannot-tell");
      for (const { reason, code, title } of untold) {
        // Where packets died, everything is told that may be why.
        const alike = mark === "stopped" ? untold.filter((one) => one.reason === reason) : [{ code, title }];
        const named = alike.slice(0, mostNamed).map((one) => `${one.title} (${one.code})`);
        const further = alike.length > named.length ? `; ${alike.length - named.length} more` : "";
        add({
          what: `${named.join("; ")}${further} at ${hop.name}`,
          reason,
          next: `netdiag faults ${code}`,
        });
      }
    }
  }
  return [...lines.values()].slice(0, most);
}
