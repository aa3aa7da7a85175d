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
 * be judged for it. Each reason once: what could not be told because of one that stands there already is listed with that.
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
  const failures = [...lines.values()];
  const unseen = failures.filter(({ what }) => evidence.sawNothingOn(what));
  const becauseOf = new Map<NotChecked, string[]>();
  for (const { steps, reached } of flows) {
    for (const { hop, mark, outcomes } of steps) {
      // A flow that works leaves nothing to judge at its hops, but where connections to the Service's own address end.
      if (reached === "yes" && mark !== "stopped") continue;
      const untold = outcomes.filter((outcome) => outcome.result === "cannot-tell");
      for (const { reason, code, title } of untold) {
        const failure =
          failures.find((line) => reason.endsWith(`: ${line.reason}`)) ??
          unseen.find(({ what }) => what === hop.node || reason.includes(`was not run on ${what}/`));
        if (failure && reason !== failure.reason) {
          const listed = becauseOf.get(failure) ?? [];
          if (!listed.includes(titled({ title, code })))
            becauseOf.set(failure, [...listed, titled({ title, code })]);
          continue;
        }
        // Where packets died, everything is told that may be why.
        const alike = mark === "stopped" ? untold.filter((one) => one.reason === reason) : [{ code, title }];
        add({
          what: `${several(alike.map(titled))} at ${hop.name}`,
          reason,
          next: `netdiag faults ${code}`,
        });
      }
    }
  }
  return [...lines.values()].slice(0, most).map((line) => {
    const also = becauseOf.get(line);
    return also ? { ...line, what: `${line.what}, and with it ${several(also)}` } : line;
  });
}

/** Nobody shall take it for a fact: `whether the pod's interface is down or gone (ND201)`. */
function titled({ title, code }: { readonly title: string; readonly code: string }): string {
  const isName = /^[A-Z]{2}/.test(title);
  return `whether ${isName ? title : `${title.charAt(0).toLowerCase()}${title.slice(1)}`} (${code})`;
}

function several(all: readonly string[]): string {
  const further = all.length > mostNamed ? `; ${all.length - mostNamed} more` : "";
  return `${all.slice(0, mostNamed).join("; ")}${further}`;
}
