/** The doors of a program, with a span for what passes through them. Attributes name tools and nodes, never a person's words. */
import { SpanKind, SpanStatusCode, trace, type Attributes, type Span, type Tracer } from "@opentelemetry/api";
import type { Bundle } from "../../model/bundle.ts";
import type { Progress } from "../../model/progress.ts";
import type { Report } from "../../model/report.ts";
import type { NodeSession, NodeShell, PlacedCommand } from "../../ports.ts";

const tracer = (): Tracer => trace.getTracer("netdiag");

/** A span around a piece of work; spans that begin in it are its children. */
export async function traced<T>(
  name: string,
  attributes: Attributes,
  work: (span: Span) => Promise<T>,
  kind: SpanKind = SpanKind.INTERNAL,
): Promise<T> {
  return tracer().startActiveSpan(name, { attributes, kind }, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : "thrown" });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** What came in from Slack, until it is acknowledged: here the trace of a question begins. */
export function tracedDelivery<T>(entry: string, work: () => Promise<T>): Promise<T> {
  return traced(`Slack: ${entry}`, {}, work, SpanKind.SERVER);
}

interface Options {
  readonly onProgress: (progress: Progress) => void;
}

/** A diagnosis, with an event for each phase that begins and the verdict as an attribute. */
export function tracedDiagnosis<
  Question,
  Given extends Options,
  Answer extends { report: Report; bundle: Bundle },
>(
  id: string,
  diagnose: (question: Question, options: Given) => Promise<Answer>,
): (question: Question, options: Given) => Promise<Answer> {
  return (question, options) =>
    traced("diagnosis", { "netdiag.diagnosis": id }, async (span) => {
      const answer = await diagnose(question, {
        ...options,
        onProgress: (progress: Progress) => {
          if (progress.stage !== "step") span.addEvent(progress.stage);
          options.onProgress(progress);
        },
      });
      const { verdict, cause } = answer.report;
      span.setAttributes({ "netdiag.verdict": verdict, ...(cause && { "netdiag.cause": cause.code }) });
      return answer;
    });
}

/** Every exec on a node from its opening to its close, and each round trip on it. */
export function tracedNodes(nodes: NodeShell): NodeShell {
  return {
    open: async (node, signal) => {
      const exec = tracer().startSpan("exec", { attributes: { "k8s.node.name": node } });
      try {
        const session = await nodes.open(node, signal);
        exec.addEvent("opened");
        return tracedSession(session, exec);
      } catch (error) {
        exec.setStatus({
          code: SpanStatusCode.ERROR,
          message: error instanceof Error ? error.name : "thrown",
        });
        exec.end();
        throw error;
      }
    },
  };
}

function tracedSession(session: NodeSession, exec: Span): NodeSession {
  const on = (commands: readonly PlacedCommand[]): Attributes => ({
    "k8s.node.name": session.node,
    "netdiag.tools": [...new Set(commands.map(({ command }) => command.argv[0]))],
    "netdiag.commands": commands.length,
  });
  return {
    node: session.node,
    get spent() {
      return session.spent;
    },
    run: (batch, options) => traced("commands", on(batch), () => session.run(batch, options)),
    openWindow: async (spec) => {
      const all = [...spec.captures, ...spec.counters];
      const window = await traced("open window", on(all), () => session.openWindow(spec));
      return { ...window, close: () => traced("close window", on(all), () => window.close()) };
    },
    close: async () => {
      await session.close();
      const { roundTrips, bytes } = session.spent;
      exec.setAttributes({ "netdiag.round_trips": roundTrips, "netdiag.bytes": bytes });
      exec.end();
    },
  };
}
