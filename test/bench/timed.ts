/** How long something took, and what else the time went into: V8 tidying its memory, or waiting for a processor. */
import { PerformanceObserver, type PerformanceEntry } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";

/** Milliseconds. */
export interface Timed {
  readonly ms: number;
  /** Of the whole process, V8's helpers that compile and collect beside it included: it may be more than `ms`. */
  readonly processor: number;
  /** Of `ms`, in which the program stood still for garbage collection. */
  readonly collecting: number;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

export function timed<Result>(run: () => Result): { readonly ms: number; readonly result: Result } {
  const start = performance.now();
  const result = run();
  return { ms: performance.now() - start, result };
}

/** How long after the last collection Node tells of it, amply. */
const toldAfterMs = 50;

/** Runs one after the other, each timed by itself. */
export async function timedEach(runs: readonly (() => unknown)[]): Promise<Timed[]> {
  const collections: PerformanceEntry[] = [];
  const observer = new PerformanceObserver((list) => collections.push(...list.getEntries()));
  observer.observe({ entryTypes: ["gc"] });
  const spans = runs.map((run): Span & { readonly processor: number } => {
    const before = process.cpuUsage();
    const start = performance.now();
    run();
    const end = performance.now();
    const { user, system } = process.cpuUsage(before);
    return { start, end, processor: (user + system) / 1000 };
  });
  await sleep(toldAfterMs);
  observer.disconnect();
  return spans.map(({ start, end, processor }) => ({
    ms: end - start,
    processor,
    collecting: collections.reduce(
      (sum, { startTime, duration }) =>
        sum + Math.max(0, Math.min(end, startTime + duration) - Math.max(start, startTime)),
      0,
    ),
  }));
}
