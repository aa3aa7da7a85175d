/** What faults foretell of the packets, held against what was seen of them, over every pair and vantage. */
import type { Fault, Foretold } from "../faults/define-fault.ts";
import { gatePosition, type GateName } from "../gates/order.ts";
import { confidenceOf, type Confidence, type Finding } from "../model/finding.ts";
import type { HopKind } from "../model/hop.ts";
import type { FlowReport, WeighedFinding } from "../model/report.ts";
import type { Step, StepMark } from "../model/step.ts";
import { harmless } from "./fix-guard.ts";
import { pathPosition } from "./path-order.ts";
import type { Foresight } from "./elsewhere.ts";
import { vantages } from "./vantages.ts";

/** What compare has to know of the fault behind a code. */
export type NameOf = (code: string) => Pick<Fault, "foretells" | "gate">;

/** A weighed finding, with what decides whether it is the cause: where on the way it stands, and what the packets did there. */
export interface Candidate {
  readonly weighed: WeighedFinding;
  readonly foretells: Foretold;
  readonly gate: GateName;
  readonly position: number;
  /** What became of the packets at the hop, on the flows that have the finding. */
  readonly marks: ReadonlySet<StepMark>;
}

/** One finding on all flows that have it, at the same kind of hop, with what the packets of each did there. */
interface JoinedFinding {
  readonly code: WeighedFinding["code"];
  readonly title: string;
  readonly finding: Finding;
  readonly foretells: Foretold;
  readonly gate: GateName;
  readonly at: { readonly report: FlowReport; readonly step: Step; readonly mark: StepMark }[];
}

/**
 * The findings of all flows, the same finding on several flows joined, in path order. At the same hop those
 * that stop all packets there first; then in the order of the gates; then the better confirmed.
 * @param nameOf what the fault of a code foretells, and which gate it is about.
 * @param foresight what it foretells of packets from other places.
 */
export function compare(
  flows: readonly FlowReport[],
  nameOf: NameOf,
  foresight: Foresight,
): readonly Candidate[] {
  const sure = { confirmed: 0, likely: 1, suspected: 2 } as const;
  const all = joined(flows, nameOf);
  return all
    .map((one) => (one.foretells === "loses" ? unexplained(one, all) : one))
    .filter((one) => one.at.length > 0 && !isContradicted(one))
    .map((one) => candidateOf(one, nameOf, foresight))
    .sort(
      (a, b) =>
        a.position - b.position ||
        weightOf(a) - weightOf(b) ||
        gatePosition(a.gate) - gatePosition(b.gate) ||
        sure[a.weighed.confidence] - sure[b.weighed.confidence] ||
        a.weighed.code.localeCompare(b.weighed.code),
    );
}

function joined(flows: readonly FlowReport[], nameOf: NameOf): readonly JoinedFinding[] {
  const found = new Map<string, JoinedFinding>();
  for (const report of flows)
    for (const step of report.steps)
      for (const outcome of step.outcomes) {
        if (outcome.result !== "found") continue;
        const { code, title, finding, some } = outcome;
        const { gate, ...name } = nameOf(code);
        const foretells = some ? "stops-some" : name.foretells;
        // What stops some of the packets of one flow and all of another is weighed as each: neither speaks for the other.
        const key = `${code}\n${foretells}\n${step.hop.kind}\n${finding.says}`;
        const same = found.get(key) ?? { code, title, finding, foretells, gate, at: [] };
        same.at.push({ report, step, mark: markFor(finding, foretells, step, report) });
        found.set(key, same);
      }
  return [...found.values()];
}

/** Foretold to stop every packet here, and every packet was seen to pass: what was read does not tell the kernel's whole mind. */
function isContradicted({ foretells, at }: JoinedFinding): boolean {
  return (foretells === "stops" || foretells === "loses") && at.every(({ mark }) => mark === "passed");
}

/**
 * The loss on the flows whose packets died of nothing that was read. What stands behind the place of the loss they never met (a policy of
 * the receiver's node, say), unless what only it makes was seen.
 */
function unexplained(loss: JoinedFinding, all: readonly JoinedFinding[]): JoinedFinding {
  const explains = ({ finding, foretells, at }: JoinedFinding, one: JoinedFinding["at"][number]): boolean =>
    (foretells === "stops" || foretells === "diverts") &&
    at.some(
      ({ report, step, mark }) =>
        mark === "stopped" &&
        (step.hop.kind === "asking") === (one.step.hop.kind === "asking") &&
        one.report === report &&
        (one.step.hop.kind === "reply") === (step.hop.kind === "reply") &&
        (proven(finding) || report.steps.indexOf(step) <= report.steps.indexOf(one.step)),
    );
  return { ...loss, at: loss.at.filter((one) => !all.some((other) => explains(other, one))) };
}

function candidateOf(one: JoinedFinding, nameOf: NameOf, foresight: Foresight): Candidate {
  const { code, title, finding, foretells, gate, at } = one;
  const [first] = at;
  const kind = first?.step.hop.kind ?? "asking";
  const reports = [...new Set(at.map(({ report }) => report))];
  const { rivals, unchecked } = proven(finding) ? { rivals: [] } : rivalsOf(one, nameOf);
  const { explains, against } = vantages(
    one,
    at.map(({ report, step: { hop } }) => ({ report, hop })),
    foresight,
  );
  const confidence = weigh(one, rivals, against);
  return {
    foretells,
    gate,
    position: pathPosition(kind),
    marks: new Set(at.map(({ mark }) => mark)),
    weighed: {
      code,
      title: finding.title ?? title,
      confidence,
      at: first?.step.hop.name ?? "",
      hopKind: kind,
      flowIds: reports.map(({ flow }) => flow.id),
      finding: finding.fix ? { ...finding, fix: harmless(finding.fix, confidence) } : finding,
      explains: [...explains],
      against: [...against],
      rivals: [...rivals],
      ...(unchecked && { unchecked }),
    },
  };
}

/**
 * Confirmed is what was read, what real packets did and what the kernel saw of them, all agreeing, where nothing else at that
 * place could show the same: either the kernel said so itself (a counter of the very rule), or all else there was looked at.
 * A loss that nothing which was read explains is a suspicion as long as something was not.
 */
function weigh(
  { finding, foretells }: JoinedFinding,
  rivals: readonly string[],
  against: readonly string[],
): Confidence {
  const agreeing = confidenceOf(finding);
  if (foretells === "loses" && rivals.length > 0) return "suspected";
  const doubted = rivals.length > 0 || (against.length > 0 && !proven(finding));
  return agreeing === "confirmed" && doubted ? "likely" : agreeing;
}

/** Something that only this cause makes was seen. */
function proven({ because }: Finding): boolean {
  return because.some(({ token }) => token);
}

type Rivals = { readonly rivals: readonly string[] } & Pick<WeighedFinding, "unchecked">;

/**
 * What may stop packets at the same place, and could not be looked at: where they died there, it would show the same. What one
 * look would have told of several faults (`exec on node3 was refused`) is one line.
 */
function rivalsOf({ code, foretells, at }: JoinedFinding, nameOf: NameOf): Rivals {
  if (stopsOf({ foretells }) !== "all") return { rivals: [] };
  const open = new Map<string, Set<string>>();
  for (const { report, step } of at.filter(({ mark }) => mark !== "passed"))
    for (const { outcomes } of placesAlike(foretells, step, report))
      for (const outcome of outcomes) {
        if (outcome.result !== "cannot-tell" || outcome.code === code) continue;
        if (stopsOf(nameOf(outcome.code)) !== "all") continue;
        const alike = open.get(outcome.reason) ?? new Set<string>();
        open.set(outcome.reason, alike.add(`${outcome.code} (${outcome.title})`));
      }
  const rivals = [...open].map(([reason, [first = "", ...others]]) =>
    others.length === 0 ? `${first}: ${reason}` : `${first} and ${others.length} more: ${reason}`,
  );
  const [most] = [...open].sort(([, one], [, other]) => other.size - one.size);
  if (!most) return { rivals };
  const causes = new Set([...open.values()].flatMap((alike) => [...alike])).size;
  // What the API server itself wrote follows after the colon.
  const [reason = ""] = most[0].split(": ");
  return { rivals, unchecked: { causes, reason, ofThat: most[1].size } };
}

/** The hop itself; of a loss between nodes every hop that leads there: what sends packets elsewhere stands before. */
function placesAlike(foretells: Foretold, step: Step, { steps }: FlowReport): readonly Step[] {
  if (step.hop.kind === "asking") return [];
  if (foretells !== "loses" || step.hop.kind === "reply") return [step];
  return steps.filter((one) => one === step || one.hop.kind === "node-out" || one.hop.kind === "tunnel");
}

/** How many of the packets do not come through where it is there. */
export function stopsOf({ foretells }: Pick<Candidate, "foretells">): "all" | "some" | "none" {
  switch (foretells) {
    case "stops":
    case "loses":
    case "diverts":
    case "unoffered":
      return "all";
    case "stops-some":
      return "some";
    case "admits":
    case "spoils":
    case "narrows":
    case "hides":
      return "none";
  }
}

/** At one hop: what stops all packets first; then what sends them astray, as they go on here; then what stops some. */
function weightOf({ foretells }: Pick<Candidate, "foretells">): number {
  const stopping = stopsOf({ foretells });
  if (stopping === "all") return foretells === "diverts" ? 1 : 0;
  return stopping === "some" ? 2 : 3;
}

/** The hops of the source's node: what keeps a packet from one of them is seen as its death at the one before. */
const leaving: ReadonlySet<HopKind> = new Set(["source", "node-out", "tunnel", "underlay"]);

/** What the packets of one flow say of a finding at this hop: they died of it here, passed it, never came here, or nobody knows. */
function markFor(
  finding: Finding,
  foretells: Foretold,
  step: Step,
  { reached, steps }: FlowReport,
): StepMark {
  const seen = seenAt(step, steps);
  // What only this cause makes was seen: the packets died here, whatever the interfaces around saw of them.
  if (reached !== "yes" && proven(finding)) return "stopped";
  // Packets that are sent astray pass here to die elsewhere.
  const leavesToDie = foretells === "diverts" || foretells === "unoffered";
  if (leavesToDie && reached === "no" && seen === "passed") return "stopped";
  // Where only some packets come through, those that did say nothing for the others.
  return reached === "some" && seen === "passed" ? "unknown" : seen;
}

/**
 * What the packets say of this hop. One that was not reached is judged by where they died: at the hop before, the
 * border between the two is the same place; further ahead, it is not why. Where no death was seen, nothing is known.
 */
function seenAt(step: Step, steps: readonly Step[]): StepMark {
  if (step.mark !== "not-reached") return step.mark;
  const died = steps.findLast(
    ({ mark, hop }, index) => mark === "stopped" && hop.kind !== "asking" && index < steps.indexOf(step),
  );
  if (!died) return "unknown";
  // What is lost between nodes was watched at the next card, and never came in there: nothing behind it was met.
  const next = steps.indexOf(died) + 1 === steps.indexOf(step) && died.hop.kind !== "underlay";
  return next || (leaving.has(died.hop.kind) && leaving.has(step.hop.kind)) ? "stopped" : "not-reached";
}

/**
 * The cause: the first blocker along the path that the packets do not contradict. A blocker at a hop every packet was seen to
 * leave is not why they died, and one behind the place where they died is not either: it waits for the next ones.
 */
export function causeOf(all: readonly Candidate[]): Candidate | undefined {
  const blocking = all.filter((one) => stopsOf(one) !== "none");
  return (
    blocking.find(({ marks }) => marks.has("stopped")) ??
    // Packets that pass do not contradict what stops only some of them.
    blocking.find((one) => stopsOf(one) === "some" || one.marks.has("unknown"))
  );
}
