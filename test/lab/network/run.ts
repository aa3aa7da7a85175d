import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import type { RunResult } from "./network.ts";
import { labEnvironment } from "./privilege.ts";

/** A process with three pipes and the lab's environment. Throws on an empty argv. */
export function start(argv: readonly string[]): ChildProcessWithoutNullStreams {
  const [command, ...rest] = argv;
  if (command === undefined) throw new Error("nothing to run: argv is empty");
  return spawn(command, rest, { stdio: "pipe", env: labEnvironment });
}

/** Feeds the process and collects what it prints until it ends. Rejects only when it could not be started. */
export function finish(child: ChildProcessWithoutNullStreams, input = ""): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    child.on("error", reject);
    // A process that never reads its input closes the pipe: no failure of ours.
    child.stdin.on("error", () => undefined);
    child.on("close", (exitCode) => {
      resolve({
        stdout: Buffer.concat(stdout).toString("utf8"),
        stderr: Buffer.concat(stderr).toString("utf8"),
        exitCode,
      });
    });
    child.stdin.end(input);
  });
}

/** Runs a shell script given on stdin. Rejects with what it printed on stderr unless it exits 0. */
export async function runScript(shell: readonly string[], script: string, what: string): Promise<string> {
  const { stdout, stderr, exitCode } = await finish(start(shell), script);
  if (exitCode !== 0) throw new Error(`${what} failed (exit ${exitCode ?? "by signal"}): ${stderr.trim()}`);
  return stdout;
}
