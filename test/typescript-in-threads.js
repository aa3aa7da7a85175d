/** For `node --import`: threads of a program that runs from src read TypeScript as its first thread does. */
import { isMainThread } from "node:worker_threads";

if (!isMainThread) {
  const { register } = await import("tsx/esm/api");
  register();
}
