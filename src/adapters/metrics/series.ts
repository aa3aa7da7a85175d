import type { Counted, Timed } from "../../ports.ts";

/**
 * Every series of `/metrics` that is netdiag's own, by Prometheus' conventions. Labels hold words of ours, few of each:
 * never a person, a channel, a pod or a question.
 */
export interface Series {
  readonly help: string;
  readonly labels?: readonly string[];
}

/** What happened, counted since the process began. */
export const counters = {
  netdiag_denials_total: { help: "Questions and buttons refused to whoever asked" },
  netdiag_audit_lines_total: { help: "Lines of the audit, by what they tell", labels: ["event"] },
  netdiag_verdicts_total: { help: "Diagnoses that ended with a verdict", labels: ["verdict", "confidence"] },
  netdiag_causes_total: { help: "Causes told, by the fault's code", labels: ["code"] },
  netdiag_feedback_total: {
    help: "What people said of answers; who changes their mind counts again, with what they said before",
    labels: ["says", "before", "verdict"],
  },
  netdiag_judgings_ended_total: { help: "Judgings that cost more time or memory than one may" },
  netdiag_node_sessions_total: { help: "Execs on nodes, by how they began", labels: ["outcome"] },
  netdiag_node_commands_total: { help: "Commands sent to nodes" },
  netdiag_node_bytes_total: { help: "Bytes that nodes answered with" },
  netdiag_slack_calls_total: {
    help: "Calls of Slack's Web API, by what it answered",
    labels: ["method", "status"],
  },
  netdiag_slack_rate_limited_total: { help: "Answers 429 of Slack", labels: ["method"] },
  netdiag_untold_total: { help: "Endings that could not be told for a day, and were given up" },
  netdiag_lost_swept_total: { help: "Questions that were nobody's any more; whoever asked was told" },
  netdiag_watches_ended_total: { help: "Watches that ended, by why", labels: ["why"] },
  netdiag_put_back_total: {
    help: "Steps of questions that Redis lost, put back by whoever had them in memory",
  },
  netdiag_leftovers_removed_total: { help: "Debug pods of workers that died, removed by another" },
} as const satisfies Readonly<Record<`netdiag_${Counted}_total`, Series>>;

/** How long something took, seconds. */
export const histograms = {
  netdiag_ack_seconds: {
    help: "From a delivery of Slack to its acknowledgement",
    labels: ["entry"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3],
  },
  netdiag_diagnosis_seconds: {
    help: "From taking a question up to its ending",
    labels: ["ending"],
    buckets: [0.5, 1, 2, 4, 6, 8, 12, 20, 30, 60, 120],
  },
  netdiag_phase_seconds: {
    help: "Phases of a diagnosis; judging-policies is part of resolving, judging of probing",
    labels: ["phase"],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32],
  },
  netdiag_node_session_open_seconds: {
    help: "From asking for a node to the first answer of the exec there",
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32],
  },
} as const satisfies Readonly<
  Record<`netdiag_${Timed}_seconds`, Series & { readonly buckets: readonly number[] }>
>;

/** What is now. */
export const gauges = {
  netdiag_check_holds: {
    help: "1 while what this process needs holds: redis, slack, audit",
    labels: ["check"],
  },
  netdiag_queue_jobs: { help: "Jobs of a queue, by state", labels: ["queue", "cluster", "state"] },
  netdiag_queue_oldest_seconds: { help: "Age of the oldest job that waits", labels: ["queue", "cluster"] },
  netdiag_watches_running: { help: "Questions that are asked again until they pass, over all bots" },
  netdiag_diagnoses_running: { help: "Diagnoses in this worker's hands" },
} as const satisfies Readonly<Record<string, Series>>;
