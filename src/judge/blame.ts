import { confidenceOf } from "../model/finding.ts";
import type { Blame, FlowReport } from "../model/report.ts";
import type { Step, StepMark } from "../model/step.ts";
import { gatePosition, pathPosition } from "./path-order.ts";
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
    for (const step of steps) {
      const { hop, outcomes } = step;
      const seen = markFor(step, steps);
      for (const outcome of outcomes) {
        if (outcome.result !== "found") continue;
        // What only this cause makes was seen: the packets died here, whatever the interfaces around saw of them.
        const proven = reached !== "yes" && outcome.finding.because.some(({ token }) => token);
        // Packets sent astray pass here to die elsewhere.
        const astray = effectOf(outcome.code).astray === true && reached === "no" && seen === "passed";
        // Where only some packets come through, those that did say nothing for the others.
        const mark =
          astray || proven ? "stopped" : reached === "some" && seen === "passed" ? "unknown" : seen;
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
        gatePosition(a.blame.code) - gatePosition(b.blame.code) ||
        a.blame.code.localeCompare(b.blame.code),
    );
}

/** The hops of the source's node: what keeps a packet from one of them is seen as its death at the one before. */
const leaving: ReadonlySet<HopKind> = new Set(["source", "node-out", "tunnel", "underlay"]);

/**
 * What the packets say of a finding at this hop. One that was not reached is judged by where they died: at the hop before, the
 * border between the two is the same place; further ahead, it is not why. Where no death was seen, nothing is known.
 */
function markFor(step: Step, steps: readonly Step[]): StepMark {
  if (step.mark !== "not-reached") return step.mark;
  const died = steps.findLast(
    ({ mark, hop }, index) => mark === "stopped" && hop.kind !== "asking" && index < steps.indexOf(step),
  );
  if (!died) return "unknown";
  const next = steps.indexOf(died) + 1 === steps.indexOf(step);
  return next || (leaving.has(died.hop.kind) && leaving.has(step.hop.kind)) ? "stopped" : "not-reached";
}

/**
 * The cause: the first blocker along the path that the packets do not contradict. A blocker at a hop every packet was seen to
 * leave is not why they died, and one behind the place where they died is not either: it waits for the next ones.
 */
export function causeOf(all: readonly Suspect[]): Suspect | undefined {
  const blocking = all.filter(({ stops }) => stops !== "none");
  return (
    blocking.find(({ marks }) => marks.has("stopped")) ??
    // Packets that pass do not contradict what stops only some of them.
    blocking.find(({ marks, stops }) => stops === "some" || marks.has("unknown"))
  );
}
