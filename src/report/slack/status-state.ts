import type { Flow } from "../../model/flow.ts";
import type { HopKind } from "../../model/hop.ts";
import type { Progress } from "../../model/progress.ts";
import type { PolicySaying } from "../../model/report.ts";
import type { StepMark } from "../../model/step.ts";

/** Parts of the way as a waiting person thinks of them; hops are finer. */
export type Leg = "names" | "service" | "leaving" | "between" | "entering" | "target" | "reply";

const legOf: Readonly<Record<HopKind, Leg>> = {
  asking: "names",
  service: "service",
  source: "leaving",
  "node-out": "leaving",
  tunnel: "between",
  underlay: "between",
  "node-in": "entering",
  "pod-in": "target",
  socket: "target",
  reply: "reply",
};

/** Why a question that waits is not answered yet. */
export type Waiting =
  /** `place` 1 is next; `expectedMs` is absent while nobody knows how long a diagnosis takes here. */
  | { readonly kind: "in-line"; readonly place: number; readonly expectedMs?: number }
  /** The cluster is named where there are several. */
  | { readonly kind: "no-worker"; readonly cluster?: string };

/** What is known while a diagnosis runs. */
export interface StatusState {
  readonly waiting?: Waiting;
  readonly stage: "queued" | "resolving" | "resolved" | "looking" | "probing" | "stepping";
  readonly flows: readonly Flow[];
  readonly policy?: PolicySaying | undefined;
  readonly nodes: readonly string[];
  readonly packets: number;
  readonly marks: Readonly<Partial<Record<Leg, StepMark>>>;
}

export const queued: StatusState = { stage: "queued", flows: [], nodes: [], packets: 0, marks: {} };

const gravity: readonly StepMark[] = ["passed", "not-reached", "unknown", "stopped"];

/** The state after one more event; several flows share a leg, the worst mark stands. */
export function advance(state: StatusState, progress: Progress): StatusState {
  switch (progress.stage) {
    case "resolving":
      return { ...state, stage: "resolving" };
    case "resolved":
      return {
        ...state,
        stage: "resolved",
        flows: progress.flows,
        policy: progress.policy,
        marks: { ...state.marks, names: "passed" },
      };
    case "looking":
      return { ...state, stage: "looking", nodes: progress.nodes };
    case "probing":
      return { ...state, stage: "probing", packets: progress.packets };
    case "step": {
      const leg = legOf[progress.step.hop.kind];
      const before = state.marks[leg];
      const now = progress.step.mark;
      const worse = before === undefined || gravity.indexOf(now) > gravity.indexOf(before) ? now : before;
      return { ...state, stage: "stepping", marks: { ...state.marks, [leg]: worse } };
    }
  }
}
