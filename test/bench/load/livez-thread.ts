/** Asks `/livez` from a thread of its own: the load is made in the first one, and would be late to hear the answers. */
import { setTimeout as delay } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";

const { url } = z.object({ url: z.string() }).parse(workerData);
const took: number[] = [];
parentPort?.once("message", () => {
  parentPort?.postMessage(took);
  parentPort?.close();
  process.exit();
});
for (;;) {
  const began = performance.now();
  await fetch(url)
    .then((response) => response.text())
    .catch(() => undefined);
  took.push(performance.now() - began);
  await delay(100);
}
