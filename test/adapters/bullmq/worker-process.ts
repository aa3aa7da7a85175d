/**
 * A worker in a process of its own, to be killed: argv is Redis URL, prefix, what the work does. Prints one JSON
 * line per thing that happens; ends with its parent.
 */
import { setTimeout as delay } from "node:timers/promises";
import { workTelling } from "../../../src/adapters/bullmq/telling.ts";
import { createDiagnosisWorker } from "../../../src/adapters/bullmq/worker.ts";
import { openWorld } from "./world.ts";

const [redisUrl = "", prefix = "", workMs = "0", graceMs = "0"] = process.argv.slice(2);
const tell = (event: Readonly<Record<string, unknown>>): void => {
  process.stdout.write(`${JSON.stringify({ ...event, pid: process.pid })}\n`);
};
process.stdin.resume().on("end", () => process.exit(1));

const { queues, telling } = openWorld(redisUrl, prefix);
await workTelling({
  queues,
  run: ({ id, origin, ending }) => {
    tell({
      event: "told",
      id,
      key: origin.key,
      words: ending.kind === "failed" ? ending.sentence : ending.kind,
    });
    return Promise.resolve();
  },
  onGivenUp: () => Promise.resolve(),
  concurrency: 1,
  lockDurationMs: 1200,
  stalledIntervalMs: 500,
});
const worker = await createDiagnosisWorker({
  queues,
  telling,
  concurrency: 1,
  deadlineMs: 20_000,
  lockDurationMs: 600,
  stalledIntervalMs: 300,
  endingOf: (_asked, why) => ({ kind: "failed", sentence: String(why) }),
  run: async ({ id, attempt, signal }) => {
    tell({ event: "started", id, attempt });
    try {
      await delay(Number(workMs), undefined, { signal });
      tell({ event: "done", id, attempt });
      return { kind: "failed", sentence: `attempt ${attempt} of ${process.pid}` };
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
