import { confidenceOf } from "../model/finding.ts";
import type { Blame, FlowReport } from "../model/report.ts";
import type { StepMark } from "../model/step.ts";
import { pathPosition } from "./path-order.ts";
import type { HopKind } from "../model/hop.ts";
import type { Fault } from "../faults/define-fault.ts";

/** A finding with where on which flows it stands, and what the packets did at that hop. */
export interface Suspect {
  readonly blame: Blame;
  readonly stops: Fault["stops"];
  readonly position: number;
  /** What became of the packets at the hop, on the flows that have the finding. */
  readonly marks: ReadonlySet<StepMark>;
}

/**
 * The findings of all flows, the same finding on several flows joined, in path order. Blocking ones first at
 * the same hop; then the better confirmed.
 */
export function suspects(
  flows: readonly FlowReport[],
  effectOf: (code: string) => Pick<Fault, "stops" | "astray">,
): readonly Suspect[] {
  const found = new Map<string, { blame: Blame; marks: Set<StepMark>; kind: HopKind }>();
  for (const { flow, steps, reached } of flows)
    for (const { hop, mark: seen, outcomes } of steps)
      for (const outcome of outcomes) {
        if (outcome.result !== "found") continue;
        // Packets sent astray pass here to die elsewhere.
        const astray = effectOf(outcome.code).astray === true && reached === "no" && seen === "passed";
        // Where only some packets come through, those that did say nothing for the others.
        const mark = astray ? "stopped" : reached === "some" && seen === "passed" ? "unknown" : seen;
        const key = `${outcome.code}\n${hop.kind}\n${outcome.finding.says}`;
        const known = found.get(key);
        if (known) {
          known.marks.add(mark);
          if (!known.blame.flowIds.includes(flow.id)) known.blame.flowIds.push(flow.id);
          continue;
        }
        found.set(key, {
          kind: hop.kind,
          marks: new Set([mark]),
          blame: {
            code: outcome.code,
            title: outcome.finding.title ?? outcome.title,
            confidence: confidenceOf(outcome.finding),
            at: hop.name,
            hopKind: hop.kind,
            flowIds: [flow.id],
            finding: outcome.finding,
          },
        });
      }
  const weight = { all: 0, some: 1, none: 2 } as const;
  const sure = { confirmed: 0, likely: 1, suspected: 2 } as const;
  return [...found.values()]
    .map(({ blame, marks, kind }) => ({
      blame,
      marks,
      stops: effectOf(blame.code).stops,
      position: pathPosition(kind),
    }))
    .sort(
      (a, b) =>
        a.position - b.position ||
        weight[a.stops] - weight[b.stops] ||
        sure[a.blame.confidence] - sure[b.blame.confidence] ||
        a.blame.code.localeCompare(b.blame.code),
    );
}

/**
 * The cause: the first blocker along the path that the packets do not contradict. A blocker at a hop every packet
 * was seen to leave is not why they died.
 */
export function causeOf(all: readonly Suspect[]): Suspect | undefined {
  const blocking = all.filter(({ stops }) => stops !== "none");
  return (
    blocking.find(({ marks }) => marks.has("stopped")) ??
    // Packets that pass do not contradict what stops only some of them.
    blocking.find(({ marks, stops }) => stops === "some" || !onlyPassed(marks)) ??
    undefined
  );
}

function onlyPassed(marks: ReadonlySet<StepMark>): boolean {
  return marks.size === 1 && marks.has("passed");
}
