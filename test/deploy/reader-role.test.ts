/** The role of `base/reader-rbac.yaml`, as an API server grants it. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCluster } from "../../src/adapters/kubernetes/cluster.ts";
import { connectCluster } from "../../src/adapters/kubernetes/connection.ts";
import { parseQuestion } from "../../src/question/index.ts";
import { resolve } from "../../src/resolve/resolve.ts";
import type { ClusterSnapshot } from "../../src/model/snapshot.ts";
import { Kubeconfigs } from "../lab/api/kubeconfig.ts";
import { runningPod, startLocalServer } from "../lab/api/local-server.ts";
import type { KubeObject } from "../lab/api/object.ts";
import type { ApiServer } from "../lab/api/server.ts";
import { manifest } from "./manifests.ts";

const rules = manifest("ClusterRole", "netdiag-reader").rules ?? [];

let server: ApiServer;
let kubeconfigs: Kubeconfigs;
beforeAll(async () => {
  server = await startLocalServer({
    policyApis: ["calico", "calico-aggregated", "admin-policies", "cluster-policies", "cilium", "istio"],
    tokens: {
      "worker-token": { name: "worker", rules },
      "old-token": { name: "old", rules: rules.filter(({ apiGroups }) => !apiGroups.includes("cilium.io")) },
    },
  });
  kubeconfigs = new Kubeconfigs(server.url, "lab");
  const pod = runningPod("web", "node1", "10.244.1.2");
  const containers = [{ name: "web", ports: [{ containerPort: 8080 }] }, { name: "istio-proxy" }];
  for (const object of [{ ...pod, spec: { nodeName: "node1", containers } }, node, ...policies])
    server.store.create(object);
});
afterAll(async () => {
  kubeconfigs.close();
  await server.stop();
});

const node: KubeObject = { apiVersion: "v1", kind: "Node", metadata: { name: "node1" } };
/** One policy of each API, that refers to whatever such a policy can. */
const policies: readonly KubeObject[] = [
  {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: "kubernetes", namespace: "shop" },
    spec: { podSelector: {} },
  },
  {
    apiVersion: "crd.projectcalico.org/v1",
    kind: "GlobalNetworkPolicy",
    metadata: { name: "default.calico" },
    spec: {
      serviceAccountSelector: "has(team)",
      egress: [{ action: "Allow", destination: { services: { name: "kubernetes", namespace: "default" } } }],
    },
  },
  {
    apiVersion: "policy.networking.k8s.io/v1alpha1",
    kind: "AdminNetworkPolicy",
    metadata: { name: "admin" },
    spec: { priority: 1, subject: { namespaces: {} } },
  },
  {
    apiVersion: "policy.networking.k8s.io/v1alpha2",
    kind: "ClusterNetworkPolicy",
    metadata: { name: "cluster" },
    spec: { tier: "Admin", priority: 1, subject: { namespaces: {} } },
  },
  {
    apiVersion: "cilium.io/v2",
    kind: "CiliumNetworkPolicy",
    metadata: { name: "cilium", namespace: "shop" },
    spec: { endpointSelector: {}, egress: [{ toCIDRSet: [{ cidrGroupRef: "partners" }] }] },
  },
  {
    apiVersion: "security.istio.io/v1",
    kind: "PeerAuthentication",
    metadata: { name: "istio", namespace: "shop" },
    spec: { mtls: { mode: "PERMISSIVE" } },
  },
];

async function read(user: string): Promise<ClusterSnapshot> {
  const parsed = parseQuestion("shop/stranger -> shop/web:8080");
  if (!("question" in parsed)) throw new Error(parsed.refusal.sentence);
  const connection = connectCluster({ kubeconfig: kubeconfigs.pathFor(user, `${user}-token`) });
  return (await resolve(parsed.question, createCluster(connection))).snapshot;
}

test("with it a question reads the policies of every API and all they refer to", async () => {
  const { policies: found, notRead } = await read("worker");
  expect(found.map(({ apiVersion, metadata }) => `${apiVersion} ${metadata.name}`).sort()).toEqual([
    "cilium.io/v2 cilium",
    "networking.k8s.io/v1 kubernetes",
    "policy.networking.k8s.io/v1alpha1 admin",
    "policy.networking.k8s.io/v1alpha2 cluster",
    "projectcalico.org/v3 default.calico",
    "security.istio.io/v1 istio",
  ]);
  expect(notRead).toEqual([]);
});

test("with an older one, what it lacks is said, with the rule to add; the rest is read", async () => {
  const { policies: found, notRead } = await read("old");
  expect(found).toHaveLength(5);
  expect(notRead).toMatchObject([
    { what: "CiliumClusterwideNetworkPolicies, CiliumNetworkPolicies of namespace shop", policiesOf: "all" },
  ]);
  expect(notRead[0]?.next).toContain(
    'add {apiGroups: ["cilium.io"], resources: ["ciliumclusterwidenetworkpolicies"], verbs: ["get", "list"]}',
  );
  expect(notRead[0]?.next).toContain("; likewise for ciliumnetworkpolicies");
});
