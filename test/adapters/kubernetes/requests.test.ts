/** What one question asks of an API server: how much, and how often it waits for an answer before it goes on. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCluster } from "../../../src/adapters/kubernetes/cluster.ts";
import { connectCluster, type Connection } from "../../../src/adapters/kubernetes/connection.ts";
import { parseQuestion } from "../../../src/question/index.ts";
import { resolve, type Resolution } from "../../../src/resolve/resolve.ts";
import type { User } from "../../lab/api/access.ts";
import { Kubeconfigs } from "../../lab/api/kubeconfig.ts";
import { runningPod, startLocalServer } from "../../lab/api/local-server.ts";
import type { KubeObject } from "../../lab/api/object.ts";
import type { PolicyApi } from "../../lab/api/policy-apis.ts";
import type { ApiServer } from "../../lab/api/server.ts";
import { startWaveCounter, type WaveCounter } from "./wave-counter.ts";

const named = (kind: string, name: string, namespace?: string, more: object = {}): KubeObject => ({
  apiVersion: { EndpointSlice: "discovery.k8s.io/v1", NetworkPolicy: "networking.k8s.io/v1" }[kind] ?? "v1",
  kind,
  metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
  ...more,
});
const clusterIP = (app: string, address: string): object => ({
  spec: { selector: { app }, clusterIP: address, clusterIPs: [address], ports: [{ port: 80 }] },
});
const behind = (service: string, address: string, pod: string, namespace: string): object => ({
  metadata: { name: `${service}-1`, namespace, labels: { "kubernetes.io/service-name": service } },
  addressType: "IPv4",
  endpoints: [
    { addresses: [address], conditions: { ready: true }, targetRef: { kind: "Pod", name: pod, namespace } },
  ],
  ports: [{ port: 8080 }],
});
const resolver = runningPod("coredns", "node2", "10.244.2.2");

const objects: readonly KubeObject[] = [
  named("Namespace", "kube-system"),
  named("Node", "node1"),
  named("Node", "node2"),
  runningPod("web", "node2", "10.244.2.9"),
  { ...resolver, metadata: { name: "coredns", namespace: "kube-system", labels: { "k8s-app": "kube-dns" } } },
  named("Service", "web", "shop", clusterIP("web", "10.96.0.20")),
  named("Service", "kube-dns", "kube-system", clusterIP("kube-dns", "10.96.0.10")),
  named("EndpointSlice", "", "", behind("web", "10.244.2.9", "web", "shop")),
  named("EndpointSlice", "", "", behind("kube-dns", "10.244.2.2", "coredns", "kube-system")),
  named("NetworkPolicy", "closed", "shop", { spec: { podSelector: {}, policyTypes: ["Ingress"] } }),
];

/** May read a namespace and no more, as people do who are let into a cluster. */
const guest: Omit<User, "name"> = {
  rules: [
    { apiGroups: ["*"], resources: ["*"], verbs: ["get", "list"], namespace: "shop" },
    { apiGroups: ["*"], resources: ["*"], verbs: ["get", "list"], namespace: "kube-system" },
  ],
};

interface Cost {
  readonly requests: number;
  readonly waves: number;
  readonly asked: readonly string[];
  readonly found: Resolution;
}

/** An API server with these policy APIs, and what questions to it cost. */
async function clusterWith(policyApis: readonly PolicyApi[], more: readonly KubeObject[] = []) {
  const server: ApiServer = await startLocalServer({
    policyApis,
    tokens: { "admin-token": { name: "admin" }, "guest-token": { name: "guest", ...guest } },
  });
  for (const object of [...objects, ...more]) server.store.create(object);
  const counter: WaveCounter = await startWaveCounter(server.url, 150);
  const kubeconfigs = new Kubeconfigs(counter.url, "lab");
  const connectionOf = (user: string): Connection =>
    connectCluster({ kubeconfig: kubeconfigs.pathFor(user, `${user}-token`) });
  const connection = connectionOf("admin");
  return {
    connectionOf,
    async ask(words: string, as: Connection = connection): Promise<Cost> {
      counter.waves.length = 0;
      const parsed = parseQuestion(words);
      if (!("question" in parsed)) throw new Error(parsed.refusal.sentence);
      const found = await resolve(parsed.question, createCluster(as));
      const asked = counter.waves.flat();
      return { requests: asked.length, waves: counter.waves.length, asked, found };
    },
    async stop(): Promise<void> {
      await counter.stop();
      kubeconfigs.close();
      await server.stop();
    },
  };
}
const namesOf = (all: readonly { readonly metadata: { readonly name: string } }[]): string[] =>
  all.map(({ metadata }) => metadata.name);
type Asked = Awaited<ReturnType<typeof clusterWith>>;

describe.each<[string, readonly PolicyApi[], number]>([
  ["as kubeadm makes it, with Calico", ["calico", "cluster-policies"], 25],
  [
    "with Calico's own API server and Istio",
    ["calico", "calico-aggregated", "cluster-policies", "istio"],
    25,
  ],
  ["with Cilium and Istio", ["cilium", "cluster-policies", "istio"], 25],
  [
    "with every policy API at once",
    ["calico", "calico-aggregated", "admin-policies", "cluster-policies", "cilium", "istio"],
    26,
  ],
])("a cluster %s", (_, policyApis, most) => {
  let cluster: Asked;
  beforeAll(async () => {
    cluster = await clusterWith(policyApis);
  });
  afterAll(() => cluster.stop());

  test(`is asked at most ${most} times for one question, in three waves`, async () => {
    const { requests, waves, asked, found } = await cluster.ask("stranger to shop/web:80");
    expect(asked).toEqual([...new Set(asked)]);
    expect(requests).toBeLessThanOrEqual(most);
    expect(waves).toBeLessThanOrEqual(3);
    expect(found.flows.map(({ to }) => to)).toMatchObject([{ type: "pod", name: "web" }]);
    const { notRead, policies, services, nodes, namespaces, pods, endpointSlices } = found.snapshot;
    expect(notRead).toEqual([]);
    expect([policies, services, nodes, namespaces, pods, endpointSlices].map(namesOf)).toEqual([
      ["closed"],
      ["web", "kube-dns"],
      ["node1", "node2"],
      ["shop", "kube-system"],
      ["stranger", "web", "coredns"],
      ["web-1", "kube-dns-1"],
    ]);
  });
});

describe("where not everything is small or allowed", () => {
  const crowd = Array.from({ length: 600 }, (_, index) => {
    const pod = runningPod(`crowd-${index}`, "node1", `10.245.${index >> 8}.${index & 255}`);
    return { ...pod, metadata: { ...pod.metadata, namespace: "crowd" } };
  });
  let cluster: Asked;
  beforeAll(async () => {
    cluster = await clusterWith(["calico"], crowd);
  });
  afterAll(() => cluster.stop());

  test("a long list is not read to its end, and only once found to be long", async () => {
    const first = await cluster.ask("stranger to shop/web:80");
    const podLists = first.asked.filter((line) => line.includes("/pods?"));
    expect(podLists[0]).toBe("GET /api/v1/pods?limit=200");
    expect(podLists.filter((line) => line.includes("continue="))).toEqual([]);
    const again = await cluster.ask("stranger to shop/web:80");
    expect(again.asked).not.toContain("GET /api/v1/pods?limit=200");
    expect(again.found.snapshot).toEqual(first.found.snapshot);
    expect(again.requests).toBeLessThan(first.requests);
  });

  test("who may read a few namespaces is answered from these, and told what is missing as ever", async () => {
    const { found } = await cluster.ask("shop/stranger to shop/web:80", cluster.connectionOf("guest"));
    expect(found.flows).toHaveLength(1);
    expect(found.snapshot.policies.map(({ metadata }) => metadata.name)).toEqual(["closed"]);
    expect(found.snapshot.notRead.map(({ what }) => what)).toEqual([
      "GlobalNetworkPolicies, HostEndpoints, Tiers",
      "Node node1",
      "Node node2",
      "whether Cilium enforces the policies",
    ]);
  });
});
