/**
 * A worker in a process of its own, to be killed: argv is Redis URL, prefix, what the work does. Prints one JSON
 * line per thing that happens; ends with its parent.
 */
import { setTimeout as delay } from "node:timers/promises";
import { createDiagnosisWorker } from "../../../src/adapters/bullmq/worker.ts";

const [redisUrl = "", prefix = "", workMs = "0", graceMs = "0"] = process.argv.slice(2);
const tell = (event: Readonly<Record<string, unknown>>): void => {
  process.stdout.write(`${JSON.stringify({ ...event, pid: process.pid })}\n`);
};
process.stdin.resume().on("end", () => process.exit(1));

const worker = await createDiagnosisWorker({
  redisUrl,
  prefix,
  concurrency: 1,
  deadlineMs: 20_000,
  lockDurationMs: 600,
  stalledIntervalMs: 300,
  onError: () => undefined,
  onNeverRan: ({ id }, why) => {
    tell({ event: "never ran", id, ...why });
    return Promise.resolve();
  },
  run: async ({ id, attempt, signal, stillMine }) => {
    tell({ event: "started", id, attempt });
    try {
      await delay(Number(workMs), undefined, { signal });
      tell({ event: "done", id, attempt, mine: await stillMine() });
    } catch (error) {
      const reason: unknown = signal.reason;
      tell({ event: "interrupted", id, attempt, reason: reason instanceof Error ? reason.message : "" });
      throw error;
    }
  },
});
process.once("SIGTERM", () => {
  void worker.close(Number(graceMs)).then(() => {
    tell({ event: "closed" });
    process.exit(0);
  });
});
tell({ event: "ready" });
