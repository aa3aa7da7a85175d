/** A private Redis for tests and the demo: real server, own port, nothing on disk, gone with the process that asked. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { Redis } from "ioredis";

export interface PrivateRedis {
  readonly url: string;
  readonly port: number;
  /** Kills the server as a crash would; nothing was saved. */
  readonly stop: () => Promise<void>;
}

/** False when redis-server is not installed: then only a shared one, of REDIS_URL, can be used, and not crashed. */
export const canRunRedis = spawnSync("redis-server", ["--version"]).status === 0;

/** Undefined when there is a Redis to use; otherwise the sentence that says what to do. */
export function redisMissing(): string | undefined {
  return canRunRedis || process.env["REDIS_URL"]
    ? undefined
    : "no redis-server here (Debian: apt-get install redis-server) and no REDIS_URL; tests with a queue are skipped";
}

/** The server of REDIS_URL where none can be started; a private one otherwise. */
export async function anyRedis(): Promise<Pick<PrivateRedis, "url" | "stop">> {
  const shared = process.env["REDIS_URL"];
  if (canRunRedis || !shared) return startRedis();
  return { url: shared, stop: () => Promise.resolve() };
}

/**
 * Starts redis-server on loopback and resolves when it answers. Its shell parent waits on our end of a pipe: when
 * this process ends, even by SIGKILL, the pipe closes and the server is killed.
 * @param port the port to use; a free one when left out. Throws when the server does not come up in 5 s.
 */
export async function startRedis(port?: number): Promise<PrivateRedis> {
  const chosen = port ?? (await freePort());
  const settings = { "--port": String(chosen), "--maxmemory-policy": "noeviction", "--dir": tmpdir() };
  const url = `redis://127.0.0.1:${chosen}`;
  const stop = await runRedis(argvOf({ ...inMemory, ...settings }), () => answers(url));
  return { url, port: chosen, stop };
}

/** Settings of a server that nobody outside reaches and that keeps nothing. */
export const inMemory = { "--bind": "127.0.0.1", "--save": "", "--appendonly": "no" } as const;

export function argvOf(settings: Readonly<Record<string, string>>): string[] {
  return Object.entries(settings).flat();
}

/** redis-server in whatever role its arguments give it; resolves when `answering` does, to what kills it. */
export async function runRedis(
  argv: readonly string[],
  answering: () => Promise<void>,
): Promise<() => Promise<void>> {
  const script = 'redis-server "$@" >/dev/null & server=$!; cat >/dev/null; kill -9 $server; wait $server';
  const shell = spawn("sh", ["-c", script, "redis", ...argv], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  shell.unref();
  try {
    await answering();
  } catch (error) {
    shell.stdin.end();
    throw error;
  }
  return async () => {
    if (shell.exitCode !== null || shell.signalCode !== null) return;
    const gone = once(shell, "exit");
    shell.stdin.end();
    await gone;
  };
}

/** Resolves when the server answers a ping; throws when it does not within 5 s. */
export async function answers(url: string, tls?: { readonly ca: Buffer }): Promise<void> {
  const redis = new Redis(url, {
    lazyConnect: true,
    retryStrategy: null,
    maxRetriesPerRequest: 0,
    ...(tls && { tls }),
  });
  redis.on("error", () => undefined);
  for (let attempt = 0; attempt < 100; attempt++) {
    try {
      await redis.connect();
      await redis.ping();
      redis.disconnect();
      return;
    } catch {
      await delay(50);
    }
  }
  redis.disconnect();
  throw new Error(`redis-server did not answer on ${url} within 5 s`);
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}
