import { AsyncLocalStorage } from "node:async_hooks";
import { trace } from "@opentelemetry/api";
import { pino, type DestinationStream, type Logger } from "pino";

const current = new AsyncLocalStorage<string>();

/**
 * A program's log: one JSON line each. Every line that is written while a diagnosis is worked on says which, as
 * `diagnosis`, whoever writes it; with tracing on also its trace.
 */
export function createLog(
  { program, level }: { readonly program: "bot" | "worker"; readonly level: string },
  to?: DestinationStream,
): Logger {
  const options = {
    level,
    base: { program },
    mixin: () => {
      const diagnosis = current.getStore();
      const span = trace.getActiveSpan()?.spanContext();
      return {
        ...(diagnosis !== undefined && { diagnosis }),
        ...(span && { trace_id: span.traceId, span_id: span.spanId }),
      };
    },
  };
  return to ? pino(options, to) : pino(options);
}

/** What this work logs, and whatever it begins, is about one diagnosis. */
export function aboutDiagnosis<T>(id: string, work: () => T): T {
  return current.run(id, work);
}
