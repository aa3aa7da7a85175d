import { setTimeout as delay } from "node:timers/promises";
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";
import type { Meter } from "../../ports.ts";
import { counters, gauges, histograms, type Series } from "./series.ts";

/** What takes longer to read is left out, lest whoever asks gets nothing at all, milliseconds. */
const longestReadingMs = 1000;

type GaugeName = keyof typeof gauges;

/** One value of a gauge. */
export interface Reading {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Metrics extends Meter {
  /** Looked at each time somebody asks; what cannot be read is left out. */
  watch(gauge: GaugeName, read: () => readonly Reading[] | Promise<readonly Reading[]>): void;
  /** What `/metrics` answers. */
  readonly text: () => Promise<{ readonly contentType: string; readonly body: string }>;
}

/** A registry of its own for one process: netdiag's series, and Node's: processor, memory, event-loop lag. */
export function createMetrics(program: "bot" | "worker"): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ program });
  collectDefaultMetrics({ register: registry });
  const common = (name: string, { help, labels = [] }: Series) => ({
    name,
    help,
    labelNames: [...labels],
    registers: [registry],
  });
  const counted = new Map<string, Counter>();
  for (const [name, series] of Object.entries<Series>(counters))
    counted.set(name, new Counter(common(name, series)));
  const timed = new Map<string, Histogram>();
  for (const [name, series] of Object.entries(histograms))
    timed.set(name, new Histogram({ ...common(name, series), buckets: [...series.buckets] }));
  return {
    count: (what, labels = {}, by = 1) => {
      counted.get(`netdiag_${what}_total`)?.inc(labels, by);
    },
    took: (what, seconds, labels = {}) => {
      timed.get(`netdiag_${what}_seconds`)?.observe(labels, seconds);
    },
    watch: (name, read) => {
      new Gauge({
        ...common(name, gauges[name]),
        async collect() {
          this.reset();
          const late = delay(longestReadingMs, [], { ref: false });
          const readings = await Promise.race([Promise.resolve().then(read), late]).catch(() => []);
          for (const { labels = {}, value } of readings) this.set(labels, value);
        },
      });
    },
    text: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  };
}

/** How much waits in the queues, and for how long. Left out while Redis is away. */
export function watchQueues(
  metrics: Metrics,
  depths: () => Promise<
    readonly {
      readonly step: string;
      readonly cluster?: string;
      readonly jobs: Readonly<Record<string, number>>;
      readonly oldestSeconds: number;
    }[]
  >,
): void {
  metrics.watch("netdiag_queue_jobs", async () =>
    (await depths()).flatMap((depth) =>
      Object.entries(depth.jobs).map(([state, value]) => ({ labels: { ...ofDepth(depth), state }, value })),
    ),
  );
  metrics.watch("netdiag_queue_oldest_seconds", async () =>
    (await depths()).map((depth) => ({ labels: ofDepth(depth), value: depth.oldestSeconds })),
  );
}

function ofDepth({
  step,
  cluster,
}: {
  readonly step: string;
  readonly cluster?: string;
}): Record<string, string> {
  return { queue: step, ...(cluster !== undefined && { cluster }) };
}

/** What a process needs, as `/readyz` tells it, also as numbers. */
export function watchChecks(metrics: Metrics, checks: Readonly<Record<string, () => boolean>>): void {
  metrics.watch("netdiag_check_holds", () =>
    Object.entries(checks).map(([check, holds]) => ({ labels: { check }, value: holds() ? 1 : 0 })),
  );
}
