import { afterAll, beforeAll, expect, test } from "vitest";
import { startLocalServer } from "./local-server.ts";
import { at } from "./object.ts";
import type { ApiServer } from "./server.ts";

let server: ApiServer;
beforeAll(async () => {
  server = await startLocalServer({
    policyApis: ["calico", "calico-aggregated", "admin-policies", "cluster-policies", "cilium", "istio"],
  });
});
afterAll(() => server.stop());

async function get(path: string): Promise<unknown> {
  const response = await fetch(`${server.url}${path}`);
  return response.status === 200 ? response.json() : response.status;
}

async function send(method: string, path: string, body: unknown): Promise<unknown> {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: { "content-type": method === "PATCH" ? "application/merge-patch+json" : "application/json" },
    body: JSON.stringify(body),
  });
  return response.json();
}

const denyMetadata = {
  apiVersion: "crd.projectcalico.org/v1",
  kind: "GlobalNetworkPolicy",
  metadata: { name: "security.deny-metadata" },
  spec: { tier: "security", order: 10, types: ["Egress"], egress: [{ action: "Pass" }] },
};

test.each([
  ["crd.projectcalico.org/v1", "globalnetworkpolicies", "GlobalNetworkPolicy", false],
  ["crd.projectcalico.org/v1", "networksets", "NetworkSet", true],
  ["projectcalico.org/v3", "tiers", "Tier", false],
  ["projectcalico.org/v3", "profiles", "Profile", false],
  ["policy.networking.k8s.io/v1alpha1", "adminnetworkpolicies", "AdminNetworkPolicy", false],
  ["policy.networking.k8s.io/v1alpha2", "clusternetworkpolicies", "ClusterNetworkPolicy", false],
  ["cilium.io/v2", "ciliumnetworkpolicies", "CiliumNetworkPolicy", true],
  ["security.istio.io/v1", "authorizationpolicies", "AuthorizationPolicy", true],
])("discovery of %s lists %s", async (group, name, kind, namespaced) => {
  const resources = at(await get(`/apis/${group}`), "resources");
  expect(resources).toContainEqual(expect.objectContaining({ name, kind, namespaced }));
  expect(await get(`/apis/${group}/${name}`)).toMatchObject({ kind: `${kind}List`, apiVersion: group });
});

test("an API that is not installed is not there", async () => {
  const plain = await startLocalServer();
  const response = await fetch(`${plain.url}/apis/crd.projectcalico.org/v1/tiers`);
  await plain.stop();
  expect(response.status).toBe(404);
});

test("a Calico policy is one object under both of its APIs", async () => {
  await send("POST", "/apis/crd.projectcalico.org/v1/globalnetworkpolicies", denyMetadata);
  const path = "/apis/projectcalico.org/v3/globalnetworkpolicies";
  expect(await get(path)).toMatchObject({
    apiVersion: "projectcalico.org/v3",
    items: [{ apiVersion: "projectcalico.org/v3", metadata: { name: "security.deny-metadata" } }],
  });
  await send("PATCH", `${path}/security.deny-metadata`, { spec: { order: 20 } });
  expect(
    await get("/apis/crd.projectcalico.org/v1/globalnetworkpolicies/security.deny-metadata"),
  ).toMatchObject({ apiVersion: "crd.projectcalico.org/v1", spec: { order: 20, tier: "security" } });
});

test("an object written through the aggregated API is kept as Calico's definition has it", async () => {
  const written = await send("POST", "/apis/projectcalico.org/v3/namespaces/shop/networksets", {
    apiVersion: "projectcalico.org/v3",
    kind: "NetworkSet",
    metadata: { name: "feed", namespace: "shop" },
    spec: { nets: ["203.0.113.0/24"] },
  });
  expect(written).toMatchObject({ apiVersion: "projectcalico.org/v3" });
  expect(await get("/apis/crd.projectcalico.org/v1/namespaces/shop/networksets/feed")).toMatchObject({
    apiVersion: "crd.projectcalico.org/v1",
    spec: { nets: ["203.0.113.0/24"] },
  });
});
