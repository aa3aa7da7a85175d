import type { Flow } from "../../model/flow.ts";
import type { Hop } from "../../model/hop.ts";
import type { StepMark } from "../../model/step.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { answeredWithin } from "../packets/answered-within.ts";
import { attemptsOf } from "../packets/attempts.ts";
import { watchesArrival } from "../packets/crossings.ts";
import { asksInVain, nextHopTo, type NextHop } from "../way/next-hops.ts";
import { countAt, type Counted } from "./counted.ts";

/** What became of the fresh packets at a hop. */
export interface Passage extends Counted {
  /** The machine before asked for this address in vain: the packets waited for its answer there, and died of it here. */
  readonly silent?: NextHop;
  readonly mark: StepMark;
}

/** How many packets came to a hop and were not seen to leave it; undefined where one of the two was not watched. */
export function missedIn(passage: Passage | undefined): number | undefined {
  return passage?.in === undefined || passage.out === undefined
    ? undefined
    : Math.max(0, passage.in - passage.out);
}

/** The ledger of a flow: for each hop what went in, what came out, and so where the packets died. */
export function passages(flow: Flow, path: readonly Hop[], evidence: EvidenceIndex): readonly Passage[] {
  return evidence.derive(passages, `${flow.id} ${path.length}`, () => keepLedger(flow, path, evidence));
}

function keepLedger(flow: Flow, path: readonly Hop[], evidence: EvidenceIndex): readonly Passage[] {
  const attempts = attemptsOf(evidence, flow).seen;
  const counted = asFarAsWatched(
    path.map((hop) => countAt(hop, path, flow, evidence)),
    path,
    flow,
    evidence,
  );
  const answered = attempts?.answered ?? 0;
  const within = answeredWithin(flow, path, evidence);
  const waiting = answered > 0 ? undefined : waitingAt(counted, path, flow, evidence);
  return counted.map((count, index) => {
    if (path[index]?.kind === "asking") return { ...count, mark: "passed" };
    if (within) return { in: undefined, out: undefined, refused: 0, mark: "unknown" };
    if (answered > 0 || waiting?.index === index) return { ...count, mark: "passed" };
    if (waiting?.index === index - 1) return { ...count, silent: waiting.next, mark: "stopped" };
    return { ...count, mark: markOf(count, counted.slice(index + 1), counted.slice(0, index)) };
  });
}

/**
 * The hop whose node has done all it does with the packets, and waits for the next machine to tell its MAC address: none of them
 * is seen to leave, and they do not die there. Undefined where there is none.
 */
function waitingAt(
  counted: readonly Counted[],
  path: readonly Hop[],
  flow: Flow,
  evidence: EvidenceIndex,
): { readonly index: number; readonly next: NextHop } | undefined {
  const index = counted.findIndex((count) => (count.in ?? 0) > 0 && count.out === 0);
  const hop = path[index];
  const behind = path[index + 1];
  if (!hop || !behind || hop.node === undefined || !handsOver.has(hop.kind)) return undefined;
  const device = hop.kind === "tunnel" ? behind.deviceOut : hop.deviceOut;
  const next = nextHopTo(flow.destinationIP, hop.node, flow, evidence);
  return next && next.device === device && asksInVain(hop.node, next, evidence) ? { index, next } : undefined;
}

/** Hops at which a node hands packets to another machine, or to a pod of its own. */
const handsOver: ReadonlySet<Hop["kind"]> = new Set(["node-out", "tunnel", "node-in"]);

/** A capture that was not told the address packets are masqueraded to saw them up to there, and tells nothing of the rest. */
function asFarAsWatched(
  counted: readonly Counted[],
  path: readonly Hop[],
  flow: Flow,
  evidence: EvidenceIndex,
): readonly Counted[] {
  if (watchesArrival(flow, evidence)) return counted;
  const last = path.findIndex(({ kind }) => kind === "node-out");
  return counted.map((count, index) =>
    index < last ? count : { in: index === last ? count.in : undefined, out: undefined, refused: 0 },
  );
}

function markOf(count: Counted, later: readonly Counted[], earlier: readonly Counted[]): StepMark {
  const seenLater = later.some((next) => (next.in ?? 0) > 0 || (next.out ?? 0) > 0);
  if ((count.out ?? 0) > 0 || seenLater) return "passed";
  if ((count.in ?? 0) > 0 && count.out === 0) return "stopped";
  if (count.in === 0) {
    // Answers have no hop between the nodes: what left there and never came in here was lost on the way.
    if ((earlier.at(-1)?.out ?? 0) > 0) return "stopped";
    // What never came in was stopped before, if before was looked at all.
    return earlier.some((previous) => previous.in !== undefined || previous.out !== undefined)
      ? "not-reached"
      : "unknown";
  }
  return earlier.some((previous) => previous.out === 0 && previous.in !== undefined)
    ? "not-reached"
    : "unknown";
}
