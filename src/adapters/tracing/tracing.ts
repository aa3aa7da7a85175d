import { SpanKind } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BullMQOtel } from "bullmq-otel";
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  ParentBasedSampler,
  SamplingDecision,
  type Sampler,
} from "@opentelemetry/sdk-trace-node";

export interface Tracing {
  /** Given to the queues: the trace goes on in whoever takes the job. */
  readonly telemetry?: BullMQOtel;
  /** Sends what is left. */
  readonly stop: () => Promise<void>;
}

/**
 * Traces of questions, and nothing else: a trace begins where something came in (SERVER), or where a job is put in or taken that brings
 * no trace along (PRODUCER, CONSUMER). What BullMQ does for itself begins traces of kind INTERNAL, several a second in an idle process: looking
 * for the next job, or for jobs of the dead.
 */
const ofQuestions: Sampler = new ParentBasedSampler({
  root: {
    shouldSample: (_context, _traceId, _name, kind) => ({
      decision:
        kind === SpanKind.INTERNAL ? SamplingDecision.NOT_RECORD : SamplingDecision.RECORD_AND_SAMPLED,
    }),
    toString: () => "questions",
  },
});

/** Tracing where a collector is named; without one every span is a no-op. */
export function tracingTo(program: "bot" | "worker", endpoint: string | undefined): Tracing {
  return endpoint === undefined ? { stop: () => Promise.resolve() } : startTracing(program, endpoint);
}

/**
 * From here on spans are sent to an OpenTelemetry collector, over OTLP/HTTP. A collector that does not answer holds nothing up: what it does not take in time is dropped.
 * @param endpoint `http://otel-collector.monitoring:4318`, without the path of traces
 */
export function startTracing(program: "bot" | "worker", endpoint: string): Tracing {
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/$/, "")}/v1/traces`,
    timeoutMillis: 5000,
  });
  const provider = new NodeTracerProvider({
    sampler: ofQuestions,
    resource: resourceFromAttributes({
      "service.name": `netdiag-${program}`,
      "service.namespace": "netdiag",
    }),
    spanProcessors: [new BatchSpanProcessor(exporter, { scheduledDelayMillis: 1000 })],
  });
  provider.register();
  return {
    telemetry: new BullMQOtel({ tracerName: "netdiag" }),
    stop: () => provider.shutdown().catch(() => undefined),
  };
}
