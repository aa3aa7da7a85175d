import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { auditFor, createAudit } from "../../../src/adapters/audit/audit.ts";
import { NotAudited } from "../../../src/ports.ts";

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

/** Events of the lines that read as JSON; what does not is a line that was torn. */
function eventsIn(file: string): string[] {
  return readFileSync(file, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => /^\{.*"event":"([^"]*)".*\}$/.exec(line)?.[1] ?? "torn");
}

test("a line that cannot be written is an error that says why and what to do, and the log says that it does not work", () => {
  const audit = createAudit("/dev/full");
  expect(audit.works()).toBe(true);
  const written = (): void => {
    audit.write({ event: "question" });
  };
  expect(written).toThrow(NotAudited);
  expect(written).toThrow(/cannot be written \(ENOSPC/);
  expect(audit.works()).toBe(false);
});

test.skipIf(process.getuid?.() !== 0)(
  "on a disk that is full nothing counts as written, a torn line swallows no other, and with room again it goes on",
  () => {
    const disk = join(folder, "disk");
    mkdirSync(disk);
    expect(spawnSync("mount", ["-t", "tmpfs", "-o", "size=16k", "none", disk]).status).toBe(0);
    try {
      const file = join(disk, "audit.jsonl");
      const audit = createAudit(file);
      audit.write({ event: "before" });
      writeFileSync(join(disk, "filler"), Buffer.alloc(8 * 1024));
      const much = {
        event: "much",
        words: Array.from({ length: 12 }, () => "x".repeat(1000)).map((text) => ({ text })),
      };
      expect(() => {
        audit.write(much);
      }).toThrow(/ENOSPC/);
      expect(audit.works()).toBe(false);
      truncateSync(join(disk, "filler"), 0);
      expect(audit.works()).toBe(true);
      audit.write({ event: "after" });
      expect(eventsIn(file)).toEqual(["before", "torn", "audit-works-again", "after"]);
    } finally {
      expect(spawnSync("umount", ["--lazy", disk]).status).toBe(0);
    }
  },
);

test("a file that was removed or moved away is begun anew under its name", () => {
  const file = join(folder, "audit.jsonl");
  const audit = createAudit(file);
  audit.write({ event: "first" });
  renameSync(file, join(folder, "audit.1"));
  audit.write({ event: "second" });
  rmSync(file);
  audit.write({ event: "third" });
  expect(eventsIn(join(folder, "audit.1"))).toEqual(["first"]);
  expect(eventsIn(file)).toEqual(["third"]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test("where the file cannot be made again it does not work, before anything is to be written", () => {
  const home = join(folder, "logs");
  const audit = createAudit(join(home, "audit.jsonl"));
  rmSync(home, { recursive: true });
  writeFileSync(home, "a file in the place of the folder");
  expect(audit.works()).toBe(false);
  expect(() => {
    audit.write({ event: "question" });
  }).toThrow(NotAudited);
});

test("a pipe that nobody reads any more is told like a full disk", async () => {
  const module = join(import.meta.dirname, "../../../src/adapters/audit/audit.ts");
  const script = `import { createAudit } from ${JSON.stringify(module)};
    const audit = createAudit("stdout");
    audit.write({ event: "first" });
    process.stdin.once("data", () => {
      try { audit.write({ event: "second" }); } catch (error) { console.error(error.name, error.message); }
      process.exit(audit.works() ? 0 : 3);
    });`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script]);
  let told = "";
  child.stderr.on("data", (chunk: Buffer) => (told += chunk.toString()));
  await once(child.stdout, "data");
  child.stdout.destroy();
  await once(child.stdout, "close");
  child.stdin.write("go\n");
  expect((await once(child, "close"))[0]).toBe(3);
  expect(told).toContain("NotAudited the audit log cannot be written (EPIPE");
});

test("a line is of bounded size, says what was cut, and holds no secret", () => {
  const file = join(folder, "audit.jsonl");
  createAudit(file).write({
    event: "commands",
    commands: Array.from({ length: 500 }, (_, index) => ({
      place: "node3",
      argv: ["sh", "-c", "y".repeat(1_000_000), "netdiag", `--password=hunter2hunter2`, String(index)],
    })),
    question: `web -> db, Authorization: Bearer abcdefghijklmnop ${"z".repeat(100_000)}`,
  });
  const text = readFileSync(file, "utf8");
  expect(text.length).toBeLessThan(200_000);
  expect(text).toContain("… (1000000 characters)");
  expect(text).toContain("… (436 more)");
  expect(text).not.toMatch(/hunter2|abcdefghijklmnop/);
});

test("a directory in the place of the file is told with the setting to mend", () => {
  expect(() => createAudit(folder)).toThrow(/cannot be opened: EISDIR.*NETDIAG_AUDIT_FILE=/);
});
