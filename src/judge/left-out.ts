/** Pairs that the client's own connections never make: its node sends to other endpoints. */
import type { FlowReport } from "../model/report.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import type { Step } from "../model/step.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { leftOut, type LeftOut } from "../journey/services/left-out.ts";

/** The same reports, each with the reason where connections to the Service do not go to that endpoint. */
export function withLeftOut(
  flows: readonly FlowReport[],
  snapshot: ClusterSnapshot,
  evidence: EvidenceIndex,
): readonly FlowReport[] {
  return flows.map((report) => {
    const { flow } = report;
    const entry = flows.find((one) => one.flow.id === flow.behind)?.flow ?? flow;
    const choice = leftOut(entry, snapshot, evidence);
    return choice?.left.some(({ ip }) => ip === flow.destinationIP)
      ? { ...report, leftOut: `${choice.node} ${keepsTo(choice)}` }
      : report;
  });
}

/** Of a source that has other pairs, those its connections never make do not count; else what came through the Service does. */
export function counting(flows: readonly FlowReport[]): readonly FlowReport[] {
  return flows.filter(
    ({ leftOut: reason, flow }) =>
      reason === undefined ||
      !flows.some((other) => other.leftOut === undefined && other.flow.sourceIP === flow.sourceIP),
  );
}

/** Hops that packets to any endpoint of the Service have in common. */
export function beforeTheChoice({ hop }: Step): boolean {
  return hop.kind === "asking" || hop.kind === "source" || hop.kind === "service";
}

function keepsTo({ near, zone }: LeftOut): string {
  switch (near) {
    case "policy":
      return "keeps to endpoints of its own, by the Service's traffic policy Local";
    case "node":
      return "keeps to endpoints that are meant for it, by their hints";
    case "zone":
      return `keeps to endpoints that are meant for its zone, ${zone ?? "?"}, by their hints`;
  }
}
