import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { start } from "./run.ts";

/**
 * The lab is one tree of PID namespaces. Its root is a `cat` on a pipe this process holds: when this process ends, however it
 * ends, the pipe closes, `cat` exits as PID 1, and the kernel takes every process below, and with them every namespace,
 * interface and mount. Nothing has a name outside (no `ip netns add`), so nothing can stay behind.
 */
export interface ProcessTree {
  readonly rootless: boolean;
  /** Makes a node: a PID namespace below the lab's, with its own network, mounts, hostname and IPC. Resolves to its PID as seen from here. */
  addNode(name: string): Promise<number>;
  /** The command line that enters the namespaces of a process, named by its PID as seen from here. */
  enter(pid: number, namespaces: Namespaces, argv: readonly string[]): string[];
  readonly labPid: number;
  /** Closes the pipe and waits until all are gone. */
  end(): Promise<void>;
}

/** `all`: everything but the cgroup; `net`: only the network, so PIDs and files stay those of this process. */
export type Namespaces = "all" | "net";
const flags: Readonly<Record<Namespaces, readonly string[]>> = {
  all: ["-m", "-u", "-i", "-n", "-p"],
  net: ["-n"],
};

const making = ["-f", "--kill-child", "--propagation", "private", "sh", "-c"];

// An ignored SIGCHLD outlives exec, so PID 1 reaps orphans without knowing it.
const labInit = `read -r pid _ </proc/self/stat
ip link set lo up
echo "READY $pid"
trap "" CHLD
exec cat >/dev/null`;

// The PID is read before the new /proc is mounted: until then it is the one this process sees.
const nodeInit = `read -r pid _ </proc/self/stat
set -e
hostname "$1"
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /tmp
mount -t tmpfs tmpfs /dev/shm
mount -t proc proc /proc
mount -t sysfs sysfs /sys
ip link set lo up
echo "READY $pid"
trap "" CHLD
exec sleep infinity`;

/** Waits for `READY pid`. Rejects with the process's own words when it ends first. */
function ready(child: ChildProcessWithoutNullStreams, what: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let printed = "";
    let complained = "";
    child.stdout.on("data", (chunk: Buffer) => {
      printed += chunk.toString("utf8");
      const pid = /^READY (\d+)$/m.exec(printed)?.[1];
      if (pid !== undefined) resolve(Number(pid));
    });
    child.stderr.on("data", (chunk: Buffer) => (complained += chunk.toString("utf8")));
    child.on("error", reject);
    child.on("exit", (code) => {
      reject(new Error(`${what} did not start (exit ${code ?? "by signal"}): ${complained.trim()}`));
    });
  });
}

const ended = (child: ChildProcessWithoutNullStreams): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) =>
        child.once("exit", () => {
          resolve();
        }),
      );

/** Starts the lab's root, in a user namespace of its own when `rootless`. Rejects when the kernel does not allow it. */
export async function startProcessTree(rootless: boolean): Promise<ProcessTree> {
  const user = rootless ? ["-U", "-r"] : [];
  const lab = start(["unshare", ...user, "-m", "-p", "-n", "-i", ...making, labInit]);
  const children = [lab];
  const labPid = await ready(lab, "the lab");
  const intoUser = rootless ? ["-U", "--preserve-credentials"] : [];
  const enter = (pid: number, namespaces: Namespaces, argv: readonly string[]): string[] => [
    "nsenter",
    ...intoUser,
    "-t",
    `${pid}`,
    ...flags[namespaces],
    "--",
    ...argv,
  ];
  return {
    rootless,
    labPid,
    enter,
    async addNode(name) {
      const unshare = ["unshare", "-m", "-p", "-n", "-u", "-i", ...making, nodeInit, "sh", name];
      const node = start([
        "nsenter",
        ...intoUser,
        "-t",
        `${labPid}`,
        "-m",
        "-i",
        "-n",
        "-p",
        "--",
        ...unshare,
      ]);
      children.push(node);
      return ready(node, `node ${name}`);
    },
    async end() {
      lab.stdin.end();
      await Promise.all(children.map(ended));
    },
  };
}
