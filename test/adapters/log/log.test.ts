import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { aboutDiagnosis, createLog } from "../../../src/adapters/log/log.ts";

test("every line says which diagnosis it is about, however far from its beginning it is written", async () => {
  const lines: string[] = [];
  const log = createLog({ program: "worker", level: "info" }, { write: (line) => void lines.push(line) });
  const deep = async (word: string): Promise<void> => {
    await delay(1);
    log.warn({ err: new Error("no room") }, word);
  };
  log.info("up");
  await Promise.all([aboutDiagnosis("nd-1", () => deep("one")), aboutDiagnosis("nd-2", () => deep("two"))]);
  const told = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(told.map(({ msg, diagnosis, program }) => [msg, diagnosis, program])).toEqual([
    ["up", undefined, "worker"],
    ["one", "nd-1", "worker"],
    ["two", "nd-2", "worker"],
  ]);
});
