import { expect, test } from "vitest";
import { unlessAborted } from "../../../src/adapters/kubernetes/abortable.ts";

test("any number of requests may wait for one signal without a warning of a leak", async () => {
  const warnings: Error[] = [];
  const onWarning = (warning: Error): void => {
    warnings.push(warning);
  };
  process.on("warning", onWarning);
  const stop = new AbortController();
  const never = new Promise<never>(() => undefined);
  const waiting = Array.from({ length: 40 }, () => unlessAborted(never, stop.signal));
  stop.abort(new Error("stopped"));
  const ended = await Promise.allSettled(waiting);
  await new Promise(setImmediate);
  process.off("warning", onWarning);
  expect(new Set(ended.map(({ status }) => status))).toEqual(new Set(["rejected"]));
  expect(warnings).toEqual([]);
});
