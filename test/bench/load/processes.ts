/** What a process costs and how quickly it answers, seen from outside. */
import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

/** Linux counts processor time in hundredths of a second. */
const ticksPerSecond = 100;

/** Processor time of a process so far, milliseconds; 0 when it is gone. */
export function processorMs(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return ((Number(fields[11]) + Number(fields[12])) / ticksPerSecond) * 1000;
  } catch {
    return 0;
  }
}

/** Asks `/livez` ten times a second until stopped; returns what each answer took, milliseconds. */
export function askLivez(port: number): { readonly stop: () => Promise<readonly number[]> } {
  const took: number[] = [];
  const ended = new AbortController();
  const asking = (async (): Promise<void> => {
    while (!ended.signal.aborted) {
      const began = performance.now();
      await fetch(`http://127.0.0.1:${port}/livez`)
        .then((response) => response.text())
        .catch(() => undefined);
      took.push(performance.now() - began);
      await delay(100, undefined, { signal: ended.signal }).catch(() => undefined);
    }
  })();
  return {
    stop: async () => {
      ended.abort();
      await asking;
      return took;
    },
  };
}
