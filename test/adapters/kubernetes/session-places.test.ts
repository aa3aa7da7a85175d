/** Finding a pod's namespace, with processes whose /proc/PID/cgroup reads as on real nodes. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { ExecSession } from "../../../src/adapters/kubernetes/session.ts";
import { type FakeApi, startFakeApi } from "./fake-api.ts";
import { becomes } from "./processes.ts";
import { at, node, openSession, pod, sh } from "./session-here.ts";
import { shellsHere } from "./shells.ts";

const { shells, remove } = shellsHere();
const canUnshare = spawnSync("unshare", ["-m", "-n", "true"]).status === 0;
if (!canUnshare) process.stderr.write("no namespaces here (root is needed): pod places are not tested\n");

const id = "72df4010f69de74899e012f7d4a67b78c2f2690ed20e261b5ea389d3a6bf797c";
const other = "e4ab36a74538bc6d7b5b0e317001fb2ed1c82da29caaa02aae851bca9bc55b84";
const pods = "/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod1a2b.slice";

/** Lays the files over /proc/PID/cgroup in a mount namespace of its own: PID FILE … -- COMMAND. */
const overlay =
  'while [ "$1" != -- ]; do mount --bind "$2" "/proc/$1/cgroup"; shift 2; done; shift; exec "$@"';

let api: FakeApi;
let folder: string;
let session: ExecSession | undefined;
const stand: ChildProcess[] = [];
beforeAll(async () => {
  api = await startFakeApi();
  folder = mkdtempSync(join(tmpdir(), "netdiag-places-"));
});
afterEach(async () => {
  await session?.close();
  for (const child of stand.splice(0)) child.kill("SIGKILL");
});
afterAll(async () => {
  await api.stop();
  rmSync(folder, { recursive: true });
  remove();
});

/** A process that stands for a container's: in its own network namespace, or in the node's. */
async function standIn(own: "own namespace" | "node's namespace"): Promise<number> {
  const child = own === "own namespace" ? spawn("unshare", ["-n", "sleep", "600"]) : spawn("sleep", ["600"]);
  stand.push(child);
  const pid = child.pid ?? 0;
  if (own === "own namespace") await becomes(() => netns(pid) !== netns("self"), 2000);
  return pid;
}

function netns(pid: number | "self"): string {
  return readlinkSync(`/proc/${pid}/ns/net`);
}

/** Opens a session on a node where these processes have these cgroups. */
async function openWith(
  cgroups: Readonly<Record<number, string>>,
  env: Readonly<Record<string, string>>,
): Promise<ExecSession> {
  const pairs = Object.entries(cgroups).flatMap(([pid, text]) => {
    const file = join(folder, pid);
    writeFileSync(file, `${text}\n`);
    return [pid, file];
  });
  api.exec = { env, wrap: ["unshare", "-m", "sh", "-c", overlay, "sh", ...pairs, "--"] };
  session = await openSession(api);
  return session;
}

const whereAmI = sh('readlink /proc/self/ns/net; echo "$NETDIAG_PID"');

describe.runIf(canUnshare).each(shells)("with $name, a pod's namespace", ({ env }) => {
  test.each([
    ["cgroup v2, systemd driver, containerd", `0::${pods}/cri-containerd-${id}.scope`],
    [
      "cgroup v2, seen from another cgroup namespace",
      `0::/../kubepods-pod1.slice/cri-containerd-${id}.scope`,
    ],
    ["cgroup v2, CRI-O", `0::${pods}/crio-${id}.scope`],
    ["cgroup v2, Docker", `0::${pods}/docker-${id}.scope`],
    ["cgroup v2, a container that runs systemd", `0::${pods}/cri-containerd-${id}.scope/init.scope`],
    [
      "cgroup v1, cgroupfs driver",
      `12:pids:/kubepods/besteffort/pod1/${id}\n1:name=systemd:/kubepods/besteffort/pod1/${id}`,
    ],
    [
      "cgroup v1, containerd's own form",
      `3:cpu:/system.slice/containerd.service/kubepods-pod1.slice:cri-containerd:${id}`,
    ],
  ])("is found by its container's id: %s", async (_form, cgroup) => {
    const inside = await standIn("own namespace");
    const stranger = await standIn("own namespace");
    const open = await openWith({ [inside]: cgroup, [stranger]: cgroup.replaceAll(id, other) }, env);
    const [output] = await open.run([at(pod(id), whereAmI)]);
    expect(output).toMatchObject({ exitCode: 0, stdout: `${netns(inside)}\n${inside}\n` });
  });

  test("is not the node's, where CRI-O's monitor carries the same id", async () => {
    const monitor = await standIn("node's namespace");
    const inside = await standIn("own namespace");
    const open = await openWith(
      {
        [monitor]: `0::${pods}/crio-conmon-${id}.scope`,
        [inside]: `0::${pods}/crio-${id}.scope`,
      },
      env,
    );
    const [output] = await open.run([at(pod(id), whereAmI)]);
    expect(output?.stdout).toBe(`${netns(inside)}\n${inside}\n`);
  });

  test("is not that of a container running inside the container", async () => {
    const nested = await standIn("own namespace");
    const inside = await standIn("own namespace");
    const open = await openWith(
      {
        [nested]: `0::${pods}/cri-containerd-${id}.scope/docker/${other}`,
        [inside]: `0::${pods}/cri-containerd-${id}.scope`,
      },
      env,
    );
    const [outer, inner] = await open.run([at(pod(id), whereAmI), at(pod(other), whereAmI)]);
    expect(outer?.stdout).toBe(`${netns(inside)}\n${inside}\n`);
    expect(inner?.stdout).toBe(`${netns(nested)}\n${nested}\n`);
  });

  test("is looked up again when the process is gone", async () => {
    const first = await standIn("own namespace");
    const open = await openWith({ [first]: `0::${pods}/cri-containerd-${id}.scope` }, env);
    const command = at(pod(`containerd://${id}`), whereAmI);
    expect((await open.run([command]))[0]?.exitCode).toBe(0);
    stand[0]?.kill("SIGKILL");
    await becomes(() => !isThere(first), 1000);
    expect((await open.run([command]))[0]).toMatchObject({ exitCode: null, notSeen: { why: "no-pod" } });
  });

  test("and the node's own are told apart in one batch", async () => {
    const inside = await standIn("own namespace");
    const open = await openWith({ [inside]: `0::${pods}/cri-containerd-${id}.scope` }, env);
    const outputs = await open.run([at(pod(id), whereAmI), at(node, whereAmI)], { parallel: true });
    expect(outputs.map(({ stdout }) => stdout)).toEqual([
      `${netns(inside)}\n${inside}\n`,
      `${netns("self")}\n1\n`,
    ]);
  });
});

function isThere(pid: number): boolean {
  try {
    netns(pid);
    return true;
  } catch {
    return false;
  }
}
