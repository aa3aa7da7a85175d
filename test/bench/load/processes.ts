/** What processes cost and how quickly they answer, seen from outside. */
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { Worker } from "node:worker_threads";

/** Linux counts processor time in hundredths of a second. */
const tickMs = 10;

/** Processor time so far, milliseconds. */
export interface Spent {
  /** With all threads. */
  readonly inAll: number;
  /** Of the first thread, which answers everybody. */
  readonly first: number;
}

/** Of a process; nothing when it is gone. */
export function processorMs(pid: number): Spent {
  return { inAll: ticksIn(`/proc/${pid}/stat`), first: ticksIn(`/proc/${pid}/task/${pid}/stat`) };
}

function ticksIn(file: string): number {
  try {
    const stat = readFileSync(file, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) * tickMs;
  } catch {
    return 0;
  }
}

/** What the whole machine did so far, whoever asked for it: milliseconds of processor time, over all processors. */
export function machineMs(): { readonly busy: number; readonly inAll: number } {
  const [line = ""] = readFileSync("/proc/stat", "utf8").split("\n");
  // user, nice, system, idle, iowait, irq, softirq, steal; guests count in the first.
  const times = line
    .trim()
    .split(/\s+/)
    .slice(1, 9)
    .map((ticks) => Number(ticks) * tickMs);
  const inAll = times.reduce((sum, each) => sum + each, 0);
  return { busy: inAll - (times[3] ?? 0) - (times[4] ?? 0), inAll };
}

/** Asks `/livez` ten times a second until stopped; returns what each answer took, milliseconds. */
export function askLivez(port: number): { readonly stop: () => Promise<readonly number[]> } {
  const thread = new Worker(new URL("./livez-thread.ts", import.meta.url), {
    workerData: { url: `http://127.0.0.1:${port}/livez` },
    execArgv: ["--import", new URL("../../typescript-in-threads.js", import.meta.url).href],
  });
  return {
    stop: async () => {
      const answer = once(thread, "message");
      thread.postMessage("stop");
      const [took] = (await answer) as [readonly number[]];
      return took;
    },
  };
}
