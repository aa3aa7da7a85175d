import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "vitest";

const module = join(import.meta.dirname, "../../../src/adapters/process/life.ts");

/** Runs a small program that uses the module; what it wrote and how it ended. */
async function run(script: string, signals: readonly NodeJS.Signals[] = []) {
  const text = `import { orExit, untilTold } from ${JSON.stringify(module)}; ${script}`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", text]);
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
  const ended = once(child, "exit");
  for (const [index, signal] of signals.entries()) {
    await expect.poll(() => out.split("\n").length - 1, { timeout: 10_000 }).toBeGreaterThan(index);
    child.kill(signal);
  }
  await ended;
  return { out, err, code: child.exitCode };
}

test("what goes wrong while starting is said in its own words, without a stack", async () => {
  const { err, code } = await run(`orExit(() => { throw new Error("REDIS_URL: is not set"); });`);
  expect(err).toBe("REDIS_URL: is not set\n");
  expect(code).toBe(1);
});

test("told to go, it stops in order and ends well", async () => {
  const stopping = `untilTold(async () => { console.log("stopped"); }); setInterval(() => 0, 1000); console.log("up");`;
  expect(await run(stopping, ["SIGTERM"])).toEqual({ out: "up\nstopped\n", err: "", code: 0 });
});

test("told twice, it ends at once", async () => {
  const hanging = `untilTold(() => { console.log("stopping"); return new Promise(() => 0); });
    setInterval(() => 0, 1000); console.log("up");`;
  expect(await run(hanging, ["SIGTERM", "SIGINT"])).toMatchObject({ out: "up\nstopping\n", code: 1 });
});
