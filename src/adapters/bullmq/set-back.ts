import type { Queue } from "bullmq";

/** Between two looks, milliseconds. */
const lookMs = 1000;
/** A clock that is corrected little by little is not one that was set, milliseconds. */
const jumpMs = 2000;

/**
 * BullMQ counts until when a job waits by this machine's clock. When that is set back, as after a start with a wrong one,
 * what was to wait for seconds would wait for hours: then all of it is looked at at once, and waits again if it has to.
 * Returns what ends the watch.
 */
export function watchForSetBack(queues: () => Iterable<Queue>, onError: (error: Error) => void): () => void {
  const lead = (): number => Date.now() - performance.now();
  let before = lead();
  const timer = setInterval(() => {
    const now = lead();
    const wasSetBack = before - now > jumpMs;
    before = now;
    if (wasSetBack) Promise.all([...queues()].map((queue) => queue.promoteJobs())).catch(onError);
  }, lookMs);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}
