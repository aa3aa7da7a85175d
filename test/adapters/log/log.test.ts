import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { loggedAudit } from "../../../src/adapters/log/logged.ts";
import { aboutDiagnosis, createLog } from "../../../src/adapters/log/log.ts";
import type { Audit } from "../../../src/ports.ts";

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

test("what becomes of a question is a line each, with the diagnosis and without the words of the question", () => {
  const lines: string[] = [];
  const log = createLog({ program: "bot", level: "info" }, { write: (line) => void lines.push(line) });
  const written: string[] = [];
  const audit = loggedAudit({ write: ({ event }) => void written.push(event) }, log);
  const about = { diagnosis: "nd-1", user: "U0MEI", channel: "C0ONCALL" };
  const question = "payments -> vault";
  const events = [
    { event: "allowed", entry: "slash command", action: "ask", ...about },
    { event: "question", question, joined: false, ...about },
    { event: "diagnosis", question, ...about },
    { event: "outcome", verdict: "blocked", cause: "ND410", durationMs: 2100, ...about },
    { event: "outcome", ended: "NotFound", why: "There is no vault.", durationMs: 9, ...about },
    { event: "stop", stopped: true, ...about },
    { event: "refused", question, full: "person", ...about },
    { event: "denied", entry: "mention", action: "ask", reason: "namespace", ...about },
    { event: "commands", argv: ["ip", "route"], node: "node1", ...about },
    { event: "untold", why: "payments is gone", ...about },
  ];
  aboutDiagnosis("nd-2", () => {
    for (const event of events) audit.write(event);
  });
  expect(written).toEqual(events.map(({ event }) => event));
  const told = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(told.map(({ msg }) => msg)).toEqual([
    "question taken",
    "diagnosis begun",
    "verdict",
    "diagnosis ended without a verdict",
    "stopped for who asked",
    "question refused: too many are open",
    "refused: the rules do not allow it",
    "an ending could not be told",
  ]);
  expect(told[2]).toMatchObject({ verdict: "blocked", cause: "ND410", durationMs: 2100 });
  expect(new Set(told.map(({ diagnosis }) => diagnosis))).toEqual(new Set(["nd-1"]));
  expect(lines.join("")).not.toMatch(/payments|vault|U0MEI|C0ONCALL|node1/);
});

test("what the audit could not take is not in the log either", () => {
  const lines: string[] = [];
  const log = createLog({ program: "bot", level: "info" }, { write: (line) => void lines.push(line) });
  const full: Audit = {
    write: () => {
      throw new Error("no room");
    },
  };
  expect(() => {
    loggedAudit(full, log).write({ event: "question" });
  }).toThrow("no room");
  expect(lines).toEqual([]);
});
