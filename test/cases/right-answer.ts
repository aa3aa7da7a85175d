/** What a right answer to a question says, as data. No fault code is needed: codes come and go, what is broken stays. */
import type { Confidence } from "../../src/model/finding.ts";
import type { Verdict } from "../../src/model/report.ts";

/** An object of the cluster, as a finding names it. */
export interface Named {
  readonly kind: string;
  readonly namespace?: string;
  /** Whole for a text; of pods the beginning is known only: `/^reviews-/`. */
  readonly name: string | RegExp;
}

/** What a finding must be about. A field that is left out may be anything. */
export interface Culprit {
  /** Any one of these; a finding without an object names too little, with another one it accuses the wrong. */
  readonly object?: readonly Named[];
  /** Where it is, any one of these. */
  readonly node?: readonly string[];
  /** Each must be found in the finding's title, sentence, reasons or quoted rule. */
  readonly says?: readonly RegExp[];
  /** Only scenarios of one fault name its code. */
  readonly code?: string;
  readonly confidence?: Confidence;
}

/**
 * One way to be right. `refused` is a typed refusal instead of a report: asked back, "did you mean", not understood.
 * Without `cause` nothing may be accused: reachable, or lost between two places that are named in `tells`.
 */
export interface RightAnswer {
  readonly verdict: Verdict | "refused";
  /** The finding must fit one of them. */
  readonly cause?: readonly Culprit[];
  /** Findings that may stand beside the cause, or beside `reachable`. */
  readonly beside?: readonly Culprit[];
  /** Each must be found in what is told: headline, findings, notes, facts of the hops, what was not checked, the fix. */
  readonly tells?: readonly RegExp[];
  /** None may be found in the answer as the terminal prints it. */
  readonly never?: readonly RegExp[];
  /**
   * Where the packets die: found in the hop that is marked as the first to stop them, of every pair that fails. A hop reads
   * `node-in node3 node3`, `underlay node2 → node3 node2`, `socket test/details-… node1`.
   */
  readonly diesAt?: RegExp;
}

/** A question with its right answers; any of them will do. */
export interface Asked {
  readonly ask: string;
  readonly right: readonly RightAnswer[];
  /**
   * When the same question is asked of a healthy cluster, and must be reachable with no finding: before breaking (the
   * default), after healing (where the case's cluster is broken from the start), or never (what is asked about does not
   * exist or does not work then).
   */
  readonly healthy?: "before" | "healed" | "never";
  /** More than one thing is broken on the way: a fix that mends one of them does not make the path work. */
  readonly fixLeavesMore?: boolean;
}

export function node(name: string): Named {
  return { kind: "Node", name };
}

/** A pod of a workload. */
export function podOf(namespace: string, workload: string): Named {
  return { kind: "Pod", namespace, name: new RegExp(`^${workload}(-|$)`) };
}

export function object(kind: string, namespace: string, name: string): Named {
  return { kind, namespace, name };
}

export function service(namespace: string, name: string): Named {
  return object("Service", namespace, name);
}

export function policy(namespace: string, name: string): Named {
  return object("NetworkPolicy", namespace, name);
}

/** The agents of a node: a finding may name the agent's pod in the node's place. */
export function agentsOf(...names: readonly string[]): readonly Named[] {
  return names.map((name) => podOf("kube-system", name));
}

type More = Omit<RightAnswer, "verdict" | "cause">;

export function blocked(cause: Culprit | readonly Culprit[], more: More = {}): RightAnswer {
  return { verdict: "blocked", cause: isList(cause) ? cause : [cause], ...more };
}

export function partial(cause: Culprit | readonly Culprit[], more: More = {}): RightAnswer {
  return { verdict: "partial", cause: isList(cause) ? cause : [cause], ...more };
}

function isList(cause: Culprit | readonly Culprit[]): cause is readonly Culprit[] {
  return Array.isArray(cause);
}

/** Reachable, with no finding but those of `beside`. */
export function reachable(more: More = {}): RightAnswer {
  return { verdict: "reachable", ...more };
}

/** Nothing is accused: packets are lost between two nodes, which are told. */
export function lostBetween(from: string, to: string, tells: readonly RegExp[]): RightAnswer {
  return { verdict: "blocked", tells, diesAt: underlay(from, to) };
}

/** The hop between two nodes. */
export function underlay(from: string, to: string): RegExp {
  return new RegExp(`^underlay ${from} → ${to}`);
}

/** No report but a typed refusal that says so. */
export function refused(...tells: readonly RegExp[]): RightAnswer {
  return { verdict: "refused", tells };
}

/** The same right answers for each of these questions. */
export function each(
  asks: readonly string[],
  right: readonly RightAnswer[],
  more: Omit<Asked, "ask" | "right"> = {},
): readonly Asked[] {
  return asks.map((ask) => ({ ask, right, ...more }));
}

/** Any hop on the node, and not the one between it and another. */
export function hopOn(node: string): RegExp {
  return new RegExp(`^(?!underlay ).* ${node}$`);
}
