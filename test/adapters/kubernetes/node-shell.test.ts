import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import {
  createNodeShell,
  type KubernetesNodeShell,
  type NodeShellOptions,
} from "../../../src/adapters/kubernetes/node-shell.ts";
import { NotAudited, type Audit } from "../../../src/ports.ts";
import { type FakeApi, startFakeApi } from "./fake-api.ts";
import { FakeNodes, nodeObject } from "./fake-nodes.ts";
import { at, node, sh } from "./session-here.ts";

let cluster: FakeNodes;
let api: FakeApi;
let shell: KubernetesNodeShell | undefined;

beforeAll(async () => {
  api = await startFakeApi();
});
afterAll(() => api.stop());
beforeEach(() => {
  cluster = new FakeNodes();
  api.routes = cluster.answer;
  api.exec = {};
  api.asked.length = 0;
  api.execs.length = 0;
});
afterEach(async () => {
  await shell?.close();
  shell = undefined;
});

function open(options: Partial<NodeShellOptions> = {}): KubernetesNodeShell {
  shell = createNodeShell(api.connection, {
    namespace: "netdiag",
    provider: "auto",
    image: "netdiag-prober:test",
    owner: "worker-1",
    startMs: 3000,
    ...options,
  });
  return shell;
}

const hello = at(node, ["echo", "hello"]);

test("a node whose kubelet went silent is not waited for", async () => {
  const file = join(import.meta.dirname, "../../fixtures/kubernetes/node2-kubelet-dead.json");
  cluster.nodes["node2"] = JSON.parse(readFileSync(file, "utf8"));
  cluster.start = () => undefined;
  const began = performance.now();
  await expect(open({ provider: "on-demand", startMs: 30_000 }).open("node2")).rejects.toMatchObject({
    notSeen: {
      why: "node-unreachable",
      detail: expect.stringContaining("Kubelet stopped posting node status") as string,
    },
  });
  expect(performance.now() - began).toBeLessThan(15_000);
  expect(cluster.pods.size).toBe(0);
});

test("a node that is gone is said to be gone", async () => {
  await expect(open().open("node9")).rejects.toMatchObject({
    notSeen: { why: "node-unreachable", detail: expect.stringContaining("no node node9") as string },
  });
});

test("a node that is not ready but alive is stood on; its complaint is told only when that fails", async () => {
  cluster.nodes["node1"] = nodeObject("False", "cni plugin not initialized");
  cluster.daemonSetPod("node1");
  const session = await open().open("node1");
  expect((await session.run([hello]))[0]?.stdout).toBe("hello\n");
  await session.close();
  api.exec = { silent: true };
  await expect(open({ limits: { handshakeMs: 200 } }).open("node1")).rejects.toMatchObject({
    notSeen: {
      why: "node-unreachable",
      detail: expect.stringContaining("cni plugin not initialized") as string,
    },
  });
});

test("a node asked for twice is one session and one exec, until both have left", async () => {
  cluster.daemonSetPod("node1");
  const standing = open();
  const [first, second] = await Promise.all([standing.open("node1"), standing.open("node1")]);
  await first.close();
  await first.close();
  expect((await second.run([hello]))[0]?.stdout).toBe("hello\n");
  expect(api.execs).toHaveLength(1);
  await second.close();
  await expect(second.run([hello])).rejects.toMatchObject({ name: "CouldNotStand" });
  const third = await standing.open("node1");
  expect((await third.run([hello]))[0]?.stdout).toBe("hello\n");
  expect(api.execs).toHaveLength(2);
});

test("sessions of several nodes open at the same time", async () => {
  // Neither pod runs before both are asked for.
  cluster.start = () => {
    if (cluster.pods.size < 2) return;
    for (const pod of cluster.pods.values()) pod["status"] = { phase: "Running" };
  };
  const standing = open({ provider: "on-demand" });
  await Promise.all(["node1", "node2"].map((name) => standing.open(name)));
  expect(cluster.pods.size).toBe(2);
  await standing.close();
  expect(cluster.pods.size).toBe(0);
});

test("every exec and every batch is written to the audit log before it runs, and again with what it took", async () => {
  cluster.daemonSetPod("node1");
  const lines: Parameters<Audit["write"]>[0][] = [];
  const audit: Audit = { write: (event) => lines.push(event) };
  const session = await open({ audit }).open("node1");
  await session.run([at(node, sh("echo x", "a b"))]);
  const window = await session.openWindow({ captures: [], counters: [at(node, ["cat", "/dev/null"])] });
  await window.close();
  await session.close();
  const batch = ["commands", "commands-ended"];
  expect(lines.map(({ event }) => event)).toEqual([
    ...["stand", "session"],
    ...[...batch, ...batch, ...batch],
    "session-ended",
  ]);
  expect(lines[1]).toMatchObject({
    node: "node1",
    pod: "prober-node1",
    namespace: "netdiag",
    container: "prober",
    argv: expect.arrayContaining(["sh"]) as string[],
  });
  expect(lines[2]).toMatchObject({
    node: "node1",
    commands: [{ place: "node1", argv: ["sh", "-c", "echo x", "netdiag", "a b"] }],
  });
  const took = { durationMs: expect.any(Number) as number, bytes: expect.any(Number) as number };
  expect(lines[3]).toMatchObject({ node: "node1", commands: 1, ...took });
  expect(lines.at(-1)).toMatchObject({ node: "node1", pod: "prober-node1", ...took });
});

/** An audit log whose disk is full from this kind of line on, as often as it is tried. */
function fullFrom(first: string): Audit {
  let full = false;
  return {
    write: ({ event }) => {
      full ||= event === first;
      if (full)
        throw new NotAudited("ENOSPC: no space left on device, write", "/var/log/netdiag/audit.jsonl");
    },
  };
}

test.each([
  ["stand", 0, 0],
  ["session", 1, 0],
])(
  "where the line %s cannot be written, nobody stands on the node, and no pod is left there",
  async (first, made, execs) => {
    const audit = fullFrom(first);
    await expect(open({ audit, provider: "on-demand" }).open("node1")).rejects.toMatchObject({
      notSeen: {
        why: "failed",
        detail: expect.stringContaining("the audit log cannot be written (ENOSPC") as string,
        next: expect.stringContaining("/var/log/netdiag/audit.jsonl") as string,
      },
    });
    expect(api.asked.filter(({ method, path }) => method === "POST" && path.endsWith("/pods"))).toHaveLength(
      made,
    );
    expect(api.execs).toHaveLength(execs);
    expect(cluster.pods.size).toBe(0);
  },
);

test("the line of a session says which image runs there", async () => {
  const lines: Parameters<Audit["write"]>[0][] = [];
  const session = await open({ audit: { write: (event) => lines.push(event) }, provider: "on-demand" }).open(
    "node1",
  );
  await session.close();
  expect(lines[1]).toMatchObject({ event: "session", image: "netdiag-prober:test" });
});

test("a command that cannot be audited is not run, and the pod is given back all the same", async () => {
  const touched = join(mkdtempSync(join(tmpdir(), "netdiag-audit-")), "touched");
  const session = await open({ audit: fullFrom("commands"), provider: "on-demand" }).open("node1");
  await expect(session.run([at(node, ["touch", touched])])).rejects.toMatchObject({
    notSeen: { detail: expect.stringContaining("nothing is run on node1") as string },
  });
  const watching = session.openWindow({ captures: [], counters: [at(node, ["touch", touched])] });
  await expect(watching).rejects.toMatchObject({ name: "CouldNotStand" });
  await session.close();
  expect(existsSync(touched)).toBe(false);
  expect(cluster.pods.size).toBe(0);
});

test.each(["commands-ended", "session-ended"])(
  "where the line %s cannot be written, what was seen stands, and the pod is given back",
  async (first) => {
    const session = await open({ audit: fullFrom(first), provider: "on-demand" }).open("node1");
    expect((await session.run([hello]))[0]?.stdout).toBe("hello\n");
    await session.close();
    expect(cluster.pods.size).toBe(0);
  },
);
