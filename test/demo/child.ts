import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";

export interface Program {
  readonly name: string;
  readonly process: ChildProcess;
  /** Resolves when a line of its output holds the text. Rejects when it ends before, with its last lines. */
  saying(text: string): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A root of netdiag as a process of its own. The kernel kills it with its parent (prctl PDEATHSIG), so a SIGKILL of
 * the demo leaves nothing.
 */
export function startProgram(
  name: string,
  path: string,
  environment: Readonly<Record<string, string>>,
): Program {
  const child = spawn("setpriv", ["--pdeathsig", "KILL", "--", process.execPath, "--import", "tsx", path], {
    env: { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "/", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const last: string[] = [];
  const waiting = new Set<{ text: string; resolve: () => void }>();
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on("line", (line) => {
      last.push(line);
      if (last.length > 20) last.shift();
      for (const one of waiting)
        if (line.includes(one.text)) {
          waiting.delete(one);
          one.resolve();
        }
    });
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => {
      resolve();
    });
  });
  return {
    name,
    process: child,
    saying: (text) =>
      new Promise((resolve, reject) => {
        const hit = last.some((line) => line.includes(text));
        if (hit) {
          resolve();
          return;
        }
        waiting.add({ text, resolve });
        void ended.then(() => {
          reject(new Error(`${name} ended before it said "${text}":\n${last.join("\n")}`));
        });
      }),
    async stop() {
      child.kill("SIGTERM");
      const hard = setTimeout(() => child.kill("SIGKILL"), 3_000);
      await ended;
      clearTimeout(hard);
    },
  };
}
