import type { PlanBlock, TaskCardBlock } from "@slack/types";
import type { StepMark } from "../../model/step.ts";
import { redact } from "../redact.ts";
import type { Leg, StatusState } from "./status-state.ts";

/** Of a task's title so many characters are shown; Slack names no limit. */
const longestTitle = 200;

type Stage = TaskCardBlock["status"];

/**
 * The way of the packets as tasks that fill while it is followed: names, what policy says, each leg. What became of each stands in
 * its title, for a sign alone tells nothing to who does not see it.
 */
export function wayAsPlan(
  state: StatusState,
  legs: readonly { readonly leg: Leg; readonly label: string }[],
): PlanBlock {
  const [names, ...others] = legs.length > 1 ? legs : legsUnknown;
  return {
    type: "plan",
    title: "The way of the packets",
    tasks: [
      ...(names ? [legTask(names, state)] : []),
      policyTask(state),
      ...others.map((each) => legTask(each, state)),
    ],
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

function legTask(
  { leg, label }: { readonly leg: Leg; readonly label: string },
  state: StatusState,
): TaskCardBlock {
  const mark = state.marks[leg];
  if (mark !== undefined) {
    const [status, words] =
      leg === "names" && mark === "passed" ? (["complete", "found"] as const) : marked[mark];
    return task(leg, `${label}: ${words}`, status);
  }
  const now = leg === "names" ? state.stage !== "queued" : underway.has(state.stage);
  return now ? task(leg, `${label}: looking`, "in_progress") : task(leg, label, "pending");
}

const underway: ReadonlySet<StatusState["stage"]> = new Set(["looking", "probing", "stepping"]);

function policyTask({ stage, policy }: StatusState): TaskCardBlock {
  if (policy) return task("policy", `policy: ${policyWords[policy.verdict]}`, "complete");
  if (stage === "queued" || stage === "resolving") return task("policy", "policy", "pending");
  return task("policy", "policy: says nothing of this", "complete");
}

const policyWords = { allow: "allowed", deny: "blocked", undecidable: "cannot tell" } as const;

function task(id: string, title: string, status: Stage): TaskCardBlock {
  const shown = redact(title).trim().slice(0, longestTitle) || "…";
  return { type: "task_card", task_id: id, title: shown, status };
}
