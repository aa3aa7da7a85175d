import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startLocalServer } from "./local-server.ts";
import type { ApiServer } from "./server.ts";

let server: ApiServer;
beforeAll(async () => {
  server = await startLocalServer({
    forbid: [
      { user: "system:anonymous", verb: "list", resource: "pods" },
      { user: "system:serviceaccount:shop:reader", verb: "list", resource: "pods" },
      { user: "system:serviceaccount:shop:reader", verb: "create", resource: "pods", subresource: "exec" },
    ],
  });
});
afterAll(() => server.stop());

/** Code and body of a recorded HTTP answer. */
function recorded(name: string): { readonly code: number; readonly body: unknown } {
  const text = readFileSync(join(import.meta.dirname, `../../fixtures/api/${name}.http.txt`), "utf8");
  return {
    code: Number(/^HTTP\/\S+ (\d+)/.exec(text)?.[1]),
    body: JSON.parse(text.slice(text.indexOf("{"))),
  };
}

async function asked(path: string, token?: string, method = "GET"): Promise<{ code: number; body: unknown }> {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(server.url + path, { method, headers });
  return { code: response.status, body: await response.json() };
}

test("an anonymous list is refused in the real server's words", async () => {
  expect(await asked("/api/v1/pods")).toEqual(recorded("anonymous-403"));
});

test("a token nobody has is Unauthorized", async () => {
  expect(await asked("/api/v1/pods", "nobody")).toEqual(recorded("bad-token-401"));
});

test("a pod that is not there is NotFound", async () => {
  expect(await asked("/api/v1/namespaces/shop/pods/ghost", "admin-token")).toEqual(recorded("pod-404"));
});

test("a list a service account may not make names the namespace", async () => {
  expect(await asked("/api/v1/namespaces/shop/pods", "reader-token")).toEqual(recorded("sa-list-403"));
});

test("exec a service account may not do names pods/exec", async () => {
  const path = "/api/v1/namespaces/shop/pods/stranger/exec?command=true&stdout=true";
  expect(await asked(path, "reader-token", "POST")).toEqual(recorded("sa-exec-403"));
});

test("logs of a container that is not there are a bad request", async () => {
  const path = "/api/v1/namespaces/shop/pods/stranger/log?container=nope";
  expect(await asked(path, "admin-token")).toEqual(recorded("log-bad-container-400"));
});

test("a group nobody serves is a plain 404 page, not a Status", async () => {
  const response = await fetch(`${server.url}/apis/policy.networking.k8s.io/v1alpha1/adminnetworkpolicies`);
  expect(response.status).toBe(404);
  expect(await response.text()).toBe("404 page not found\n");
});

test("a review says what the server then does", async () => {
  const review = async (verb: string): Promise<unknown> => {
    const response = await fetch(`${server.url}/apis/authorization.k8s.io/v1/selfsubjectaccessreviews`, {
      method: "POST",
      headers: { authorization: "Bearer reader-token", "content-type": "application/json" },
      body: JSON.stringify({ spec: { resourceAttributes: { verb, resource: "pods", namespace: "shop" } } }),
    });
    return response.json();
  };
  expect(await review("list")).toMatchObject({ status: { allowed: false } });
  expect(await review("get")).toMatchObject({ status: { allowed: true } });
});

test("a user with RBAC rules may do only what they grant", async () => {
  server.access.tokens.set("prober-token", {
    name: "prober",
    rules: [{ apiGroups: [""], resources: ["services"], verbs: ["get", "list"] }],
  });
  expect((await asked("/api/v1/services", "prober-token")).code).toBe(200);
  expect((await asked("/api/v1/pods", "prober-token")).code).toBe(403);
});
