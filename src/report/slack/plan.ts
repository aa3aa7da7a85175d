import type { PlanBlock, TaskCardBlock } from "@slack/types";
import type { StepMark } from "../../model/step.ts";
import { redact } from "../redact.ts";
import { english, type Tongue } from "../../language/tongue.ts";
import type { Leg, StatusState } from "./status-state.ts";

/** Of a task's title so many characters are shown; Slack names no limit. */
const longestTitle = 200;

type Stage = TaskCardBlock["status"];

interface Task {
  readonly id: string;
  readonly title: string;
  readonly status: Stage;
}

/**
 * The way of the packets as tasks that fill while it is followed: names, what policy says, each leg. What became of each stands in
 * its title, for a sign alone tells nothing to who does not see it.
 */
export function wayAsPlan(
  state: StatusState,
  legs: readonly { readonly leg: Leg; readonly label: string }[],
  say: Tongue = english,
): PlanBlock {
  const [names, ...others] = legs.length > 1 ? legs : legsUnknown;
  return {
    type: "plan",
    title: say("The way of the packets"),
    tasks: [
      ...(names ? [legTask(names, state)] : []),
      policyTask(state),
      ...others.map((each) => legTask(each, state)),
    ].map(({ id, title, status }) => task(id, say(title), status)),
  };
}

/** Before the names are found nobody knows more of the way. */
const legsUnknown = [
  { leg: "names", label: "names" },
  { leg: "leaving", label: "leaving the source's node" },
  { leg: "between", label: "between nodes" },
  { leg: "entering", label: "entering the target's node" },
  { leg: "target", label: "arriving" },
] as const satisfies readonly { readonly leg: Leg; readonly label: string }[];

/** `error` is Slack's sign for what needs a look; "could not be seen" must not look fine. */
const marked = {
  passed: ["complete", "passed"],
  stopped: ["error", "packets died here"],
  "not-reached": ["pending", "not reached"],
  unknown: ["error", "could not be seen"],
} as const satisfies Readonly<Record<StepMark, readonly [Stage, string]>>;

function legTask({ leg, label }: { readonly leg: Leg; readonly label: string }, state: StatusState): Task {
  const mark = state.marks[leg];
  if (mark !== undefined) {
    const [status, words] =
      leg === "names" && mark === "passed" ? (["complete", "found"] as const) : marked[mark];
    return { id: leg, title: `${label}: ${words}`, status };
  }
  const now = leg === "names" ? state.stage !== "queued" : underway.has(state.stage);
  return now
    ? { id: leg, title: `${label}: looking`, status: "in_progress" }
    : { id: leg, title: label, status: "pending" };
}

const underway: ReadonlySet<StatusState["stage"]> = new Set(["looking", "probing", "stepping"]);

function policyTask({ stage, policy }: StatusState): Task {
  const id = "policy";
  if (policy) return { id, title: `policy: ${policyWords[policy.verdict]}`, status: "complete" };
  if (stage === "queued" || stage === "resolving") return { id, title: "policy", status: "pending" };
  return { id, title: "policy: says nothing of this", status: "complete" };
}

const policyWords = { allow: "allowed", deny: "blocked", undecidable: "cannot tell" } as const;

function task(id: string, title: string, status: Stage): TaskCardBlock {
  const shown = redact(title).trim().slice(0, longestTitle) || "…";
  return { type: "task_card", task_id: id, title: shown, status };
}
