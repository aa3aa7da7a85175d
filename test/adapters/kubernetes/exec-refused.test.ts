import { afterAll, beforeAll, expect, test } from "vitest";
import { CouldNotStand } from "../../../src/ports.ts";
import type { NotSeen } from "../../../src/model/evidence.ts";
import { type FakeApi, startFakeApi } from "./fake-api.ts";
import { openSession } from "./session-here.ts";

let api: FakeApi;
beforeAll(async () => {
  api = await startFakeApi();
});
afterAll(() => api.stop());

async function whyNot(): Promise<NotSeen> {
  const error: unknown = await openSession(api, { handshakeMs: 400, helloMs: 400 }).catch(
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof CouldNotStand))
    throw new Error("it did not fail as CouldNotStand", { cause: error });
  return error.notSeen;
}

function refusing(code: number, message: string): void {
  api.exec = { refuse: { code, body: JSON.stringify({ kind: "Status", status: "Failure", message, code }) } };
}

test("an RBAC refusal names the rule to add, for whom, and how to check", async () => {
  refusing(
    403,
    'pods "prober-x" is forbidden: User "system:serviceaccount:netdiag:worker" cannot create resource "pods/exec" in API group "" in the namespace "netdiag"',
  );
  const notSeen = await whyNot();
  expect(notSeen.why).toBe("forbidden");
  expect(notSeen.detail).toContain('cannot create resource "pods/exec"');
  expect(notSeen.next).toContain('{apiGroups: [""], resources: ["pods/exec"], verbs: ["get", "create"]}');
  expect(notSeen.next).toContain(
    "kubectl auth can-i create pods/exec -n netdiag --as=system:serviceaccount:netdiag:worker",
  );
});

test.each([
  { allowed: true, why: "failed", says: "speaks neither v5 nor v4" },
  { allowed: false, why: "forbidden", says: "was refused" },
])("a wordless 403 is looked into: RBAC allows exec is $allowed", async ({ allowed, why, says }) => {
  api.exec = { refuse: { code: 403, body: "" } };
  api.routes = ({ path, method, body }) => {
    if (method !== "POST" || !path.endsWith("/selfsubjectaccessreviews")) return undefined;
    expect(JSON.parse(body)).toMatchObject({
      spec: {
        resourceAttributes: { verb: "create", resource: "pods", subresource: "exec", namespace: "netdiag" },
      },
    });
    return { code: 201, body: { status: { allowed } } };
  };
  const notSeen = await whyNot();
  expect(notSeen.why).toBe(why);
  expect(notSeen.detail).toContain(says);
});

test("credentials that are not accepted are said to be that", async () => {
  refusing(401, "Unauthorized");
  expect(await whyNot()).toMatchObject({
    why: "forbidden",
    next: expect.stringContaining("renew") as string,
  });
});

test.each([
  [404, 'pods "prober-x" not found'],
  [400, "container prober is not valid for pod prober-x"],
])("a debug pod that cannot be used (%i) is no-pod, with the server's words", async (code, message) => {
  refusing(code, message);
  const notSeen = await whyNot();
  expect(notSeen.why).toBe("no-pod");
  expect(notSeen.detail).toContain(message);
});

test("a dead kubelet is an unreachable node, told before the upgrade", async () => {
  refusing(500, "error dialing backend: dial tcp 172.30.0.12:10250: connect: connection refused");
  expect(await whyNot()).toMatchObject({
    why: "node-unreachable",
    next: expect.stringContaining("10250") as string,
  });
});

test("a dead kubelet is an unreachable node, told in the status after the upgrade", async () => {
  api.exec = {
    serve: (client) => {
      const message = "error dialing backend: dial tcp 172.30.0.12:10250: connect: connection refused";
      const status = { metadata: {}, status: "Failure", message, code: 500 };
      client.send(Buffer.concat([Buffer.of(3), Buffer.from(JSON.stringify(status))]));
      client.close(1000);
    },
  };
  expect(await whyNot()).toMatchObject({ why: "node-unreachable" });
});

test("a frozen kubelet is an unreachable node, after our own timer", async () => {
  const began = performance.now();
  api.exec = { silent: true };
  expect(await whyNot()).toMatchObject({ why: "node-unreachable" });
  api.exec = { serve: () => undefined };
  expect(await whyNot()).toMatchObject({ why: "node-unreachable" });
  expect(performance.now() - began).toBeLessThan(15_000);
});

test("an image without a shell is a missing tool", async () => {
  api.exec = {
    serve: (client) => {
      const message =
        'Internal error occurred: error executing command in container: exec: "sh": executable file not found in $PATH';
      const status = { metadata: {}, status: "Failure", message, reason: "InternalError", code: 500 };
      client.send(Buffer.concat([Buffer.of(3), Buffer.from(JSON.stringify(status))]));
      client.close(1000);
    },
  };
  expect(await whyNot()).toMatchObject({
    why: "tool-missing",
    next: expect.stringContaining("prober image") as string,
  });
});

test("an image without timeout is a missing tool", async () => {
  api.exec = { wrap: ["env", "PATH=/nowhere", "/bin/sh", "-c", 'shift; exec /bin/sh "$@"', "x"] };
  expect(await whyNot()).toMatchObject({
    why: "tool-missing",
    detail: expect.stringContaining("timeout") as string,
  });
});

test("no answer at all at the address is a failure with its reason", async () => {
  const gone = await startFakeApi();
  await gone.stop();
  const error: unknown = await openSession(gone).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    notSeen: { why: "failed", detail: expect.stringContaining("ECONNREFUSED") as string },
  });
});

test("a diagnosis stopped during the handshake ends at once", async () => {
  api.exec = { silent: true };
  const began = performance.now();
  const opening = openSession(api, { handshakeMs: 20_000 }, AbortSignal.timeout(100));
  await expect(opening).rejects.toMatchObject({ notSeen: { why: "not-asked" } });
  expect(performance.now() - began).toBeLessThan(15_000);
});
