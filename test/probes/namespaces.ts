import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import type { CommandOutput } from "../../src/model/evidence.ts";
import type { Command } from "../../src/model/probe.ts";

/** A network namespace held by a `cat` on our pipe: when this process dies, it reads the end and dies too. */
export interface Namespace {
  readonly pid: number;
  /** Runs to the end, throws when it fails. For setting up. */
  set(...argv: string[]): void;
  /** Runs a probe's command as it would run on a node. */
  run(command: Command, environment?: Readonly<Record<string, string>>): Promise<CommandOutput>;
  /** Starts a capture; resolves when it said `ready`. The function ends it and gives what it printed. */
  watch(command: Command, ready: string): Promise<() => Promise<CommandOutput>>;
  /** Starts a server and waits until it says `ready` on stderr or stdout. It ends with the namespace. */
  serve(ready: string, ...argv: string[]): Promise<void>;
  close(): Promise<void>;
}

/** Whether network namespaces can be made here; the reason when not. */
export function cannotMakeNamespaces(): string | undefined {
  const tried = spawnSync("unshare", ["-n", "true"], { encoding: "utf8" });
  return tried.status === 0 ? undefined : `unshare -n: ${tried.error?.message ?? tried.stderr}`;
}

/** With a root to run in, its mounts: they are seen by nobody else and end with it. /sys shows its own network. */
const holding = `set -eu
if [ -n "$1" ]
then
  mount --bind "$1" "$1"
  mount --bind /proc "$1/proc"
  mount --rbind /dev "$1/dev"
  mount -t sysfs sysfs "$1/sys"
  mount -t tmpfs tmpfs "$1/tmp"
  mount -t tmpfs tmpfs "$1/run"
  mount -o remount,bind,ro "$1"
fi
exec cat`;

/**
 * @param root the folder whose programs run and watch in it, this machine's when absent; what sets it up and serves in it is
 *   always this machine's.
 */
export async function openNamespace(root?: string): Promise<Namespace> {
  const inMounts = root === undefined ? [] : ["-m"];
  const holder = spawn("unshare", ["-n", ...inMounts, "sh", "-c", holding, "sh", root ?? ""], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  // `cat` echoes once it runs: by then unshare and the shell have made the namespace and become cat under the same pid.
  holder.stdin.write("made\n");
  await once(holder.stdout, "data");
  const { pid } = holder;
  if (pid === undefined) throw new Error("unshare has no pid");
  const servers: ChildProcess[] = [];
  const inside = (argv: readonly string[]) => ["-t", String(pid), "-n", "--", ...argv];
  const probing = (argv: readonly string[]) =>
    root === undefined ? inside(argv) : ["-t", String(pid), "-n", "-m", "--", "chroot", root, ...argv];
  const start = (argv: readonly string[], options?: StartOptions) => startIn(probing(argv), options);
  const set = (...argv: string[]) => {
    const done = spawnSync("nsenter", inside(argv), { encoding: "utf8" });
    if (done.status !== 0) throw new Error(`${argv.join(" ")}: ${done.stderr}`);
  };
  set("ip", "link", "set", "lo", "up");
  return {
    pid,
    set,
    async run(command, environment) {
      const child = start(command.argv, { timeout: command.timeoutMs, environment });
      return child.ended(command.argv);
    },
    async watch(command, ready) {
      const child = start(command.argv);
      servers.push(child.process);
      await child.said(ready);
      return async () => {
        await child.quiet();
        child.process.kill("SIGTERM");
        return child.ended(command.argv);
      };
    },
    async serve(ready, ...argv) {
      const server = startIn(inside(argv));
      servers.push(server.process);
      await server.said(ready);
    },
    async close() {
      for (const child of [...servers, holder]) {
        if (child.exitCode !== null || child.signalCode !== null) continue;
        const gone = once(child, "exit");
        child.kill("SIGKILL");
        await gone;
      }
    },
  };
}

/** Two namespaces with a cable between them: 10.77.0.1 and fd77::1 on the first, .2 and ::2 on the second. */
export async function openPair(
  root?: string,
): Promise<{ readonly near: Namespace; readonly far: Namespace }> {
  const [near, far] = await Promise.all([openNamespace(root), openNamespace(root)]);
  near.set("ip", "link", "add", "near0", "type", "veth", "peer", "name", "far0", "netns", String(far.pid));
  for (const [namespace, device, host] of [
    [near, "near0", 1],
    [far, "far0", 2],
  ] as const) {
    namespace.set("ip", "addr", "add", `10.77.0.${host}/24`, "dev", device);
    namespace.set("ip", "addr", "add", `fd77::${host}/64`, "dev", device, "nodad");
    namespace.set("ip", "link", "set", device, "up");
  }
  // The kernel's own ICMP errors are rationed to one machine: tests of refusals would disturb each other.
  far.set("sysctl", "-q", "-w", "net.ipv4.icmp_ratelimit=0", "net.ipv6.icmp.ratelimit=0");
  // Freshly made cables lose the first neighbour solicitation now and then.
  near.set("ping", "-q", "-c", "3", "-i", "0.2", "-W", "2", "fd77::2");
  near.set("ping", "-q", "-c", "3", "-i", "0.2", "-W", "2", "10.77.0.2");
  return { near, far };
}

interface StartOptions {
  readonly timeout?: number;
  readonly environment?: Readonly<Record<string, string>> | undefined;
}

/** A child that dies with this process, with all that it printed. */
function startIn(argv: readonly string[], { timeout, environment }: StartOptions = {}) {
  const started = performance.now();
  const child = spawn("setpriv", ["--pdeathsig", "KILL", "nsenter", ...argv], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, LC_ALL: "C", ...environment },
    ...(timeout !== undefined && { timeout }),
  });
  const closed = once(child, "close");
  const text = { stdout: "", stderr: "" };
  let onText = () => {};
  for (const name of ["stdout", "stderr"] as const)
    child[name].on("data", (chunk: Buffer) => {
      text[name] += chunk.toString();
      onText();
    });
  return {
    process: child,
    said: (ready: string) =>
      new Promise<void>((resolve, reject) => {
        onText = () => {
          if (text.stdout.includes(ready) || text.stderr.includes(ready)) resolve();
        };
        onText();
        child.once("exit", () => {
          reject(new Error(`${argv.join(" ")} ended early: ${text.stderr}`));
        });
      }),
    /** Until nothing more has been printed for a while: what the kernel still holds for it would be lost. Five seconds at most. */
    async quiet() {
      for (let tries = 0, printed = -1; tries < 20 && printed !== text.stdout.length; tries++) {
        printed = text.stdout.length;
        await setTimeout(250);
      }
    },
    async ended(command: readonly string[]): Promise<CommandOutput> {
      await closed;
      return {
        argv: [...command],
        ...text,
        exitCode: child.exitCode,
        timedOut: child.signalCode !== null,
        truncated: false,
        durationMs: performance.now() - started,
      };
    },
  };
}
