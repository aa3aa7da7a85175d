import { once } from "node:events";
import { trace } from "@opentelemetry/api";
import { Queue, Worker } from "bullmq";
import { BullMQOtel } from "bullmq-otel";
import { afterEach, expect, test } from "vitest";
import {
  traced,
  tracedDelivery,
  tracedDiagnosis,
  tracedNodes,
} from "../../../src/adapters/tracing/traced.ts";
import { startTracing } from "../../../src/adapters/tracing/tracing.ts";
import { diagnose, type DiagnoseOptions } from "../../../src/diagnose.ts";
import type { Question } from "../../../src/model/question.ts";
import { replayed } from "../../bench/replayed.ts";
import { anyRedis, redisMissing } from "../../redis.ts";
import { loadEvidence } from "../../scenarios/evidence.ts";
import { startReceiver } from "./receiver.ts";

afterEach(() => {
  trace.disable();
});

const recorded = loadEvidence("nd410-ingress-denied");
const doors = replayed(recorded);
const ask = tracedDiagnosis("nd-1", (question: Question, options: DiagnoseOptions) =>
  diagnose(question, { ...doors, nodes: tracedNodes(doors.nodes) }, options),
);

test("without a collector a diagnosis is what it was", async () => {
  const { report } = await ask(recorded.question, { onProgress: () => undefined });
  expect(report.verdict).toBe("blocked");
  expect(trace.getActiveSpan()).toBeUndefined();
});

test("one trace from the delivery over the diagnosis to each exec and each round trip", async () => {
  const collector = await startReceiver();
  const tracing = startTracing("worker", collector.endpoint);
  await tracedDelivery("mention", () => ask(recorded.question, { onProgress: () => undefined }));
  await tracing.stop();
  collector.stop();
  const { spans } = collector;
  const named = (name: string) => spans.filter((span) => span.name === name);
  const [delivery] = named("Slack: mention");
  const [diagnosis] = named("diagnosis");
  expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
  expect(new Set(spans.map(({ service }) => service))).toEqual(new Set(["netdiag-worker"]));
  expect(diagnosis?.parentSpanId).toBe(delivery?.spanId);
  expect(diagnosis?.attributes).toMatchObject({
    "netdiag.diagnosis": "nd-1",
    "netdiag.verdict": "blocked",
    "netdiag.cause": "ND410",
  });
  const execs = named("exec");
  expect(execs.map(({ attributes }) => attributes["k8s.node.name"]).sort()).toEqual(
    recorded.timings.nodes.map(({ node }) => node),
  );
  for (const { parentSpanId } of execs) expect(parentSpanId).toBe(diagnosis?.spanId);
  expect(named("commands").length).toBeGreaterThan(execs.length);
  expect(JSON.stringify(spans)).not.toContain("productpage");
});

test("a collector that does not answer holds nothing up", async () => {
  const tracing = startTracing("bot", "http://127.0.0.1:9");
  const { report } = await ask(recorded.question, { onProgress: () => undefined });
  expect(report.verdict).toBe("blocked");
  await tracing.stop();
});

test.skipIf(redisMissing() !== undefined)(
  "a span that is under no question is not sent: looking for jobs is none",
  async () => {
    const [collector, redis] = await Promise.all([startReceiver(), anyRedis()]);
    const tracing = startTracing("bot", collector.endpoint);
    const connection = { url: redis.url, maxRetriesPerRequest: null };
    const prefix = `tracing-idle-${String(process.pid)}`;
    const telemetry = new BullMQOtel({ tracerName: "netdiag" });
    const worker = new Worker("asked", () => traced("work", {}, () => Promise.resolve()), {
      connection,
      prefix,
      telemetry,
      drainDelay: 0.01,
      stalledInterval: 50,
    });
    await worker.waitUntilReady();
    const queue = new Queue("asked", { connection, prefix, telemetry });
    const done = once(worker, "completed");
    await queue.add("ask", {});
    await done;
    await worker.close();
    await queue.obliterate({ force: true });
    await queue.close();
    await tracing.stop();
    collector.stop();
    await redis.stop();
    const { spans } = collector;
    const ids = new Set(spans.map(({ spanId }) => spanId));
    const roots = spans.filter(({ parentSpanId = "" }) => !ids.has(parentSpanId));
    // Put in by nobody's question, as by whoever puts back what Redis lost: that is where its trace begins.
    expect(roots.map(({ name }) => name)).toEqual(["add asked.ask"]);
    expect(spans.map(({ name }) => name)).toEqual(expect.arrayContaining(["process asked", "work"]));
  },
);

test.skipIf(redisMissing() !== undefined)("the trace goes on over the queue", async () => {
  const [collector, redis] = await Promise.all([startReceiver(), anyRedis()]);
  const tracing = startTracing("bot", collector.endpoint);
  const connection = { url: redis.url, maxRetriesPerRequest: null };
  const prefix = `tracing-${String(process.pid)}`;
  const telemetry = new BullMQOtel({ tracerName: "netdiag" });
  const queue = new Queue("asked", { connection, prefix, telemetry });
  const worker = new Worker("asked", () => traced("work", {}, () => Promise.resolve()), {
    connection,
    prefix,
    telemetry,
  });
  const done = once(worker, "completed");
  await tracedDelivery("mention", () => queue.add("ask", {}));
  await done;
  await worker.close();
  await queue.obliterate({ force: true });
  await queue.close();
  await tracing.stop();
  collector.stop();
  await redis.stop();
  const of = (name: string) => collector.spans.find((span) => span.name === name);
  expect(of("work")?.traceId).toBe(of("Slack: mention")?.traceId);
});
