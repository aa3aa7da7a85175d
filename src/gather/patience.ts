import type { HopKind } from "../model/hop.ts";
import type { Flow } from "../model/flow.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { attemptsOf } from "../walk/attempts.ts";
import { passages } from "../walk/passage.ts";
import { walkPath } from "../walk/path.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import type { Look } from "./look.ts";
import { bothWays, pingBetween } from "./standing-plan.ts";

/** A path that takes longer is as good as none: clients give up after 5 to 10 seconds. */
export const patientMs = 4_500;

/** Where a slow wire, a slow pod or a long way looks like a loss; a node's own rules drop at once, and are told without waiting. */
const slowPlaces: ReadonlySet<HopKind> = new Set(["source", "underlay", "pod-in", "socket", "reply"]);

/**
 * Whether packets that seem lost may only be late: none was answered or refused in the time they were given, and they were last
 * seen where nothing but a wire, a network or a pod has them.
 */
export function mayBeLate(flows: readonly Flow[], evidence: EvidenceIndex): boolean {
  return flows.some((flow) => {
    const { seen } = attemptsOf(evidence, flow);
    if (!seen || seen.sent === 0 || (seen.outcomes.silent ?? 0) < seen.sent) return false;
    const path = walkPath(flow, evidence);
    return passages(flow, path, evidence).some(
      ({ mark }, index) => mark === "stopped" && slowPlaces.has(path[index]?.kind ?? "asking"),
    );
  });
}

/** Whether they came through now that they had more time: one of many that does so was repeated, and others were lost. */
export function cameLate(flows: readonly Flow[], evidence: EvidenceIndex): boolean {
  return flows.some((flow) => {
    const { seen } = attemptsOf(evidence, flow);
    return seen !== undefined && seen.answered > 0 && 2 * seen.answered >= seen.sent;
  });
}

/** The nodes' pings of each other, once more. */
export function patientPings(flows: readonly Flow[], snapshot: ClusterSnapshot): readonly Look[] {
  const pings = new Map(
    flows
      .flatMap((flow) => bothWays(flow, snapshot))
      .map(({ sender, receiver, ip }) => [
        `${sender} ${receiver}`,
        pingBetween(sender, receiver, ip, patientMs),
      ]),
  );
  return [...pings.values()];
}
