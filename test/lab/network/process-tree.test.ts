import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, readdirSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { describeOnLab } from "./on-lab.ts";
import { labEnvironment } from "./privilege.ts";

const kinds = ["net", "pid", "mnt"];

/** The namespaces somebody on this machine lives in, each with the processes in it. */
function livedIn(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name)))
    for (const kind of kinds) {
      try {
        const namespace = readlinkSync(`/proc/${pid}/ns/${kind}`);
        found.set(namespace, [...(found.get(namespace) ?? []), pid]);
      } catch {
        // The process ended while we looked.
      }
    }
  return found;
}

/** Namespaces of a process and of all below it. */
function namespacesBelow(root: number): Set<string> {
  const parents = new Map<number, number>();
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      parents.set(Number(pid), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
    } catch {
      // The process ended while we looked.
    }
  }
  const isBelow = (pid: number): boolean => {
    let at: number | undefined = pid;
    while (at !== undefined && at > 1 && at !== root) at = parents.get(at);
    return at === root;
  };
  const below = new Set([...parents.keys()].filter(isBelow).map(String));
  return new Set(
    [...livedIn()].filter(([, pids]) => pids.some((pid) => below.has(pid))).map(([name]) => name),
  );
}

async function untilTrue(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !condition(); tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
}

describeOnLab("the builder is killed", () => {
  test("no process, namespace, mount or file of the lab outlives a builder that gets SIGKILL", async () => {
    const before = {
      mounts: readFileSync("/proc/self/mountinfo", "utf8"),
      links: readFileSync("/proc/net/dev", "utf8").split("\n").length,
    };
    const builder = spawn(process.execPath, ["--import", "tsx", join(import.meta.dirname, "hold-open.ts")], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, ...labEnvironment },
    });
    onTestFinished(() => void builder.kill("SIGKILL"));
    await once(builder.stdout, "data");
    // Numbers of namespaces that ended are given out again: only our own are taken away.
    const own = new Set(kinds.map((kind) => readlinkSync(`/proc/self/ns/${kind}`)));
    const built = (): string[] => [...namespacesBelow(builder.pid ?? 0)].filter((name) => !own.has(name));
    await untilTrue(() => built().length >= 6 * kinds.length);
    const lab = built();
    // The lab itself, three nodes and two pods: each with network, PIDs and mounts.
    expect(lab.length).toBeGreaterThanOrEqual(6 * kinds.length);

    builder.kill("SIGKILL");
    await once(builder, "exit");
    const left = (): string[] => lab.filter((namespace) => livedIn().has(namespace));
    await untilTrue(() => left().length === 0);
    expect(left()).toEqual([]);
    expect(readFileSync("/proc/self/mountinfo", "utf8")).toBe(before.mounts);
    expect(readFileSync("/proc/net/dev", "utf8").split("\n").length).toBe(before.links);
    expect(readdirSync("/run").filter((name) => name === "lab")).toEqual([]);
  });
});
