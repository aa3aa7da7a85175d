import { expect, test } from "vitest";
import {
  meteredAudit,
  meteredDiagnosis,
  meteredFetch,
  meteredJudge,
  meteredNodes,
  meteredStore,
} from "../../../src/adapters/metrics/metered.ts";
import { createMetrics, watchChecks, type Metrics } from "../../../src/adapters/metrics/metrics.ts";
import { counters, gauges, histograms, type Series } from "../../../src/adapters/metrics/series.ts";
import { diagnose, type DiagnoseOptions } from "../../../src/diagnose.ts";
import { conclude } from "../../../src/judge/conclude.ts";
import type { Opinion } from "../../../src/model/feedback.ts";
import type { Question } from "../../../src/model/question.ts";
import { CouldNotJudge, CouldNotStand, Interrupted, NotAudited, type Audit } from "../../../src/ports.ts";
import { NotAllowed } from "../../../src/resolve/unresolved.ts";
import { replayed } from "../../bench/replayed.ts";
import { loadEvidence } from "../../scenarios/evidence.ts";

/** The lines of one series, without the label of the program. */
async function told(metrics: Metrics, series: string): Promise<readonly string[]> {
  const { body } = await metrics.text();
  return body
    .split("\n")
    .filter((line) => line.startsWith(series))
    .map((line) =>
      line
        .replace(/program="worker",?/, "")
        .replace(/,(?=\})/, "")
        .replace("{}", ""),
    );
}

const clock = { now: () => new Date(0), elapsed: () => 0 };
const recorded = loadEvidence("nd410-ingress-denied");

test("one whole diagnosis: phases, sessions, commands, verdict and cause", async () => {
  const metrics = createMetrics("worker");
  const doors = replayed(recorded);
  const metered = meteredDiagnosis(
    (question: Question, options: DiagnoseOptions & { onProgress: () => void }) =>
      diagnose(question, { ...doors, nodes: meteredNodes(doors.nodes, metrics, clock) }, options),
    metrics,
    clock,
  );
  await metered(recorded.question, { onProgress: () => undefined });
  expect(await told(metrics, "netdiag_verdicts_total")).toEqual([
    'netdiag_verdicts_total{verdict="blocked",confidence="confirmed"} 1',
  ]);
  expect(await told(metrics, "netdiag_causes_total")).toEqual(['netdiag_causes_total{code="ND410"} 1']);
  expect(await told(metrics, "netdiag_diagnosis_seconds_count")).toEqual([
    'netdiag_diagnosis_seconds_count{ending="verdict"} 1',
  ]);
  const phases = (await told(metrics, "netdiag_phase_seconds_count")).join("\n");
  for (const phase of ["resolving", "resolved", "looking", "probing"]) expect(phases).toContain(`"${phase}"`);
  expect(await told(metrics, "netdiag_node_sessions_total")).toEqual([
    expect.stringMatching(/^netdiag_node_sessions_total\{outcome="opened"\} [23]$/),
  ]);
  const [commands] = await told(metrics, "netdiag_node_commands_total");
  expect(Number(commands?.split(" ")[1])).toBeGreaterThan(20);
});

test("an ending without a verdict is told by its kind", async () => {
  const metrics = createMetrics("worker");
  const failing = (error: Error): Promise<unknown> =>
    meteredDiagnosis(
      () => Promise.reject(error),
      metrics,
      clock,
    )(recorded.question, {
      onProgress: () => undefined,
    }).catch(() => undefined);
  await failing(new Interrupted("stopped", "stopped by U1", "U1"));
  await failing(new NotAllowed("that may not be asked about"));
  await failing(new NotAudited("disk full", "stdout"));
  await failing(new TypeError("no such hop"));
  expect(await told(metrics, "netdiag_diagnosis_seconds_count")).toEqual([
    'netdiag_diagnosis_seconds_count{ending="interrupted"} 1',
    'netdiag_diagnosis_seconds_count{ending="not-allowed"} 1',
    'netdiag_diagnosis_seconds_count{ending="not-audited"} 1',
    'netdiag_diagnosis_seconds_count{ending="failed"} 1',
  ]);
});

test("a node that cannot be stood on is counted by why", async () => {
  const metrics = createMetrics("worker");
  const notSeen = { why: "forbidden" as const, detail: "no exec", next: "grant it" };
  const nodes = meteredNodes({ open: () => Promise.reject(new CouldNotStand(notSeen)) }, metrics, clock);
  await expect(nodes.open("node1")).rejects.toThrow("no exec");
  expect(await told(metrics, "netdiag_node_sessions_total")).toEqual([
    'netdiag_node_sessions_total{outcome="forbidden"} 1',
  ]);
});

test("audit lines and denials, only those that could be written", () => {
  const metrics = createMetrics("worker");
  const audit = meteredAudit<Audit>({ write: () => undefined }, metrics);
  audit.write({ event: "denied", user: "U1" });
  audit.write({ event: "question", user: "U1" });
  const full = meteredAudit<Audit>(
    {
      write: () => {
        throw new Error("disk full");
      },
    },
    metrics,
  );
  expect(() => {
    full.write({ event: "denied" });
  }).toThrow("disk full");
  return expect(
    Promise.all([told(metrics, "netdiag_denials"), told(metrics, "netdiag_audit")]),
  ).resolves.toEqual([
    ["netdiag_denials_total 1"],
    ['netdiag_audit_lines_total{event="denied"} 1', 'netdiag_audit_lines_total{event="question"} 1'],
  ]);
});

test("judgings that were ended", async () => {
  const metrics = createMetrics("worker");
  const error = new CouldNotJudge("judging took longer than 5 s");
  const judge = meteredJudge(
    { policies: () => Promise.reject(error), conclude: () => Promise.reject(new Error("own fault")) },
    metrics,
    clock,
  );
  await expect(judge.policies([], recorded.snapshot)).rejects.toBe(error);
  await expect(judge.conclude(recorded)).rejects.toThrow("own fault");
  expect(await told(metrics, "netdiag_judgings_ended_total")).toEqual(["netdiag_judgings_ended_total 1"]);
});

test("Slack's answers by method; an address for an upload is no label", async () => {
  const metrics = createMetrics("worker");
  const answers = [200, 429, 200];
  const fetch = meteredFetch(
    () => Promise.resolve(new Response("{}", { status: answers.shift() ?? 500 })),
    metrics,
  );
  await fetch("https://slack.com/api/chat.update", { method: "POST" });
  await fetch("https://slack.com/api/chat.update", { method: "POST" });
  await fetch("https://files.slack.com/upload/v1/ABC123", { method: "POST" });
  expect(await told(metrics, "netdiag_slack_")).toEqual([
    'netdiag_slack_calls_total{method="chat.update",status="200"} 1',
    'netdiag_slack_calls_total{method="chat.update",status="429"} 1',
    'netdiag_slack_calls_total{method="upload",status="200"} 1',
    'netdiag_slack_rate_limited_total{method="chat.update"} 1',
  ]);
});

test("what the process needs, as numbers; a gauge that cannot be read is left out", async () => {
  const metrics = createMetrics("worker");
  watchChecks(metrics, { redis: () => true, audit: () => false });
  metrics.watch("netdiag_queue_jobs", () => Promise.reject(new Error("Redis is away")));
  expect(await told(metrics, "netdiag_check_holds")).toEqual([
    'netdiag_check_holds{check="redis"} 1',
    'netdiag_check_holds{check="audit"} 0',
  ]);
  expect(await told(metrics, "netdiag_queue_jobs")).toEqual([]);
  expect((await metrics.text()).body).toContain("nodejs_eventloop_lag_p99_seconds");
});

test("names and labels keep Prometheus' conventions, and none tells of a person, a channel or a pod", () => {
  const all = Object.entries<Series>({ ...counters, ...histograms, ...gauges });
  for (const [name, { help, labels = [] }] of all) {
    expect(name).toMatch(/^netdiag_[a-z_]+$/);
    expect(help).toMatch(/^[A-Z1]/);
    for (const label of labels) expect(label).not.toMatch(/user|channel|pod|namespace|question|node|id$/);
  }
  for (const name of Object.keys(counters)) expect(name).toMatch(/_total$/);
  for (const name of Object.keys(histograms)) expect(name).toMatch(/_seconds$/);
});

test("what people say of an answer is counted once each, and once more with what they said before", async () => {
  const metrics = createMetrics("bot");
  const said = new Map<string, Opinion>();
  const never = (): never => {
    throw new Error("not asked here");
  };
  const store = meteredStore(
    {
      save: never,
      about: never,
      load: () => Promise.resolve({ bundle: recorded, report: conclude(recorded) }),
      rate: (_id, user, { says }) => {
        if (said.size > 1) return Promise.resolve({ kept: false });
        const before = said.get(user);
        said.set(user, says);
        return Promise.resolve({ kept: true, ...(before && { before }) });
      },
    },
    metrics,
  );
  for (const [user, says] of [
    ["U1", "right"],
    ["U1", "right"],
    ["U1", "wrong"],
    ["U2", "helped"],
    ["U3", "helped"],
  ] as const)
    await store.rate("nd-1", user, { says, at: recorded.recordedAt });
  expect(await told(metrics, "netdiag_feedback_total")).toEqual(
    ['says="right",before="nothing"', 'says="wrong",before="right"', 'says="helped",before="nothing"'].map(
      (labels) => `netdiag_feedback_total{${labels},verdict="blocked",program="bot"} 1`,
    ),
  );
});
