import { existsSync } from "node:fs";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ExecSession } from "../../../src/adapters/kubernetes/session.ts";
import { type FakeApi, startFakeApi } from "./fake-api.ts";
import { becomes, family, runsAnywhere, workDirectory } from "./processes.ts";
import { at, node, openSession, pod, sh } from "./session-here.ts";
import { shellsHere } from "./shells.ts";

const { shells, remove } = shellsHere();
afterAll(remove);

/** A sleep that only this test run started: looked for afterwards. */
function nap(which: number): string {
  return `sleep ${String(process.pid * 10 + which + 100_000)}`;
}

let api: FakeApi;
beforeAll(async () => {
  api = await startFakeApi();
});
afterAll(() => api.stop());

describe.each(shells)("a session in $name", ({ env }) => {
  let session: ExecSession;
  beforeEach(async () => {
    api.exec = { env };
    session = await openSession(api);
  });
  afterEach(() => session.close());

  test("outputs come back in the order of the batch, streams and exit codes apart", async () => {
    const outputs = await session.run([
      at(node, ["echo", "one"]),
      at(node, sh("echo out; echo err >&2; exit 7")),
      at(node, ["true"]),
    ]);
    expect(outputs.map(({ stdout, stderr, exitCode }) => ({ stdout, stderr, exitCode }))).toEqual([
      { stdout: "one\n", stderr: "", exitCode: 0 },
      { stdout: "out\n", stderr: "err\n", exitCode: 7 },
      { stdout: "", stderr: "", exitCode: 0 },
    ]);
    expect(outputs[0]?.argv).toEqual(["echo", "one"]);
  });

  test("no argument is read by a shell, whatever is in it", async () => {
    const awkward = [
      "",
      "-n",
      "--",
      "~x",
      "=x",
      "+x",
      ".",
      "a b",
      "'",
      '"',
      "$(id)",
      "`id`",
      "${HOME}",
      "\\",
      "a\\",
    ];
    const worse = [
      "*",
      ";reboot",
      "a\nb",
      "\n",
      "\n\n.\nbye\n",
      "ünï",
      "a\t b ",
      "%s",
      "\x01\x7f",
      "#end",
      "é\u0081\u0088",
    ];
    await expectIntact([...awkward, ...worse]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: "binary", maxLength: 40 }), { maxLength: 6 }),
        async (words) => {
          await expectIntact(words.map((word) => word.replaceAll("\0", "")));
        },
      ),
      { numRuns: 25 },
    );
  });

  async function expectIntact(words: readonly string[]): Promise<void> {
    const print = sh(`for word; do printf '%s\\0' "$word"; done`, ...words);
    const [output] = await session.run([at(node, print)]);
    const wanted = words.map((word) => `${Buffer.from(word, "utf8").toString("utf8")}\0`).join("");
    expect(output?.stdout).toBe(wanted);
  }

  test("a NUL in an argument is refused before anything is sent", async () => {
    await expect(session.run([at(node, ["echo", "a\0b"])])).rejects.toThrow(RangeError);
    expect((await session.run([at(node, ["echo", "fine"])]))[0]?.stdout).toBe("fine\n");
  });

  test("output is cut at its limit and says so, one byte less does not", async () => {
    const [long, exact, none] = await session.run([
      at(node, ["yes"], { maxBytes: 1000, timeoutMs: 5000 }),
      at(node, sh("head -c 10000 /dev/zero"), { maxBytes: 10_000 }),
      at(node, ["true"], { maxBytes: 0 }),
    ]);
    expect(long).toMatchObject({ truncated: true, timedOut: false });
    expect(long?.stdout).toHaveLength(1000);
    expect(exact).toMatchObject({ truncated: false, stdout: "\0".repeat(10_000) });
    expect(none).toMatchObject({ truncated: false, stdout: "" });
  });

  test("stderr keeps its first 8 KiB", async () => {
    const [output] = await session.run([at(node, sh("yes 2>/dev/null | head -c 20000 >&2; echo done"))]);
    expect(output?.stderr).toHaveLength(8192);
    expect(output?.stdout).toBe("done\n");
  });

  test("a command that never ends is ended, and so is what it started", async () => {
    const [asleep, deaf, after] = await session.run([
      at(node, sh(`${nap(1)}; echo never`), { timeoutMs: 300 }),
      at(node, sh('trap "" TERM; echo here; while :; do sleep 1; done'), { timeoutMs: 300 }),
      at(node, ["echo", "after"]),
    ]);
    expect(asleep).toMatchObject({ timedOut: true, exitCode: null, stdout: "" });
    expect(deaf).toMatchObject({ timedOut: true, exitCode: null, stdout: "here\n" });
    expect(after?.stdout).toBe("after\n");
    expect(await becomes(() => !runsAnywhere(nap(1)), 5000)).toBe(true);
  });

  test("a program that is not there is exit code 127", async () => {
    const [output] = await session.run([at(node, ["no-such-program", "x"])]);
    expect(output).toMatchObject({ exitCode: 127, timedOut: false });
    expect(output?.stderr).toContain("no-such-program");
  });

  test("a command's own exit code 124 is no time-out", async () => {
    const [output] = await session.run([at(node, sh("exit 124"))]);
    expect(output).toMatchObject({ exitCode: 124, timedOut: false });
  });

  test("in parallel, a batch takes as long as its slowest command", async () => {
    const began = performance.now();
    const outputs = await session.run(
      Array.from({ length: 8 }, (_, index) =>
        at(node, sh('sleep 2; echo "$1"', String(index)), { timeoutMs: 15_000 }),
      ),
      { parallel: true },
    );
    expect(performance.now() - began).toBeLessThan(8 * 2000);
    expect(outputs.map(({ stdout }) => stdout)).toEqual(
      Array.from({ length: 8 }, (_, index) => `${index}\n`),
    );
  });

  test("a container nobody runs is told, without running anything", async () => {
    const outputs = await session.run([
      at(pod("f".repeat(64)), ["echo", "x"]),
      at(pod(""), ["echo", "x"]),
      at(pod(".*"), ["echo", "x"]),
      at(node, ["echo", "x"]),
    ]);
    for (const output of outputs.slice(0, 3))
      expect(output).toMatchObject({ exitCode: null, stdout: "", notSeen: { why: "no-pod" } });
    expect(outputs[3]?.stdout).toBe("x\n");
  });

  test("two requests at once are answered one after the other", async () => {
    const [first, second] = await Promise.all([
      session.run([at(node, sh("sleep 0.2; echo first"))]),
      session.run([at(node, ["echo", "second"])]),
    ]);
    expect([first[0]?.stdout, second[0]?.stdout]).toEqual(["first\n", "second\n"]);
    expect(session.spent).toMatchObject({ execs: 1, roundTrips: 2 });
  });

  test("a session that was closed leaves no file and no process", async () => {
    const id = api.execs.at(-1)?.child.pid ?? 0;
    const directory = workDirectory(id);
    await session.run([at(node, ["true"])]);
    const window = session.openWindow({
      captures: [{ ...at(node, sh(`echo up >&2; ${nap(2)}; echo`)), ready: "up" }],
      counters: [],
    });
    await window;
    const family0 = family(id);
    expect(family0.length).toBeGreaterThan(1);
    await session.close();
    expect(await becomes(() => !runsAnywhere(nap(2)), 500)).toBe(true);
    expect(await becomes(() => family0.every((member) => family(member).length === 0), 3000)).toBe(true);
    expect(existsSync(directory)).toBe(false);
  });

  test("when the connection dies, command, captures and files go by themselves", async () => {
    const doomed = await openSession(api);
    const exec = api.execs.at(-1);
    const id = exec?.child.pid ?? 0;
    const directory = workDirectory(id);
    await doomed.openWindow({
      captures: [{ ...at(node, sh(`echo up >&2; ${nap(3)}; echo`), { timeoutMs: 60_000 }), ready: "up" }],
      counters: [],
    });
    const running = doomed.run([at(node, sh(`${nap(4)}; echo`), { timeoutMs: 1000 })]);
    running.catch(() => undefined);
    await becomes(() => family(id).length > 4, 1000);
    const members = family(id);
    // Its stdin ends, as it does when a kubelet loses the client.
    exec?.child.stdin.end();
    exec?.child.stdout.destroy();
    expect(await becomes(() => members.every((member) => family(member).length === 0), 5000)).toBe(true);
    expect([nap(3), nap(4)].filter(runsAnywhere)).toEqual([]);
    expect(existsSync(directory)).toBe(false);
    await doomed.close();
  });

  test("it ends itself when its life is over, although nobody hung up", async () => {
    const short = await openSession(api, { lifeSeconds: 1 });
    const id = api.execs.at(-1)?.child.pid ?? 0;
    const directory = workDirectory(id);
    expect(await becomes(() => family(id).length === 0 && !existsSync(directory), 10_000)).toBe(true);
    await expect(short.run([at(node, ["true"])])).rejects.toMatchObject({
      name: "CouldNotStand",
      notSeen: { why: "failed" },
    });
  });
});
