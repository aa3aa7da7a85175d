import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ExecSession } from "../../../src/adapters/kubernetes/session.ts";
import { type FakeApi, startFakeApi } from "./fake-api.ts";
import { becomes, runsAnywhere } from "./processes.ts";
import { at, node, openSession, sh } from "./session-here.ts";
import { shellsHere } from "./shells.ts";

const { shells, remove } = shellsHere();
const canCapture = spawnSync("tcpdump", ["--immediate-mode", "-c1", "-i", "lo", "-d"]).status === 0;
if (!canCapture)
  process.stderr.write("tcpdump is not usable here: windows are not tested with real packets\n");

/** A sleep that only this test run started. */
const nap = `sleep ${String(process.pid * 10 + 100_005)}`;

let api: FakeApi;
let folder: string;
beforeAll(async () => {
  api = await startFakeApi();
  folder = mkdtempSync(join(tmpdir(), "netdiag-window-"));
});
afterAll(async () => {
  await api.stop();
  rmSync(folder, { recursive: true });
  remove();
});

describe.each(shells)("a window in $name", ({ env }) => {
  let session: ExecSession;
  beforeEach(async () => {
    api.exec = { env };
    session = await openSession(api);
  });
  afterEach(() => session.close());

  /** A counter that prints what the test wrote last. */
  function counter(): { readonly command: ReturnType<typeof at>; set(text: string): void } {
    const file = join(folder, `counter-${Math.random()}`);
    return {
      command: at(node, ["cat", file]),
      set: (text) => {
        writeFileSync(file, text);
      },
    };
  }

  test("only counters that changed come back, equal keys told apart by their order", async () => {
    const rules = counter();
    rules.set(
      "0:0\t-A FORWARD -j DROP\n7:420\t-A INPUT -j ACCEPT\n1:1\tsame\n5:5\tsame\n3:3\tgone\n9\t\nno tab\n",
    );
    const window = await session.openWindow({ captures: [], counters: [rules.command] });
    rules.set(
      "7:420\t-A FORWARD -j DROP\n7:420\t-A INPUT -j ACCEPT\n1:1\tsame\n6:6\tsame\n2:2\tnew \\t x\n9\t\nno tab\n",
    );
    const { counters } = await window.close();
    expect(counters[0]?.stdout).toBe(
      "0:0\t7:420\t-A FORWARD -j DROP\n5:5\t6:6\tsame\n-\t2:2\tnew \\t x\n3:3\t-\tgone\n",
    );
    expect(counters[0]).toMatchObject({ exitCode: 0, truncated: false, timedOut: false });
  });

  test("values are compared as text, not as numbers", async () => {
    const values = counter();
    values.set("1.0\ta\n0x10\tb\n");
    const window = await session.openWindow({ captures: [], counters: [values.command] });
    values.set("1\ta\n16\tb\n");
    expect((await window.close()).counters[0]?.stdout).toBe("1.0\t1\ta\n0x10\t16\tb\n");
  });

  test("counters that were empty before are told whole", async () => {
    const values = counter();
    values.set("");
    const window = await session.openWindow({ captures: [], counters: [values.command] });
    values.set("4\tdrops\n");
    expect((await window.close()).counters[0]?.stdout).toBe("-\t4\tdrops\n");
  });

  test("a counter command that fails is a failure, not an absence of changes", async () => {
    const window = await session.openWindow({
      captures: [],
      counters: [at(node, sh("echo 1 a; echo broken >&2; exit 3")), at(node, ["no-such-save"])],
    });
    const { counters } = await window.close();
    expect(counters[0]).toMatchObject({ exitCode: 3, stdout: "" });
    expect(counters[0]?.stderr).toContain("broken");
    expect(counters[1]).toMatchObject({ exitCode: 127, stdout: "" });
  });

  test("a counter that fails only the second time is told as well", async () => {
    const flag = join(folder, `flag-${Math.random()}`);
    const twice = sh('if [ -e "$1" ]; then echo no >&2; exit 4; fi; : >"$1"; printf "1\\ta\\n"', flag);
    const window = await session.openWindow({ captures: [], counters: [at(node, twice)] });
    expect((await window.close()).counters[0]).toMatchObject({ exitCode: 4, stdout: "", stderr: "no\n" });
  });

  test("many changes are cut at the limit, large equal counters are not", async () => {
    const many = Array.from({ length: 20_000 }, (_, index) => index);
    const large = counter();
    large.set(many.map((index) => `0\trule number ${index}\n`).join(""));
    const spec = { captures: [], counters: [at(node, large.command.command.argv, { maxBytes: 1000 })] };
    const still = await session.openWindow(spec);
    expect((await still.close()).counters[0]).toMatchObject({ stdout: "", truncated: false, exitCode: 0 });
    const moving = await session.openWindow(spec);
    large.set(many.map((index) => `1\trule number ${index}\n`).join(""));
    const [output] = (await moving.close()).counters;
    expect(output).toMatchObject({ truncated: true, exitCode: 0 });
    expect(output?.stdout).toHaveLength(1000);
    expect(output?.stdout.startsWith("0\t1\trule number 0\n")).toBe(true);
  });

  test.runIf(canCapture)("a capture sees the packets sent while the window is open", async () => {
    const ping = ["ping", "-c", "3", "-i", "0.2", "-s", "333", "127.0.0.1"] as const;
    const tcpdump = ["tcpdump", "--immediate-mode", "-lnni", "lo", "icmp and greater 350"] as const;
    const window = await session.openWindow({
      captures: [{ ...at(node, tcpdump, { timeoutMs: 20_000 }), ready: "listening on" }],
      counters: [
        at(node, sh('awk \'/^Icmp:/ && $2 ~ /[0-9]/ { print $2 "\\t" "IcmpInMsgs" }\' /proc/net/snmp')),
      ],
    });
    const [pinged] = await session.run([at(node, ping, { timeoutMs: 5000 })]);
    expect(pinged?.stdout).toMatch(/3 (packets )?received/);
    const { captures, counters } = await window.close();
    expect(captures[0]).toMatchObject({ exitCode: 0, timedOut: false, truncated: false });
    expect(captures[0]?.stdout.match(/echo request.*length 341/g)?.length).toBeGreaterThanOrEqual(3);
    const [before, after, key] = counters[0]?.stdout.trim().split("\t") ?? [];
    expect(key).toBe("IcmpInMsgs");
    expect(Number(after) - Number(before)).toBeGreaterThanOrEqual(6);
  });

  test("a capture that cannot run is told, the others go on", async () => {
    const window = await session.openWindow({
      captures: [
        { ...at(node, ["no-such-tcpdump"]), ready: "listening on" },
        { ...at(node, sh("echo no permission >&2; exit 1")), ready: "listening on" },
        {
          ...at(node, sh(`echo listening on lo >&2; echo packet; ${nap}; echo`)),
          ready: "listening on",
        },
      ],
      counters: [],
    });
    const { captures } = await window.close();
    expect(captures.map(({ exitCode, stdout }) => ({ exitCode, stdout }))).toEqual([
      { exitCode: 127, stdout: "" },
      { exitCode: 1, stdout: "" },
      { exitCode: 0, stdout: "packet\n" },
    ]);
    expect(await becomes(() => !runsAnywhere(nap), 500)).toBe(true);
  });

  test("a capture that is never ready does not hold up the question, and is not trusted", async () => {
    const began = performance.now();
    const window = await session.openWindow({
      captures: [{ ...at(node, sh("sleep 30; echo"), { timeoutMs: 60_000 }), ready: "listening on" }],
      counters: [],
    });
    expect(performance.now() - began).toBeGreaterThan(2900);
    const { captures } = await window.close();
    expect(captures[0]).toMatchObject({ notSeen: { why: "timed-out" } });
  });

  test("a capture that will not stop is killed", async () => {
    const window = await session.openWindow({
      captures: [
        {
          ...at(node, sh('trap "" TERM; echo ready >&2; while :; do sleep 1; done'), { timeoutMs: 60_000 }),
          ready: "ready",
        },
      ],
      counters: [],
    });
    const began = performance.now();
    expect((await window.close()).captures).toHaveLength(1);
    expect(performance.now() - began).toBeLessThan(15_000);
  });

  test("a capture that a busy machine keeps from its packets reads them before it ends", async () => {
    const busy = sh(
      "echo ready >&2; i=0; while [ $i -lt 20000 ]; do i=$((i + 1)); done; echo packet; sleep 30; echo",
    );
    const window = await session.openWindow({
      captures: [{ ...at(node, busy, { timeoutMs: 60_000 }), ready: "ready" }],
      counters: [],
    });
    const [capture] = (await window.close()).captures;
    expect(capture?.stdout).toBe("packet\n");
  });

  test("a flood of packets is cut at the capture's limit", async () => {
    const window = await session.openWindow({
      captures: [
        {
          ...at(node, sh("echo ready >&2; yes; echo"), { maxBytes: 5000 }),
          ready: "ready",
        },
      ],
      counters: [],
    });
    await session.run([at(node, ["sleep", "0.1"])]);
    const [capture] = (await window.close()).captures;
    expect(capture?.truncated).toBe(true);
    expect(capture?.stdout).toHaveLength(5000);
  });

  test("captures that go on are told so, one that ends by itself is waited for, and bytes come as they were", async () => {
    const go = join(folder, `go-${Math.random()}`);
    const script = sh(
      'echo ready >&2; until [ -e "$1" ]; do sleep 0.05; done; printf "\\000\\377\\012\\200"',
      go,
    );
    const endless = {
      ...at(node, sh("echo ready >&2; sleep 60; echo"), { timeoutMs: 60_000 }),
      ready: "ready",
    };
    const { place, command } = at(node, script, { timeoutMs: 60_000 });
    const window = await session.openWindow({
      captures: [endless, { place, command: { ...command, prints: "bytes" }, ready: "ready" }],
      counters: [],
    });
    expect(await window.ended(50)).toBe("running");
    const ended = window.ended(30_000);
    writeFileSync(go, "");
    expect(await ended).toBe("one-ended");
    const { captures } = await window.close();
    expect(captures[1]).toMatchObject({
      exitCode: 0,
      stdout: Buffer.from([0, 255, 10, 128]).toString("base64"),
    });
  });

  test("where no capture ever saw packets there is none to wait for", async () => {
    const window = await session.openWindow({
      captures: [{ ...at(node, ["no-such-tcpdump"]), ready: "listening on" }],
      counters: [],
    });
    expect(await window.ended(30_000)).toBe("none");
    await window.close();
  });

  test("there is one window at a time, and one after the other", async () => {
    const spec = { captures: [], counters: [at(node, sh("printf '1\\ta\\n'"))] };
    const window = await session.openWindow(spec);
    await expect(session.openWindow(spec)).rejects.toThrow("already open");
    await window.close();
    await expect(window.close()).rejects.toThrow("already closed");
    const again = await session.openWindow(spec);
    expect((await again.close()).counters[0]?.stdout).toBe("");
  });
});
