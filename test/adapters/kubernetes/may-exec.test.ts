import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { createNodeShell, type KubernetesNodeShell } from "../../../src/adapters/kubernetes/node-shell.ts";
import { connectCluster } from "../../../src/adapters/kubernetes/connection.ts";
import { type FakeApi, startFakeApi } from "./fake-api.ts";
import { FakeNodes } from "./fake-nodes.ts";

let api: FakeApi;
let shell: KubernetesNodeShell | undefined;
const asked: string[] = [];
/** Verbs of pods/exec that RBAC allows; undefined where that cannot be asked. */
let allows: readonly string[] | undefined;

const Body = z.object({ spec: z.object({ resourceAttributes: z.object({ verb: z.string() }).loose() }) });

beforeAll(async () => {
  api = await startFakeApi();
});
afterAll(() => api.stop());
beforeEach(() => {
  const cluster = new FakeNodes();
  cluster.daemonSetPod("node1");
  asked.length = 0;
  api.execs.length = 0;
  api.exec = {};
  api.routes = (request) => {
    if (!request.path.endsWith("/selfsubjectaccessreviews")) return cluster.answer(request);
    const { resourceAttributes } = Body.parse(JSON.parse(request.body)).spec;
    expect(resourceAttributes).toMatchObject({ namespace: "netdiag", resource: "pods", subresource: "exec" });
    asked.push(resourceAttributes.verb);
    return allows && { code: 201, body: { status: { allowed: allows.includes(resourceAttributes.verb) } } };
  };
});
afterEach(async () => {
  await shell?.close();
});

/** A connection of its own: what one was allowed says nothing of another. */
function open(connection = connectCluster({ kubeconfig: api.kubeconfig })): KubernetesNodeShell {
  shell = createNodeShell(connection, { namespace: "netdiag", provider: "auto", owner: "w", image: "i" });
  return shell;
}

test("without the right no exec is tried, no pod is made, and the missing rule is named", async () => {
  allows = [];
  await expect(open().open("node1")).rejects.toMatchObject({
    notSeen: {
      why: "forbidden",
      detail: "netdiag's account may not exec into pods of namespace netdiag, so node1 was not looked at",
      next: expect.stringContaining(
        'add {apiGroups: [""], resources: ["pods/exec"], verbs: ["get", "create"]} to a Role in namespace netdiag',
      ) as string,
    },
  });
  expect([asked, api.execs]).toEqual([["create", "get"], []]);
});

test("a yes is remembered for the connection; a no is asked again", async () => {
  const connection = connectCluster({ kubeconfig: api.kubeconfig });
  allows = [];
  await expect(open(connection).open("node1")).rejects.toThrow();
  allows = ["create"];
  await open(connection).open("node1");
  await shell?.close();
  await open(connection).open("node1");
  expect(asked).toEqual(["create", "get", "create"]);
});

test("an older API server asks for get alone: that is enough to try", async () => {
  allows = ["get"];
  await open().open("node1");
  expect(api.execs).toHaveLength(1);
});

test("where it cannot be asked, exec is tried", async () => {
  allows = undefined;
  await open().open("node1");
  expect(api.execs).toHaveLength(1);
});

test("an admission policy's refusal is not told as a missing role", async () => {
  allows = ["create", "get"];
  const message =
    "ValidatingAdmissionPolicy 'netdiag-into-debug-pods' with binding 'netdiag-into-debug-pods' denied request: only netdiag's worker gets into debug pods";
  api.exec = { refuse: { code: 403, body: JSON.stringify({ kind: "Status", message, code: 403 }) } };
  await expect(open().open("node1")).rejects.toMatchObject({
    notSeen: {
      why: "forbidden",
      detail: expect.stringContaining("only netdiag's worker") as string,
      next: expect.stringMatching(
        /not RBAC: kubectl get validatingadmissionpolicy netdiag-into-debug-pods/,
      ) as string,
    },
  });
});
