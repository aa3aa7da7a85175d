/** A run stays small, whatever stands beside the pods of the question, and is judged as it was when it is judged again. */
import { expect, test } from "vitest";
import { diagnose } from "../../src/diagnose.ts";
import { conclude } from "../../src/judge/conclude.ts";
import { keptSnapshot } from "../../src/judge/kept-snapshot.ts";
import { Bundle } from "../../src/model/bundle.ts";
import { EndpointSlice, Node, Pod, PolicyObject, Service } from "../../src/model/kubernetes.ts";
import { asNeighbour } from "../../src/model/neighbour.ts";
import type { Report } from "../../src/model/report.ts";
import { CouldNotStand, type Clock, type NodeShell } from "../../src/ports.ts";
import { parseQuestion } from "../../src/question/index.ts";
import { runs } from "../mutated/recordings.ts";
import { memoryCluster } from "../resolve/memory-cluster.ts";

test("no recorded run is judged otherwise from what is kept of it", { timeout: 300_000 }, () => {
  for (const { name, read } of runs.filter((_, at) => at % 8 === 0)) {
    const bundle = Bundle.parse(read());
    const kept = { ...bundle, snapshot: keptSnapshot(bundle.snapshot, bundle.flows) };
    expect(conclude(kept), name).toEqual(conclude(bundle));
  }
});

const many = 6000;
const labels = (index: number) => ({ app: `app-${index % 300}`, "pod-template-hash": `h${index % 300}` });
const ip = (index: number): string => `10.${64 + (index >> 14)}.${(index >> 7) & 127}.${(index & 127) + 1}`;
const namespace = "shop";

function pod(name: string, index: number, own: Readonly<Record<string, string>>): Pod {
  return Pod.parse({
    metadata: {
      name,
      namespace,
      uid: `3f1b5a52-7f0a-4a3e-9a45-${String(index).padStart(12, "0")}`,
      labels: { ...own, "app.kubernetes.io/part-of": "shop", "app.kubernetes.io/managed-by": "Helm" },
      ownerReferences: [
        { apiVersion: "apps/v1", kind: "ReplicaSet", name: `rs-${index % 300}`, controller: true },
      ],
      creationTimestamp: "2026-11-28T10:00:00Z",
    },
    spec: {
      nodeName: `node${(index % 40) + 1}`,
      serviceAccountName: "default",
      containers: [{ name: "main", ports: [{ name: "http", containerPort: 8080, protocol: "TCP" }] }],
    },
    status: {
      phase: "Running",
      podIP: ip(index),
      podIPs: [{ ip: ip(index) }],
      hostIP: "172.30.0.11",
      conditions: ["Initialized", "Ready", "ContainersReady", "PodScheduled"].map((type) => ({
        type,
        status: "True",
      })),
      containerStatuses: [
        {
          name: "main",
          ready: true,
          restartCount: 0,
          containerID: `containerd://${String(index).padStart(64, "0")}`,
        },
      ],
    },
  });
}

const policy = (name: string, spec: object): PolicyObject =>
  PolicyObject.parse({
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name, namespace },
    spec,
  });

const from = (...apps: readonly string[]) => [
  {
    from: apps.map((app) => ({ podSelector: { matchLabels: { app } } })),
    ports: [{ port: 8080, protocol: "TCP" }],
  },
];

const clock: Clock = { now: () => new Date(0), elapsed: () => 0 };
const nowhere: NodeShell = {
  open: (node) =>
    Promise.reject(new CouldNotStand({ why: "node-unreachable", detail: `${node} is away`, next: "wait" })),
};

async function ask(policies: readonly PolicyObject[]) {
  const web = Array.from({ length: many }, (_, index) => pod(`web-${index}`, index, { app: "web" }));
  const others = Array.from({ length: many }, (_, index) =>
    pod(`other-${index}`, many + index, labels(index)),
  );
  const slices = Array.from({ length: many / 100 }, (_, slice) =>
    EndpointSlice.parse({
      metadata: { name: `web-${slice}`, namespace, labels: { "kubernetes.io/service-name": "web" } },
      addressType: "IPv4",
      ports: [{ name: "http", port: 8080, protocol: "TCP" }],
      endpoints: web.slice(slice * 100, slice * 100 + 100).map(({ metadata, spec, status }) => ({
        addresses: [status?.podIP],
        conditions: { ready: true, serving: true, terminating: false },
        nodeName: spec.nodeName,
        targetRef: { kind: "Pod", name: metadata.name, namespace, uid: metadata.uid },
      })),
    }),
  );
  const cluster = memoryCluster({
    Pod: [...web, ...others, pod("client", 2 * many, { app: "client" })],
    Service: [
      Service.parse({
        metadata: { name: "web", namespace },
        spec: {
          clusterIP: "10.96.0.80",
          clusterIPs: ["10.96.0.80"],
          selector: { app: "web" },
          ports: [{ name: "http", port: 80, targetPort: "http" }],
        },
      }),
    ],
    EndpointSlice: slices,
    Node: Array.from({ length: 40 }, (_, index) => Node.parse({ metadata: { name: `node${index + 1}` } })),
    NetworkPolicy: policies,
  });
  const parsed = parseQuestion("shop/client to shop/web:80");
  if (!("question" in parsed)) throw new Error("no question");
  return await diagnose(parsed.question, { cluster, nodes: nowhere, clock });
}

const idle = Array.from({ length: 5000 }, (_, index) =>
  policy(`of-app-${index}`, {
    podSelector: { matchLabels: { app: `app-${index % 300}` } },
    policyTypes: ["Ingress"],
    ingress: from(`app-${(index + 1) % 300}`, `app-${(index + 2) % 300}`),
  }),
);

function sameAgain({ bundle, report }: { readonly bundle: Bundle; readonly report: Report }): void {
  const saved = JSON.stringify(bundle);
  expect(saved.length).toBeLessThan(2_000_000);
  expect(conclude(Bundle.parse(JSON.parse(saved)))).toEqual(report);
}

test(
  "of 12,000 pods, 6,000 endpoints and 5,000 policies two megabytes are kept, and who decides is among them",
  { timeout: 120_000 },
  async () => {
    const denies = policy("web-isolation", {
      podSelector: { matchLabels: { app: "web" } },
      policyTypes: ["Ingress"],
      ingress: from("admin"),
    });
    const { bundle, report } = await ask([...idle, denies]);
    sameAgain({ bundle, report });
    expect(report.policy).toMatchObject({
      verdict: "deny",
      sentence: expect.stringContaining("app=admin") as string,
    });
    expect(report.notChecked.map(({ what }) => what)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^\d+ pods of namespace shop$/),
        expect.stringMatching(/^\d+ policies, NetworkPolicy shop\/of-app-\d+ among them$/),
      ]),
    );
    // Of each kind of pod there is one still.
    const apps = new Set(bundle.snapshot.pods.map(({ metadata }) => metadata.labels?.["app"]));
    expect(apps.size).toBe(302);
    expect(bundle.snapshot.endpointSlices.flatMap(({ endpoints }) => endpoints)).toHaveLength(many);
  },
);

test(
  "where policies that select an end had to be left out, nothing is called allowed for the lack of them",
  { timeout: 120_000 },
  async () => {
    const admitting = Array.from({ length: 5000 }, (_, index) =>
      policy(`web-from-${index}`, {
        podSelector: { matchLabels: { app: "web" } },
        policyTypes: ["Ingress"],
        ingress: from(index === 4999 ? "client" : `app-${index}`),
      }),
    );
    const { bundle, report } = await ask(admitting);
    sameAgain({ bundle, report });
    // The one that lets the client in is kept, whatever its place.
    expect(bundle.snapshot.policies.map(({ metadata }) => metadata.name)).toContain("web-from-4999");
    expect(report.policy).toMatchObject({
      verdict: "undecidable",
      sentence: expect.stringContaining("could not be read") as string,
    });
  },
);

test("of a neighbour its name, labels, addresses, ports and node are kept", () => {
  expect(asNeighbour(pod("web-1", 1, { app: "web" }))).toEqual({
    kind: "Pod",
    metadata: {
      name: "web-1",
      namespace,
      labels: { app: "web", "app.kubernetes.io/part-of": "shop", "app.kubernetes.io/managed-by": "Helm" },
      ownerReferences: [{ apiVersion: "apps/v1", kind: "ReplicaSet", name: "rs-1", controller: true }],
    },
    spec: {
      nodeName: "node2",
      serviceAccountName: "default",
      containers: [{ name: "main", ports: [{ name: "http", containerPort: 8080, protocol: "TCP" }] }],
    },
    status: { phase: "Running", podIP: ip(1), conditions: [{ type: "Ready", status: "True" }] },
  });
});

test("of a neighbour that answers at a port of its node the node's address is kept as well", () => {
  const plain = pod("web-1", 1, { app: "web" });
  const ports = [{ containerPort: 8080, hostPort: 8081 }];
  const kept = asNeighbour({ ...plain, spec: { ...plain.spec, containers: [{ name: "main", ports }] } });
  expect(kept.status?.hostIP).toBe("172.30.0.11");
});
