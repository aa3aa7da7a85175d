/**
 * The programs that are broken: bot and worker as they ship, and Redis. The kernel kills each with its parent (prctl
 * PDEATHSIG), so a SIGKILL of the suite leaves none.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { Redis } from "ioredis";
import { bundle } from "../../scripts/bundle.ts";

const root = join(import.meta.dirname, "../..");
const ours = "netdiag-chaos-";

/** A folder of this run's own. Those of runs that were killed are removed on the way. */
export function workFolder(): string {
  for (const name of readdirSync(tmpdir())) {
    const owner = name.startsWith(ours) ? name.slice(ours.length) : "";
    if (/^\d+$/.test(owner) && !existsSync(`/proc/${owner}`))
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
  const folder = join(tmpdir(), `${ours}${process.pid}`);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Bot and worker in few files, as they ship: they start in a third of the time. */
export async function buildPrograms(folder: string): Promise<string> {
  const into = join(folder, "dist");
  await bundle(["src/bot.ts", "src/worker.ts", "src/judging-thread.ts"], { base: "src", into });
  const modules = join(folder, "node_modules");
  if (!existsSync(modules)) symlinkSync(join(root, "node_modules"), modules);
  return into;
}

export interface Running {
  readonly name: string;
  readonly pid: number;
  readonly process: ChildProcess;
  readonly alive: () => boolean;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Sends the signal and resolves when it is gone, or false when it is not after `withinMs`; then it is killed. */
  readonly end: (signal: NodeJS.Signals, withinMs?: number) => Promise<boolean>;
}

/** Resolves when it says that it is up. Throws with what it wrote when it ends before that. */
export async function startProgram(
  name: "bot" | "worker",
  { dist, log, environment }: { dist: string; log: string; environment: Readonly<Record<string, string>> },
): Promise<Running> {
  const env = { PATH: process.env["PATH"], HOME: process.env["HOME"], ...environment };
  const running = start(name, process.execPath, [join(dist, `${name}.js`)], env);
  let errors = "";
  running.process.stderr?.on("data", (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-4000);
    appendFileSync(log, chunk);
  });
  const { stdout } = running.process;
  if (!stdout) throw new Error("no stdout");
  await new Promise<void>((resolve, reject) => {
    running.process.once("exit", (code, signal) => {
      reject(new Error(`${name} ended with ${code ?? signal ?? "?"}: ${errors}`));
    });
    createInterface({ input: stdout }).on("line", (line) => {
      appendFileSync(log, `${line}\n`);
      if (line.includes(`${name} is up`)) resolve();
    });
  });
  return running;
}

function start(
  name: string,
  program: string,
  argv: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Running {
  const child = spawn("setpriv", ["--pdeathsig", "KILL", "--", program, ...argv], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const alive = (): boolean => child.exitCode === null && child.signalCode === null;
  return {
    name,
    pid: child.pid ?? -1,
    process: child,
    alive,
    signal: (signal) => {
      if (alive()) child.kill(signal);
    },
    end: async (signal, withinMs = 40_000) => {
      if (!alive()) return true;
      const gone = once(child, "exit");
      child.kill("SIGCONT");
      child.kill(signal);
      const late = delay(withinMs, "late" as const, { ref: false });
      if ((await Promise.race([gone, late])) !== "late") return true;
      child.kill("SIGKILL");
      await gone;
      return false;
    },
  };
}

/** One address, whatever server stands behind it. */
export class YardRedis {
  readonly url: string;
  readonly #port: number;
  readonly #folder: string;
  readonly #persistent: boolean;
  #server: Running | undefined;
  #files = 0;

  private constructor(port: number, folder: string, persistent: boolean) {
    this.url = `redis://127.0.0.1:${port}`;
    this.#port = port;
    this.#folder = folder;
    this.#persistent = persistent;
  }

  static async start(folder: string, persistent = false): Promise<YardRedis> {
    const redis = new YardRedis(await freePort(), folder, persistent);
    await redis.start();
    return redis;
  }

  get server(): Running {
    if (!this.#server) throw new Error("Redis is not started");
    return this.#server;
  }

  /** With `empty` nothing of before is read. */
  async start({ empty = false } = {}): Promise<void> {
    if (empty) this.#files += 1;
    const dir = join(this.#folder, `redis-${this.#port}-${this.#files}`);
    mkdirSync(dir, { recursive: true });
    const settings = {
      "--port": String(this.#port),
      "--bind": "127.0.0.1",
      "--save": "",
      "--appendonly": this.#persistent ? "yes" : "no",
      "--maxmemory-policy": "noeviction",
      "--dir": dir,
    };
    this.#server = start("redis", "redis-server", Object.entries(settings).flat());
    this.#server.process.stdout?.resume();
    await this.#answers();
  }

  /** What stands in it now comes back with the next start, and nothing that was written later. */
  async remember(): Promise<void> {
    await this.with((redis) => redis.save());
  }

  async kill(): Promise<void> {
    await this.server.end("SIGKILL");
  }

  /** Runs commands on a connection of its own. */
  async with<Result>(work: (redis: Redis) => Promise<Result>): Promise<Result> {
    const redis = new Redis(this.url, { maxRetriesPerRequest: 3 });
    redis.on("error", () => undefined);
    try {
      return await work(redis);
    } finally {
      redis.disconnect();
    }
  }

  async #answers(): Promise<void> {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const redis = new Redis(this.url, { lazyConnect: true, retryStrategy: null, maxRetriesPerRequest: 0 });
      redis.on("error", () => undefined);
      try {
        await redis.connect();
        await redis.ping();
        return;
      } catch {
        await delay(50);
      } finally {
        redis.disconnect();
      }
    }
    throw new Error(`redis-server did not answer on ${this.url} within 10 s`);
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

/** The most memory a process ever held, MiB. */
export function peakMiB(pid: number): number {
  try {
    const kib = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return Math.round(Number(kib ?? 0) / 1024);
  } catch {
    return 0;
  }
}
