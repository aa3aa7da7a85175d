/* eslint-disable @typescript-eslint/no-unsafe-class-instance-assignment, @typescript-eslint/no-misused-spread --
   client-node names classes as its types and takes plain objects. */
import {
  ApiException,
  CoreV1Api,
  NetworkingV1Api,
  PatchStrategy,
  setHeaderOptions,
} from "@kubernetes/client-node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clientConfig, runningPod, startLocalServer } from "./local-server.ts";
import type { ApiServer } from "./server.ts";

let server: ApiServer;
let core: CoreV1Api;
let networking: NetworkingV1Api;
beforeAll(async () => {
  server = await startLocalServer();
  core = clientConfig(server).makeApiClient(CoreV1Api);
  networking = clientConfig(server).makeApiClient(NetworkingV1Api);
  for (let index = 0; index < 7; index += 1)
    server.store.create(runningPod(`web-${index}`, index % 2 === 0 ? "node1" : "node2", `10.244.2.${index}`));
});
afterAll(() => server.stop());

/** The Status a call fails with. */
async function refusal(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ApiException) return JSON.parse(String(error.body));
    throw error;
  }
  throw new Error("the call succeeded");
}

const policy = (port: number | string): object => ({
  metadata: { name: "web", namespace: "shop" },
  spec: { podSelector: { matchLabels: { app: "web" } }, ingress: [{ ports: [{ port }] }] },
});

test("a policy is created with its defaults, read, replaced and deleted", async () => {
  const created = await networking.createNamespacedNetworkPolicy({ namespace: "shop", body: policy(80) });
  expect(created.spec).toMatchObject({
    policyTypes: ["Ingress"],
    ingress: [{ ports: [{ port: 80, protocol: "TCP" }] }],
  });
  expect(created.metadata?.uid).toMatch(/^[0-9a-f-]{36}$/);
  const body = { ...created, spec: { ...created.spec, podSelector: {} } };
  const replaced = await networking.replaceNamespacedNetworkPolicy({ name: "web", namespace: "shop", body });
  expect(replaced.metadata?.generation).toBe(2);
  expect(replaced.metadata?.resourceVersion).not.toBe(created.metadata?.resourceVersion);
  await networking.deleteNamespacedNetworkPolicy({ name: "web", namespace: "shop" });
  expect(
    await refusal(networking.readNamespacedNetworkPolicy({ name: "web", namespace: "shop" })),
  ).toMatchObject({
    reason: "NotFound",
    message: 'networkpolicies.networking.k8s.io "web" not found',
    details: { name: "web", group: "networking.k8s.io", kind: "networkpolicies" },
  });
});

test("creating what exists and replacing what changed are conflicts", async () => {
  const body = await networking.createNamespacedNetworkPolicy({ namespace: "shop", body: policy(80) });
  expect(
    await refusal(networking.createNamespacedNetworkPolicy({ namespace: "shop", body: policy(80) })),
  ).toMatchObject({
    code: 409,
    reason: "AlreadyExists",
  });
  await networking.replaceNamespacedNetworkPolicy({
    name: "web",
    namespace: "shop",
    body: { ...body, spec: {} },
  });
  expect(
    await refusal(networking.replaceNamespacedNetworkPolicy({ name: "web", namespace: "shop", body })),
  ).toMatchObject({
    code: 409,
    reason: "Conflict",
  });
});

test("what the schema does not allow is refused with the field", async () => {
  const named = (name: string): object => ({ ...policy(70_000), metadata: { name } });
  expect(
    await refusal(networking.createNamespacedNetworkPolicy({ namespace: "shop", body: named("a") })),
  ).toMatchObject({
    code: 422,
    reason: "Invalid",
    details: { causes: [{ field: "spec.ingress[0].ports[0].port" }] },
  });
  expect(await refusal(core.createNamespace({ body: { metadata: { name: "Not_A_Name" } } }))).toMatchObject({
    code: 422,
    details: { causes: [{ field: "metadata.name" }] },
  });
  expect(
    await refusal(
      networking.createNamespacedNetworkPolicy({ namespace: "nowhere", body: { metadata: { name: "a" } } }),
    ),
  ).toMatchObject({ code: 404, message: 'namespaces "nowhere" not found' });
});

test.each([
  ["app=web-1", ["web-1"]],
  ["app in (web-1,web-2),app!=web-2", ["web-1"]],
  ["app notin (web-0,web-1,web-2,web-3,stranger)", ["web-4", "web-5", "web-6"]],
  ["!app", []],
])("label selector %s", async (labelSelector, names) => {
  const { items } = await core.listNamespacedPod({ namespace: "shop", labelSelector });
  expect(items.map((pod) => pod.metadata?.name)).toEqual(names);
});

test.each([
  ["metadata.name=web-3", ["web-3"]],
  ["spec.nodeName=node2,metadata.name!=web-1", ["web-3", "web-5"]],
  ["status.podIP=10.244.2.4", ["web-4"]],
  ["status.phase!=Running", []],
])("field selector %s", async (fieldSelector, names) => {
  const { items } = await core.listPodForAllNamespaces({ fieldSelector });
  expect(items.map((pod) => pod.metadata?.name)).toEqual(names);
});

test("a field nobody indexes is a bad request", async () => {
  expect(await refusal(core.listPodForAllNamespaces({ fieldSelector: "spec.tolerations=x" }))).toMatchObject({
    code: 400,
    message: "field label not supported: spec.tolerations",
  });
});

test("pages join to the whole list, and an old page is Expired after a compaction", async () => {
  const names: (string | undefined)[] = [];
  let token: string | undefined;
  do {
    const page = await core.listNamespacedPod({
      namespace: "shop",
      limit: 3,
      ...(token ? { _continue: token } : {}),
    });
    expect(page.items.length).toBeLessThanOrEqual(3);
    names.push(...page.items.map((pod) => pod.metadata?.name));
    token = page.metadata?._continue;
  } while (token);
  expect(names).toEqual(["stranger", ...Array.from({ length: 7 }, (_, index) => `web-${index}`)]);
  const first = await core.listNamespacedPod({ namespace: "shop", limit: 3 });
  expect(first.metadata?.remainingItemCount).toBe(5);
  server.store.create(runningPod("later", "node1", "10.244.2.99"));
  server.store.compact();
  const _continue = first.metadata?._continue ?? "";
  expect(await refusal(core.listNamespacedPod({ namespace: "shop", limit: 3, _continue }))).toMatchObject({
    code: 410,
    reason: "Expired",
  });
});

test("items of built-in lists carry neither kind nor apiVersion", async () => {
  const response = await fetch(`${server.url}/api/v1/namespaces/shop/pods?limit=1`);
  const list: unknown = await response.json();
  expect(list).toMatchObject({ kind: "PodList", items: [{ metadata: { name: "later" } }] });
  expect(list).not.toHaveProperty("items.0.kind");
});

const patchPod = (body: unknown, strategy: PatchStrategy): ReturnType<CoreV1Api["patchNamespacedPod"]> =>
  core.patchNamespacedPod(
    { name: "web-0", namespace: "shop", body },
    setHeaderOptions("Content-Type", strategy),
  );

test("the four kinds of patch", async () => {
  const json = await patchPod(
    [{ op: "add", path: "/metadata/labels/a", value: "1" }],
    PatchStrategy.JsonPatch,
  );
  expect(json.metadata?.labels).toEqual({ app: "web-0", a: "1" });
  const merged = await patchPod({ metadata: { labels: { a: null, b: "2" } } }, PatchStrategy.MergePatch);
  expect(merged.metadata?.labels).toEqual({ app: "web-0", b: "2" });
  const strategic = await patchPod(
    { spec: { containers: [{ name: "side", image: "side:1" }] } },
    PatchStrategy.StrategicMergePatch,
  );
  expect(strategic.spec?.containers.map(({ name }) => name)).toEqual(["tools", "side"]);
  const applied = await core.patchNamespacedPod(
    { name: "web-0", namespace: "shop", fieldManager: "test", body: { metadata: { labels: { c: "3" } } } },
    setHeaderOptions("Content-Type", PatchStrategy.ServerSideApply),
  );
  expect(applied.metadata?.labels).toEqual({ app: "web-0", b: "2", c: "3" });
});

test("the lists of a NetworkPolicy are replaced by a strategic patch, not merged", async () => {
  const body = { spec: { ingress: [{ ports: [{ port: 81 }] }] } };
  const patched = await networking.patchNamespacedNetworkPolicy(
    { name: "web", namespace: "shop", body },
    setHeaderOptions("Content-Type", PatchStrategy.StrategicMergePatch),
  );
  expect(patched.spec?.ingress).toEqual([{ ports: [{ port: 81, protocol: "TCP" }] }]);
});

test("a dry run changes nothing", async () => {
  await core.createNamespace({ body: { metadata: { name: "dry" } }, dryRun: "All" });
  expect(await refusal(core.readNamespace({ name: "dry" }))).toMatchObject({ code: 404 });
});

test("a pod that is deleted leaves after a moment, as Terminating", async () => {
  const leaving = await core.deleteNamespacedPod({ name: "later", namespace: "shop" });
  expect(leaving.metadata?.deletionTimestamp).toBeDefined();
  await expect
    .poll(
      async () =>
        (await core.listNamespacedPod({ namespace: "shop", fieldSelector: "metadata.name=later" })).items,
    )
    .toEqual([]);
});

test("custom resources are served as soon as their definition is there", async () => {
  server.store.create({
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: "adminnetworkpolicies.policy.networking.k8s.io" },
    spec: {
      group: "policy.networking.k8s.io",
      names: { plural: "adminnetworkpolicies", kind: "AdminNetworkPolicy" },
      scope: "Cluster",
      versions: [{ name: "v1alpha1" }],
    },
  });
  const url = `${server.url}/apis/policy.networking.k8s.io/v1alpha1/adminnetworkpolicies`;
  const body = JSON.stringify({ metadata: { name: "deny" }, spec: { priority: 10 } });
  const created = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
  expect(created.status).toBe(201);
  expect(await (await fetch(url)).json()).toMatchObject({
    kind: "AdminNetworkPolicyList",
    items: [{ kind: "AdminNetworkPolicy", metadata: { name: "deny" }, spec: { priority: 10 } }],
  });
});
