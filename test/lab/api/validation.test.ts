import { afterAll, beforeAll, expect, test } from "vitest";
import { startLocalServer } from "./local-server.ts";
import type { ApiServer } from "./server.ts";

let server: ApiServer;
beforeAll(async () => {
  server = await startLocalServer({ policyApis: ["calico", "cluster-policies"] });
});
afterAll(() => server.stop());

async function send(method: string, path: string, body: unknown): Promise<{ code: number; message: string }> {
  const response = await fetch(server.url + path, {
    method,
    headers: { "content-type": method === "PATCH" ? "application/merge-patch+json" : "application/json" },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json();
  const message = typeof answer === "object" && answer !== null && "message" in answer ? answer.message : "";
  return { code: response.status, message: String(message) };
}

const policies = "/apis/networking.k8s.io/v1/namespaces/shop/networkpolicies";
const policy = (spec: unknown): unknown => ({ metadata: { name: "p" }, spec });

test("a block with bits behind its prefix is refused", async () => {
  const from = [{ ipBlock: { cidr: "10.1.2.3/8" } }];
  expect(await send("POST", policies, policy({ podSelector: {}, ingress: [{ from }] }))).toEqual({
    code: 422,
    message:
      'NetworkPolicy.networking.k8s.io "p" is invalid: spec.ingress[0].from[0].ipBlock.cidr: Invalid value: "10.1.2.3/8": must not have bits set beyond the prefix length',
  });
});

test("an unknown word where there are only a few is refused with those", async () => {
  expect(await send("POST", policies, policy({ podSelector: {}, policyTypes: ["Inbound"] }))).toMatchObject({
    code: 422,
    message: expect.stringContaining(
      'spec.policyTypes[0]: Unsupported value: "Inbound": supported values: "Egress", "Ingress"',
    ) as string,
  });
  const service = {
    metadata: { name: "s" },
    spec: { ports: [{ port: 80 }], internalTrafficPolicy: "Nearby" },
  };
  expect((await send("POST", "/api/v1/namespaces/shop/services", service)).message).toContain(
    'spec.internalTrafficPolicy: Unsupported value: "Nearby": supported values: "Cluster", "Local"',
  );
});

test("a protocol of a ClusterNetworkPolicy that says nothing is refused", async () => {
  const rule = { action: "Deny", from: [{ namespaces: {} }], protocols: [{ tcp: {} }] };
  const body = policy({ tier: "Admin", priority: 1, subject: { namespaces: {} }, ingress: [rule] });
  const path = "/apis/policy.networking.k8s.io/v1alpha2/clusternetworkpolicies";
  const { code, message } = await send("POST", path, body);
  expect([code, message]).toEqual([
    422,
    expect.stringMatching(/spec\.ingress\[0\]\.protocols\[0\]\.tcp: .*should have at least 1 properties/),
  ]);
});

test("a Service keeps its address, a workload its selector", async () => {
  const services = "/api/v1/namespaces/shop/services";
  const spec = { clusterIP: "10.96.40.1", ports: [{ port: 80 }] };
  await send("POST", services, { metadata: { name: "kept" }, spec });
  const moved = await send("PATCH", `${services}/kept`, { spec: { clusterIP: "10.96.40.2" } });
  expect(moved).toEqual({
    code: 422,
    message:
      'Service "kept" is invalid: spec.clusterIPs[0]: Invalid value: ["10.96.40.2"]: may not change once set',
  });
  const deployments = "/apis/apps/v1/namespaces/shop/deployments";
  const template = { metadata: { labels: { app: "a" } }, spec: { containers: [{ name: "a", image: "x" }] } };
  const deployment = { selector: { matchLabels: { app: "a" } }, template, replicas: 0 };
  await send("POST", deployments, { metadata: { name: "kept" }, spec: deployment });
  const other = await send("PATCH", `${deployments}/kept`, {
    spec: { selector: { matchLabels: { app: "b" } } },
  });
  expect(other.message).toContain("spec.selector: Invalid value: ");
  expect(other.message).toContain("field is immutable");
});

test("a node port outside its range is refused", async () => {
  const spec = { type: "NodePort", ports: [{ port: 80, nodePort: 80 }] };
  const { message } = await send("POST", "/api/v1/namespaces/shop/services", {
    metadata: { name: "n" },
    spec,
  });
  expect(message).toContain("The range of valid ports is 30000-32767");
});

test.each([
  ["/api/v1/pods", "spec.containers"],
  ["/apis/discovery.k8s.io/v1/endpointslices", "addressType"],
  ["/apis/networking.k8s.io/v1/networkpolicies", "spec.podSelector"],
  ["/api/v1/nodes", "status.phase"],
])("%s cannot be selected by %s", async (path, field) => {
  const response = await fetch(`${server.url}${path}?fieldSelector=${field}%3Dx`);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ reason: "BadRequest" });
});
