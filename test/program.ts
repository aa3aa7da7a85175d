/**
 * Runs one of netdiag's programs as a process of its own, as it runs in production. The kernel kills it with its parent
 * (prctl PDEATHSIG), so a SIGKILL of a test or of the demo leaves nothing.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { jobKey } from "./job-key.ts";

export interface Program {
  readonly process: ChildProcess;
  /** What it wrote to stdout so far, line by line. */
  readonly lines: readonly string[];
  /** Resolves when it is gone. */
  readonly end: (signal: NodeJS.Signals) => Promise<void>;
}

/** Resolves when it says it is up; throws with what it wrote when it ends before that. */
export async function startProgram(
  name: "bot" | "worker",
  environment: Readonly<Record<string, string>>,
): Promise<Program> {
  const program = join(import.meta.dirname, `../src/${name}.ts`);
  const threads = new URL("./typescript-in-threads.js", import.meta.url).href;
  const argv = [
    "--pdeathsig",
    "KILL",
    "--",
    process.execPath,
    "--import",
    "tsx",
    "--import",
    threads,
    program,
  ];
  const env = {
    PATH: process.env["PATH"],
    HOME: process.env["HOME"],
    NETDIAG_JOB_KEY: jobKey,
    ...environment,
  };
  const child = spawn("setpriv", argv, { env, stdio: ["ignore", "pipe", "pipe"] });
  const lines: string[] = [];
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  await new Promise<void>((resolve, reject) => {
    child.once("exit", (code) => {
      reject(new Error(`${name} ended with ${code ?? "a signal"}: ${errors}`));
    });
    createInterface({ input: child.stdout }).on("line", (line) => {
      lines.push(line);
      if (line.includes(`${name} is up`)) resolve();
    });
  });
  return {
    process: child,
    lines,
    end: async (signal) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill(signal);
      await gone;
    },
  };
}
