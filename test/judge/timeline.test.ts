/** What changed on the way, from objects as real controllers write them: test/fixtures/real/README.md. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { timelineOf, type Asked } from "../../src/judge/timeline/timeline.ts";
import type { Flow } from "../../src/model/flow.ts";
import { Namespace, Node, Pod, PolicyObject, Service, Workload } from "../../src/model/kubernetes.ts";
import type { WeighedFinding } from "../../src/model/report.ts";
import type { ClusterSnapshot } from "../../src/model/snapshot.ts";
import { emptySnapshot } from "../empty-snapshot.ts";

const Listed = z.object({
  items: z.array(z.looseObject({ metadata: z.looseObject({ name: z.string() }) })),
});

function real<T>(file: string, schema: z.ZodType<T>, which: (name: string) => boolean): T[] {
  const path = join(import.meta.dirname, "../fixtures/real/objects", `${file}.json`);
  const { items } = Listed.parse(JSON.parse(readFileSync(path, "utf8")));
  return items.filter(({ metadata }) => which(metadata.name)).map((item) => schema.parse(item));
}

const policy = PolicyObject.parse({
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: {
    name: "only-front",
    namespace: "shop",
    creationTimestamp: "2026-10-01T08:00:00Z",
    managedFields: [
      { manager: "helm", time: "2026-10-01T08:00:00Z", fieldsV1: { "f:spec": { "f:podSelector": {} } } },
      {
        manager: "argocd-controller",
        operation: "Apply",
        time: "2026-11-28T11:22:00Z",
        fieldsV1: { "f:spec": { "f:ingress": {}, "f:podSelector": {} } },
      },
    ],
  },
  spec: { podSelector: {}, policyTypes: ["Ingress"], ingress: [] },
});

function pod(name: string, ip: string, more: object = {}, status: object = {}): Pod {
  return Pod.parse({
    metadata: { name, namespace: "shop", creationTimestamp: "2026-11-20T08:00:00Z", ...more },
    spec: { nodeName: "node1", containers: [{ name: "main" }] },
    status: { podIP: ip, ...status },
  });
}

const client = pod("client", "10.244.1.2");
const web = pod("web", "10.244.1.3");
const node1 = Node.parse({ metadata: { name: "node1", creationTimestamp: "2026-10-01T08:00:00Z" } });

function end(name: string, ip: string): Extract<Flow["from"], { type: "pod" }> {
  return {
    type: "pod",
    namespace: "shop",
    name,
    ips: [ip],
    node: "node1",
    hostNetwork: false,
    ready: true,
    containerIds: [],
  };
}

const flow: Flow = {
  id: "f1",
  from: end("client", "10.244.1.2"),
  to: end("web", "10.244.1.3"),
  family: 4,
  sourceIP: "10.244.1.2",
  destinationIP: "10.244.1.3",
  protocol: "TCP",
  port: 80,
};

const empty: ClusterSnapshot = {
  ...emptySnapshot,
  pods: [client, web],
};

const asOf = "2026-11-28T12:00:00.000Z";

function blames(object: NonNullable<WeighedFinding["finding"]["object"]>): WeighedFinding {
  return {
    code: "ND410",
    title: "No ingress rule admits the source",
    confidence: "confirmed",
    at: "web",
    hopKind: "pod-in",
    flowIds: ["f1"],
    finding: { says: "", because: [], object },
    explains: [],
    against: [],
    rivals: [],
  };
}

function told(snapshot: Partial<ClusterSnapshot>, more: Partial<Asked> = {}): readonly string[] {
  const asked: Asked = {
    question: {},
    flows: [flow],
    snapshot: { ...empty, ...snapshot },
    asOf,
    cause: undefined,
    ...more,
  };
  return (timelineOf(asked)?.changes ?? []).map(({ at, objects, what, blamed, sinceAsked }) =>
    [
      at.slice(0, 19),
      objects.map(({ kind, name }) => `${kind} ${name}`).join(", "),
      what,
      ...(blamed ? ["blamed"] : []),
      ...(sinceAsked ? ["since"] : []),
    ].join(" | "),
  );
}

test("a policy that Argo CD wrote is told with its manager and all fields that it manages, for nothing says which changed", () => {
  expect(told({ policies: [policy] })).toEqual([
    "2026-11-28T11:22:00 | NetworkPolicy only-front | changed by argocd-controller; its fields: spec.ingress, spec.podSelector",
  ]);
});

test("of the object that the answer blames the last change is told however long ago it was", () => {
  const old = {
    ...policy,
    metadata: { ...policy.metadata, managedFields: policy.metadata.managedFields?.slice(0, 1) },
  };
  const cause = blames({ kind: "NetworkPolicy", namespace: "shop", name: "only-front" });
  expect(told({ policies: [old] }, { cause })).toEqual([
    "2026-10-01T08:00:00 | NetworkPolicy only-front | created by helm | blamed",
  ]);
  expect(told({ policies: [policy] }, { cause })).toEqual([
    "2026-11-28T11:22:00 | NetworkPolicy only-front | changed by argocd-controller; its fields: spec.ingress, spec.podSelector | blamed",
  ]);
});

test("a policy that selects neither end is not on the way", () => {
  const other = {
    ...policy,
    spec: { podSelector: { matchLabels: { app: "db" } }, policyTypes: ["Ingress"] },
  };
  expect(told({ policies: [PolicyObject.parse(other)] })).toEqual([]);
});

test("a container that was killed for its memory: how it ended, when it came back, and since when the pod is not ready", () => {
  const killed = pod(
    "web",
    "10.244.1.3",
    {},
    {
      conditions: [
        {
          type: "Ready",
          status: "False",
          reason: "ContainersNotReady",
          lastTransitionTime: "2026-11-28T11:40:02Z",
        },
      ],
      containerStatuses: [
        {
          name: "main",
          ready: false,
          restartCount: 3,
          state: { running: { startedAt: "2026-11-28T11:41:00Z" } },
          lastState: {
            terminated: { reason: "OOMKilled", exitCode: 137, finishedAt: "2026-11-28T11:40:00Z" },
          },
        },
      ],
    },
  );
  expect(told({ pods: [client, killed] })).toEqual([
    "2026-11-28T11:41:00 | Pod web | container main was started again (restart 3)",
    "2026-11-28T11:40:02 | Pod web | is not ready since then (ContainersNotReady)",
    "2026-11-28T11:40:00 | Pod web | container main ended (OOMKilled, exit code 137)",
  ]);
});

test("that a new pod became ready is part of its creation; later it is told", () => {
  const ready = (lastTransitionTime: string) => ({
    conditions: [{ type: "Ready", status: "True", lastTransitionTime }],
  });
  const made = { creationTimestamp: "2026-11-28T11:00:00Z" };
  expect(told({ pods: [client, pod("web", "10.244.1.3", made, ready("2026-11-28T11:00:40Z"))] })).toEqual([
    "2026-11-28T11:00:00 | Pod web | created",
  ]);
  expect(told({ pods: [client, pod("web", "10.244.1.3", made, ready("2026-11-28T11:30:00Z"))] })[0]).toBe(
    "2026-11-28T11:30:00 | Pod web | became ready",
  );
});

test("a pod is being deleted since its deletion was asked for, and not since its grace ends", () => {
  const leaving = pod("web", "10.244.1.3", {
    deletionTimestamp: "2026-11-28T12:00:10Z",
    deletionGracePeriodSeconds: 30,
  });
  expect(told({ pods: [client, leaving] })).toEqual([
    "2026-11-28T11:59:40 | Pod web | is being deleted since then",
  ]);
});

test("a node that was cordoned, tainted and is not ready", () => {
  const node = Node.parse({
    ...node1,
    spec: {
      taints: [
        { key: "node.kubernetes.io/unschedulable", effect: "NoSchedule", timeAdded: "2026-11-28T11:10:00Z" },
        { key: "node.kubernetes.io/unreachable", effect: "NoExecute", timeAdded: "2026-11-28T11:20:05Z" },
        { key: "dedicated", value: "hunter2", effect: "NoSchedule" },
      ],
    },
    status: {
      conditions: [
        {
          type: "Ready",
          status: "Unknown",
          reason: "NodeStatusUnknown",
          lastTransitionTime: "2026-11-28T11:20:00Z",
        },
      ],
    },
  });
  expect(JSON.stringify(node)).not.toContain("hunter2");
  expect(told({ nodes: [node] })).toEqual([
    "2026-11-28T11:20:05 | Node node1 | tainted with node.kubernetes.io/unreachable:NoExecute",
    "2026-11-28T11:20:00 | Node node1 | condition Ready became Unknown (NodeStatusUnknown)",
    "2026-11-28T11:10:00 | Node node1 | cordoned",
  ]);
});

test("objects of a real cluster: who made them, when the network came up, and an annotation by hand", () => {
  const lines = told(
    {
      pods: [client, web],
      nodes: real("nodes", Node, (name) => name === "node1"),
      namespaces: real("namespaces", Namespace, (name) => name === "blue"),
      workloads: real("deployments", Workload, (name) => name === "ingress-nginx-controller"),
      services: real("services", Service, (name) => name === "client-alone"),
    },
    { asOf: "2026-11-27T20:00:00.000Z" },
  );
  expect(lines).toEqual([
    "2026-11-27T19:37:24 | Node node1 | condition NetworkUnavailable became False (CalicoIsUp)",
    "2026-11-27T18:17:35 | Node node1 | changed by kubectl-annotate; its fields: metadata.annotations",
    "2026-11-27T18:08:46 | Deployment ingress-nginx-controller | its last rollout was complete",
    "2026-11-27T18:06:07 | Deployment ingress-nginx-controller | created by kubectl-client-side-apply",
    "2026-11-27T18:05:56 | Node node1 | changed by kube-controller-manager; its fields: metadata.annotations",
    "2026-11-27T18:04:58 | Node node1 | created by kubelet",
  ]);
});

test("the same of many objects within a minute is one line, and at most ten lines are told", () => {
  const made = { creationTimestamp: "2026-11-28T10:00:00Z" };
  const ends = Array.from({ length: 20 }, (_, index) => ({
    flow: { ...flow, id: `f${index}`, to: end(`web-${index}`, `10.244.2.${index}`) },
    pod: pod(`web-${index}`, `10.244.2.${index}`, made),
  }));
  const flows = ends.map((one) => one.flow);
  const together = told({ pods: [client, ...ends.map((one) => one.pod)] }, { flows });
  expect(together).toHaveLength(1);
  const apart = ends.map((one, index) => ({
    ...one.pod,
    metadata: {
      ...one.pod.metadata,
      creationTimestamp: new Date(Date.parse(asOf) - index * 120_000).toISOString(),
    },
  }));
  const timeline = timelineOf({
    question: {},
    flows,
    snapshot: { ...empty, pods: [client, ...apart] },
    asOf,
    cause: undefined,
  });
  expect(timeline?.changes).toHaveLength(10);
  expect(timeline?.more).toBe(9);
});

test("what a clock that goes ahead wrote lies after the run, and is told first", () => {
  const ahead = pod("web", "10.244.1.3", { creationTimestamp: "2026-11-28T12:07:00Z" });
  expect(told({ pods: [client, ahead] })).toEqual(["2026-11-28T12:07:00 | Pod web | created"]);
});

test("since when was asked: a clock's time is read as UTC, a deploy is the newest rollout, and other words are no time", () => {
  const made = { creationTimestamp: "2026-11-28T11:00:00Z" };
  const snapshot = { ...empty, pods: [client, pod("web", "10.244.1.3", made)], policies: [policy] };
  const since = (words: string): unknown =>
    timelineOf({ question: { since: words }, flows: [flow], snapshot, asOf, cause: undefined })?.since;
  expect(since("11:20")).toEqual({ words: "11:20", at: "2026-11-28T11:20:00.000Z", by: "clock" });
  expect(since("the deploy")).toEqual({ words: "the deploy", at: "2026-11-28T11:00:00.000Z", by: "rollout" });
  const lines = told({ pods: snapshot.pods, policies: [policy] }, { question: { since: "11:20" } });
  expect(lines.map((line) => line.endsWith("| since"))).toEqual([true, false]);
});

test("since yesterday, the list goes back that far", () => {
  const made = { creationTimestamp: "2026-11-27T03:00:00Z" };
  const snapshot = { pods: [client, pod("web", "10.244.1.3", made)] };
  expect(told(snapshot)).toEqual([]);
  expect(told(snapshot, { question: { since: "yesterday" } })).toEqual([
    "2026-11-27T03:00:00 | Pod web | created | since",
  ]);
});

test("an old run in which nothing tells a later change has no timeline that would say that nothing changed", () => {
  expect(
    timelineOf({ question: {}, flows: [flow], snapshot: empty, asOf, cause: undefined }),
  ).toBeUndefined();
});

test("what could not be read is named, for it may have changed too", () => {
  const gap = { what: "NetworkPolicies of namespace shop", reason: "forbidden", next: "" };
  const snapshot = { ...empty, policies: [policy], notRead: [gap] };
  expect(timelineOf({ question: {}, flows: [flow], snapshot, asOf, cause: undefined })?.notRead).toEqual([
    "NetworkPolicies of namespace shop",
  ]);
});
