import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import {
  createNodeShell,
  type KubernetesNodeShell,
  type NodeShellOptions,
  sweepLeftovers,
} from "../../../src/adapters/kubernetes/node-shell.ts";
import { everyCapability } from "../../../src/model/capabilities.ts";
import { type FakeApi, startFakeApi } from "./fake-api.ts";
import { Created, FakeNodes } from "./fake-nodes.ts";
import { at, node } from "./session-here.ts";

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

test("the DaemonSet's pod on that node is used, in its container", async () => {
  cluster.daemonSetPod("node1");
  cluster.daemonSetPod("node2");
  const session = await open().open("node2");
  expect((await session.run([hello]))[0]?.stdout).toBe("hello\n");
  expect(session).toMatchObject({ node: "node2", spent: { execs: 1, roundTrips: 1 } });
  expect(api.execs.map(({ query }) => query.get("container"))).toEqual(["prober"]);
  expect(api.asked.filter(({ method, path }) => method === "POST" && path.endsWith("/pods"))).toEqual([]);
  await shell?.close();
  expect([...cluster.pods.keys()]).toEqual(["prober-node1", "prober-node2"]);
});

test.each([
  ["not running", { status: { phase: "Pending" } }],
  ["going away", { metadata: { deletionTimestamp: "2026-11-23T04:00:00Z" } }],
  ["without the container", { spec: { containers: [{ name: "app" }] } }],
])("a DaemonSet's pod that is %s is no place to stand; auto makes one", async (_what, more) => {
  cluster.daemonSetPod("node1", more);
  await expect(open({ provider: "daemonset" }).open("node1")).rejects.toMatchObject({
    notSeen: { why: "no-pod" },
  });
  const session = await open().open("node1");
  expect((await session.run([hello]))[0]?.stdout).toBe("hello\n");
  await session.close();
  expect([...cluster.pods.keys()]).toEqual(["prober-node1"]);
});

test("a DaemonSet's pod in its own network would describe itself: it is refused", async () => {
  cluster.daemonSetPod("node1", { spec: { hostNetwork: false } });
  await expect(open().open("node1")).rejects.toMatchObject({
    notSeen: { why: "failed", next: expect.stringContaining("hostNetwork: true") as string },
  });
});

test("a pod made for the diagnosis is the node, binds to it, ends by itself and is deleted", async () => {
  const session = await open({ provider: "on-demand" }).open("node1");
  const [made] = [...cluster.pods.values()];
  expect(made).toMatchObject({
    metadata: {
      namespace: "netdiag",
      labels: { "app.kubernetes.io/managed-by": "netdiag", "netdiag/owner": "worker-1" },
    },
    spec: {
      nodeName: "node1",
      hostNetwork: true,
      hostPID: true,
      automountServiceAccountToken: false,
      activeDeadlineSeconds: 300,
      restartPolicy: "Never",
      tolerations: [{ operator: "Exists" }],
      containers: [
        {
          name: "prober",
          image: "netdiag-prober:test",
          securityContext: { privileged: false, capabilities: { drop: ["ALL"], add: everyCapability } },
        },
      ],
    },
  });
  // The DaemonSet's controller adopts what carries its label.
  expect(Created.parse(made).metadata.labels["app.kubernetes.io/name"]).not.toBe("netdiag-prober");
  expect((await session.run([hello]))[0]?.stdout).toBe("hello\n");
  await session.close();
  expect(cluster.pods.size).toBe(0);
  const deletion = api.asked.find(({ method }) => method === "DELETE");
  expect(deletion?.query.get("gracePeriodSeconds")).toBe("0");
});

test("a pod is privileged where that is asked for, and then asks for nothing beside it", async () => {
  await open({ provider: "on-demand", privileged: true }).open("node1");
  const [made] = [...cluster.pods.values()];
  expect(made).toMatchObject({
    spec: {
      containers: [{ securityContext: { privileged: true, runAsUser: 0, readOnlyRootFilesystem: true } }],
    },
  });
  expect(JSON.stringify(made)).not.toContain("capabilities");
});

test.each([
  [
    { phase: "Pending", containerStatuses: [waiting("ImagePullBackOff", "Back-off pulling image")] },
    "ImagePullBackOff",
  ],
  [{ phase: "Failed", reason: "Evicted", message: "The node was low on resource" }, "Evicted"],
])("a pod that will not run is told with its reason, and deleted: %j", async (status, says) => {
  cluster.start = (pod) => {
    pod["status"] = status;
  };
  await expect(open({ provider: "on-demand" }).open("node1")).rejects.toMatchObject({
    notSeen: { why: "failed", detail: expect.stringContaining(says) as string },
  });
  expect(cluster.pods.size).toBe(0);
});

function waiting(reason: string, message: string): object {
  return { name: "prober", ready: false, state: { waiting: { reason, message } } };
}

test("a pod that does not start in time is told, and deleted", async () => {
  cluster.start = () => undefined;
  await expect(open({ provider: "on-demand", startMs: 200 }).open("node1")).rejects.toMatchObject({
    notSeen: { why: "failed", detail: expect.stringContaining("did not start in time") as string },
  });
  expect(cluster.pods.size).toBe(0);
});

test("a diagnosis stopped while its pod starts leaves no pod", async () => {
  cluster.start = () => undefined;
  const opening = open({ provider: "on-demand" }).open("node1", AbortSignal.timeout(200));
  await expect(opening).rejects.toMatchObject({ notSeen: { why: "not-asked" } });
  expect(cluster.pods.size).toBe(0);
});

test("when exec fails in a pod that was made, the pod is deleted", async () => {
  api.exec = { refuse: { code: 403, body: '{"message":"pods is forbidden"}' } };
  await expect(open({ provider: "on-demand" }).open("node1")).rejects.toMatchObject({
    notSeen: { why: "forbidden" },
  });
  expect(cluster.pods.size).toBe(0);
});

test.each([
  [
    'pods is forbidden: User "bot" cannot create resource "pods" in API group "" in the namespace "netdiag"',
    'resources: ["pods"], verbs: ["create"]',
  ],
  [
    'pods "x" is forbidden: violates PodSecurity "baseline:latest": host namespaces',
    "pod-security.kubernetes.io/enforce=privileged",
  ],
])("not being allowed to make a pod is told with the way out: %s", async (message, next) => {
  const routes = api.routes;
  api.routes = (asked) =>
    asked.method === "POST" && asked.path.endsWith("/pods")
      ? { code: 403, body: { kind: "Status", message, reason: "Forbidden" } }
      : routes(asked);
  await expect(open({ provider: "on-demand" }).open("node1")).rejects.toMatchObject({
    notSeen: { why: "forbidden", next: expect.stringContaining(next) as string },
  });
  api.routes = routes;
});

test("without an image, no pod is made and the setting is named", async () => {
  const options = { namespace: "netdiag", provider: "auto", owner: "worker-1" } as const;
  shell = createNodeShell(api.connection, options);
  await expect(shell.open("node1")).rejects.toMatchObject({
    notSeen: { why: "no-pod", next: expect.stringContaining("NETDIAG_PROBER_IMAGE") as string },
  });
});

test("leftovers of dead workers are swept by age, nothing else is", async () => {
  const now = new Date();
  const ours = {
    "app.kubernetes.io/name": "netdiag-prober-on-demand",
    "app.kubernetes.io/managed-by": "netdiag",
  };
  const put = (name: string, labels: object, ageMs: number): void => {
    const creationTimestamp = new Date(now.getTime() - ageMs).toISOString();
    const metadata = { name, generateName: "", labels, creationTimestamp };
    cluster.pods.set(name, { metadata, spec: { nodeName: "node1", containers: [] } });
  };
  put("old", ours, 301_000);
  put("young", ours, 60_000);
  put("foreign", { "app.kubernetes.io/name": "other" }, 900_000);
  cluster.daemonSetPod("node1");
  const options = { namespace: "netdiag", provider: "auto", owner: "worker-2" } as const;
  expect(await sweepLeftovers(api.connection, options, now)).toBe(1);
  expect([...cluster.pods.keys()].sort()).toEqual(["foreign", "prober-node1", "young"]);
});
