import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createCluster } from "../../../src/adapters/kubernetes/cluster.ts";
import { CouldNotRead, type Kind } from "../../../src/ports.ts";
import { type Answer, type FakeApi, startFakeApi } from "./fake-api.ts";

let api: FakeApi;
beforeAll(async () => {
  api = await startFakeApi({ timeoutMs: 1000 });
});
afterAll(() => api.stop());
beforeEach(() => {
  api.asked.length = 0;
});

function pod(name: string, more: object = {}): object {
  return { metadata: { name, namespace: "test" }, spec: { containers: [{ name: "app" }] }, ...more };
}
function page(items: readonly unknown[], next?: string): Answer {
  return { code: 200, body: { kind: "PodList", metadata: next ? { continue: next } : {}, items } };
}
function refusal(code: number, message: string, reason = ""): Answer {
  return { code, body: { kind: "Status", status: "Failure", message, reason, code } };
}
async function failure(work: Promise<unknown>): Promise<CouldNotRead> {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof CouldNotRead)) throw new Error("it did not fail as CouldNotRead", { cause: error });
  return error;
}

test("the cluster is named after its context", () => {
  expect(createCluster(api.connection).name).toBe("prod-1");
});

test.each<[Kind, string | undefined, string]>([
  ["Pod", "test", "/api/v1/namespaces/test/pods"],
  ["Pod", undefined, "/api/v1/pods"],
  ["Service", "test", "/api/v1/namespaces/test/services"],
  ["Node", "test", "/api/v1/nodes"],
  ["Namespace", undefined, "/api/v1/namespaces"],
  ["EndpointSlice", "test", "/apis/discovery.k8s.io/v1/namespaces/test/endpointslices"],
  ["Deployment", "test", "/apis/apps/v1/namespaces/test/deployments"],
  ["StatefulSet", "test", "/apis/apps/v1/namespaces/test/statefulsets"],
  ["DaemonSet", "test", "/apis/apps/v1/namespaces/test/daemonsets"],
  ["ReplicaSet", "test", "/apis/apps/v1/namespaces/test/replicasets"],
  ["Job", "test", "/apis/batch/v1/namespaces/test/jobs"],
  ["CronJob", "test", "/apis/batch/v1/namespaces/test/cronjobs"],
  ["Ingress", "test", "/apis/networking.k8s.io/v1/namespaces/test/ingresses"],
  ["NetworkPolicy", "test", "/apis/networking.k8s.io/v1/namespaces/test/networkpolicies"],
])("%s in namespace %s is read at %s", async (kind, namespace, path) => {
  api.routes = () => page([]);
  await createCluster(api.connection).list(kind, namespace ? { namespace } : {});
  expect(api.asked.map((asked) => asked.path)).toEqual([path]);
});

test("a list is read page by page, with its selectors on every page", async () => {
  api.routes = ({ query }) =>
    query.get("continue") === null ? page([pod("a"), pod("b")], "t/o&k=") : page([pod("c")]);
  const pods = await createCluster(api.connection).list("Pod", {
    namespace: "test",
    labelSelector: "app in (x,y)",
    fieldSelector: "spec.nodeName=node1",
  });
  expect(pods.map(({ metadata }) => metadata.name)).toEqual(["a", "b", "c"]);
  expect(api.asked.map(({ query }) => Object.fromEntries(query))).toEqual([
    { limit: "500", labelSelector: "app in (x,y)", fieldSelector: "spec.nodeName=node1" },
    { limit: "500", labelSelector: "app in (x,y)", fieldSelector: "spec.nodeName=node1", continue: "t/o&k=" },
  ]);
});

test("a list whose pages expire is read once more, in one piece", async () => {
  api.routes = ({ query }) => {
    if (query.get("continue") !== null)
      return refusal(410, "The provided continue parameter is too old", "Expired");
    return query.get("limit") === null ? page([pod("a"), pod("b"), pod("c")]) : page([pod("a")], "old");
  };
  expect(await createCluster(api.connection).list("Pod")).toHaveLength(3);
});

test("items get the kind and version that lists leave out; unknown fields of a policy's spec and dates stay as sent", async () => {
  const item = {
    metadata: { name: "deny", namespace: "test", creationTimestamp: "2026-11-23T03:52:07Z" },
    spec: { podSelector: {}, futureField: [1] },
  };
  api.routes = () => page([item]);
  expect(await createCluster(api.connection).list("NetworkPolicy")).toEqual([
    { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", ...item },
  ]);
});

test("one object that does not read is left out and told; the others are there", async () => {
  api.routes = () => page([pod("good"), { metadata: { name: "odd", namespace: "test" }, spec: 7 }, null]);
  const cluster = createCluster(api.connection);
  const pods = await cluster.list("Pod");
  await cluster.list("Pod");
  expect(pods.map(({ metadata }) => metadata.name)).toEqual(["good"]);
  expect(cluster.unreadable.map(({ what }) => what)).toEqual(["Pod test/odd", "a Pod without a name"]);
  expect(cluster.unreadable[0]?.reason).toContain("spec");
});

test("one object that does not read, asked for by name, is a failure", async () => {
  api.routes = () => ({ code: 200, body: { metadata: { name: "odd", namespace: "test" } } });
  const error = await failure(createCluster(api.connection).get("Pod", "odd", "test"));
  expect(error.reason).toBe("failed");
  expect(error.message).toContain("spec");
});

test("what is not there is undefined, and an API that is not installed has no objects", async () => {
  api.routes = () => refusal(404, "the server could not find the requested resource", "NotFound");
  const cluster = createCluster(api.connection);
  expect(await cluster.get("Service", "ghost", "test")).toBeUndefined();
  expect(await cluster.list("NetworkPolicy")).toEqual([]);
});

test.each(["..", "a/b", "", "x?y", "%2e"])("the name %j can be nobody's and is not sent", async (name) => {
  const cluster = createCluster(api.connection);
  expect(await cluster.get("Node", name)).toBeUndefined();
  if (name !== "") expect(await cluster.get("Pod", "a", name)).toBeUndefined();
  expect(await cluster.list("Pod", { namespace: name })).toEqual([]);
  expect(api.asked).toEqual([]);
});

test("a refusal names verb, resource, user and the rule to add", async () => {
  api.routes = () =>
    refusal(
      403,
      'networkpolicies.networking.k8s.io is forbidden: User "system:serviceaccount:netdiag:worker" cannot list resource "networkpolicies" in API group "networking.k8s.io" in the namespace "test"',
      "Forbidden",
    );
  const error = await failure(createCluster(api.connection).list("NetworkPolicy", { namespace: "test" }));
  expect(error.reason).toBe("forbidden");
  expect(error.message).toContain("not allowed to list networkpolicies.networking.k8s.io in namespace test");
  expect(error.next).toContain(
    '{apiGroups: ["networking.k8s.io"], resources: ["networkpolicies"], verbs: ["get", "list"]}',
  );
  expect(error.next).toContain("bound to system:serviceaccount:netdiag:worker");
  expect(error.next).toContain("kubectl auth can-i list networkpolicies.networking.k8s.io -n test");
});

test("of ConfigMaps only the one that is needed is asked for, by name", async () => {
  api.routes = () => refusal(403, 'configmaps "istio" is forbidden', "Forbidden");
  const error = await failure(createCluster(api.connection).get("ConfigMap", "istio", "mesh"));
  expect(error.next).toContain(
    '{apiGroups: [""], resources: ["configmaps"], resourceNames: ["istio"], verbs: ["get"]}',
  );
  expect(error.next).toContain("kubectl auth can-i get configmaps/istio -n mesh");
});

test("credentials that are not accepted are said to be that", async () => {
  api.routes = () => refusal(401, "Unauthorized", "Unauthorized");
  const error = await failure(createCluster(api.connection).get("Node", "node1"));
  expect(error).toMatchObject({ reason: "forbidden", next: expect.stringContaining("renew") as string });
});

test("a server that fails is a failure, with its words", async () => {
  api.routes = () => refusal(500, "etcdserver: request timed out");
  const error = await failure(createCluster(api.connection).list("Pod"));
  expect(error.reason).toBe("failed");
  expect(error.message).toContain("etcdserver: request timed out (500)");
});

test("an answer that is no list is a failure, not an empty list", async () => {
  api.routes = () => ({ code: 200, body: { items: "none" } });
  expect((await failure(createCluster(api.connection).list("Pod"))).reason).toBe("failed");
  api.routes = () => ({ code: 200, body: "<html>proxy</html>" });
  const error = await failure(createCluster(api.connection).list("Pod"));
  expect(error).toMatchObject({
    reason: "failed",
    message: expect.stringContaining("<html>proxy") as string,
  });
});

test("a busy server is asked once more, when it says", async () => {
  let first = true;
  api.routes = () => {
    if (!first) return page([pod("a")]);
    first = false;
    return { ...refusal(429, "too many requests"), headers: { "retry-after": "0" } };
  };
  expect(await createCluster(api.connection).list("Pod")).toHaveLength(1);
});

test.each<[string, Answer, number]>([
  ["a server that failed", refusal(500, "etcdserver: leader changed"), 2],
  ["a gateway that got no answer", refusal(504, "timeout"), 2],
  [
    "one that is going down and says when to come back",
    { ...refusal(503, "shutdown"), headers: { "retry-after": "0" } },
    2,
  ],
  [
    "but not one that wants to be left alone for longer",
    { ...refusal(429, "slow down"), headers: { "retry-after": "30" } },
    1,
  ],
  [
    "nor an API whose own program is down",
    refusal(503, "the server is currently unable to handle the request"),
    1,
  ],
])("%s is asked once more", async (_, answer, times) => {
  api.routes = () => answer;
  const error = await failure(createCluster(api.connection).list("Pod"));
  expect(error).toMatchObject({
    reason: "failed",
    message: expect.stringContaining(`(${answer.code})`) as string,
  });
  expect(api.asked).toHaveLength(times);
});

test("a connection cut under a read is tried once more, not for ever", async () => {
  let cuts = 1;
  api.routes = () => (cuts-- > 0 ? { code: 0, body: "", cut: true } : page([pod("a")]));
  expect(await createCluster(api.connection).list("Pod")).toHaveLength(1);
  cuts = 10;
  expect((await failure(createCluster(api.connection).list("Pod"))).reason).toBe("unreachable");
});

test("a server that is not there is unreachable, and named", async () => {
  const gone = await startFakeApi();
  await gone.stop();
  const error = await failure(createCluster(gone.connection).list("Pod"));
  expect(error.reason).toBe("unreachable");
  expect(error.message).toContain(gone.url);
});

test("a server that does not answer in time is unreachable; a stopped diagnosis does not wait", async () => {
  const silent = await startFakeApi({ timeoutMs: 300 });
  silent.routes = () => {
    silent.asked.length = 0;
    return { code: 200, body: "x".repeat(10), headers: { "content-length": "100" } };
  };
  const slow = await failure(createCluster(silent.connection).list("Pod"));
  expect(slow).toMatchObject({ reason: "unreachable", message: expect.stringContaining("300 ms") as string });
  const stopped = await failure(
    createCluster(silent.connection, { signal: AbortSignal.abort() }).list("Pod"),
  );
  expect(stopped).toMatchObject({ reason: "failed", message: "the diagnosis was stopped" });
  await silent.stop();
});

test("connections are kept from one read to the next", async () => {
  const counted = await startFakeApi();
  counted.routes = () => page([]);
  const cluster = createCluster(counted.connection);
  for (let read = 0; read < 5; read++) await cluster.list("Pod");
  expect(counted.connections()).toBe(1);
  await counted.stop();
});
