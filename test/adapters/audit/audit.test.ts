import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { auditFor, createAudit } from "../../../src/adapters/audit/audit.ts";

const time: unknown = expect.stringMatching(/^\d{4}-.*Z$/);

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "netdiag-audit-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test("each event is one line with its time, appended to what was there", () => {
  const file = join(folder, "new", "audit.jsonl");
  createAudit(file).write({ event: "question", user: "U1", channel: "C1", text: "a -> b\nc" });
  createAudit(file).write({ event: "denied", user: "U2", channel: "C9" });
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
    {
      log: "audit",
      time,
      event: "question",
      user: "U1",
      channel: "C1",
      text: "a -> b\nc",
    },
    { log: "audit", time, event: "denied", user: "U2", channel: "C9" },
  ]);
});

test("the lines of one diagnosis say which and for whom", () => {
  const file = join(folder, "audit.jsonl");
  auditFor(createAudit(file), { diagnosis: "nd-1", user: "U1" }).write({ event: "exec", node: "node3" });
  expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({
    event: "exec",
    node: "node3",
    diagnosis: "nd-1",
    user: "U1",
  });
});

test("nobody but the owner reads the file", () => {
  const file = join(folder, "audit.jsonl");
  createAudit(file).write({ event: "exec" });
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test("a line is on disk even when the process dies right after it", () => {
  const file = join(folder, "audit.jsonl");
  const module = join(import.meta.dirname, "../../../src/adapters/audit/audit.ts");
  const script = `import { auditFor, createAudit } from ${JSON.stringify(module)};
    createAudit(${JSON.stringify(file)}).write({ event: "exec", node: "node3" });
    process.kill(process.pid, "SIGKILL");`;
  const run = spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script]);
  expect(run.signal).toBe("SIGKILL");
  expect(readFileSync(file, "utf8")).toContain('"node":"node3"');
});
