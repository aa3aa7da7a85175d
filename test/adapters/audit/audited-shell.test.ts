import { expect, test } from "vitest";
import { withAudit } from "../../../src/adapters/audit/audited-shell.ts";
import type { CommandOutput } from "../../../src/model/evidence.ts";
import type { Audit, NodeSession, NodeShell, PlacedCommand } from "../../../src/ports.ts";

const links: PlacedCommand = {
  place: { kind: "node", node: "node3" },
  command: { argv: ["ip", "-j", "link"], timeoutMs: 1000, maxBytes: 1000 },
};
const sniff = {
  place: { kind: "pod" as const, node: "node3", namespace: "test", pod: "productpage", containerId: "abc" },
  command: { argv: ["tcpdump", "-n"] as const, timeoutMs: 1000, maxBytes: 1000 },
  ready: "listening",
};

const output = (argv: readonly string[], durationMs: number): CommandOutput => ({
  argv: [...argv],
  stdout: "secret contents",
  stderr: "",
  exitCode: 0,
  timedOut: false,
  truncated: false,
  durationMs,
});

function world(session: Partial<NodeSession>) {
  const lines: Parameters<Audit["write"]>[0][] = [];
  const whole: NodeSession = {
    node: "node3",
    spent: { execs: 1, roundTrips: 0, bytes: 0 },
    run: () => Promise.resolve([]),
    openWindow: () => Promise.reject(new Error("lost")),
    close: () => Promise.resolve(),
    ...session,
  };
  const shell: NodeShell = { open: () => Promise.resolve(whole) };
  const audit: Audit = { write: (line) => lines.push(line) };
  return { lines, shell: withAudit(shell, audit, { diagnosis: "nd-1", user: "U1" }) };
}

test("a command that ran on a node leaves who, where, what and how long, and not what it printed", async () => {
  const { lines, shell } = world({ run: () => Promise.resolve([output(links.command.argv, 12)]) });
  const session = await shell.open("node3");
  await session.run([links]);
  const about = { diagnosis: "nd-1", user: "U1" };
  expect(lines).toEqual([
    { ...about, event: "stand", node: "node3" },
    { ...about, event: "exec", place: "node3", argv: ["ip", "-j", "link"], exitCode: 0, durationMs: 12 },
  ]);
  expect(JSON.stringify(lines)).not.toContain("secret");
});

test("a command whose answer was lost leaves a line all the same", async () => {
  const { lines, shell } = world({ run: () => Promise.reject(new Error("connection lost")) });
  const session = await shell.open("node3");
  await expect(session.run([links])).rejects.toThrow("connection lost");
  expect(lines.at(-1)).toMatchObject({ argv: ["ip", "-j", "link"], exitCode: null, durationMs: null });
});

test("captures and counters of a window are written when it closes", async () => {
  const { lines, shell } = world({
    openWindow: () =>
      Promise.resolve({
        close: () =>
          Promise.resolve({
            captures: [output(sniff.command.argv, 300)],
            counters: [output(links.command.argv, 4)],
          }),
      }),
  });
  const session = await shell.open("node3");
  const window = await session.openWindow({ captures: [sniff], counters: [links] });
  expect(lines).toHaveLength(1);
  await window.close();
  expect(lines.slice(1)).toMatchObject([
    { place: "node3/test/productpage", argv: ["tcpdump", "-n"], durationMs: 300 },
    { place: "node3", argv: ["ip", "-j", "link"], durationMs: 4 },
  ]);
});

test("a window that did not open, or was never closed, leaves its commands when the session ends", async () => {
  const { lines, shell } = world({});
  const session = await shell.open("node3");
  await expect(session.openWindow({ captures: [sniff], counters: [] })).rejects.toThrow("lost");
  expect(lines).toHaveLength(1);
  await session.close();
  expect(lines.at(-1)).toMatchObject({ event: "exec", argv: ["tcpdump", "-n"], exitCode: null });
});
