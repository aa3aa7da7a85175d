import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BullMQOtel } from "bullmq-otel";
import { BatchSpanProcessor, NodeTracerProvider } from "@opentelemetry/sdk-trace-node";

export interface Tracing {
  /** Given to the queues: the trace goes on in whoever takes the job. */
  readonly telemetry?: BullMQOtel;
  /** Sends what is left. */
  readonly stop: () => Promise<void>;
}

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
