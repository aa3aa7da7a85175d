/** Writing one policy, against the lab's API server. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { createClusterChanges } from "../../../src/adapters/kubernetes/changes.ts";
import { connectCluster } from "../../../src/adapters/kubernetes/connection.ts";
import type { ClusterChanges } from "../../../src/apply/doors.ts";
import type { ChangeManifest } from "../../../src/model/change.ts";
import { clientConfig, startLocalServer } from "../../lab/api/local-server.ts";
import type { ApiServer } from "../../lab/api/server.ts";
import { allowWeb } from "../../apply/requests.ts";
import { startFakeApi } from "./fake-api.ts";

const policyRule = { apiGroups: ["networking.k8s.io"], resources: ["networkpolicies"] };
let server: ApiServer;
beforeAll(async () => {
  server = await startLocalServer({
    tokens: {
      "changer-token": {
        name: "system:serviceaccount:netdiag:worker",
        rules: [
          { ...policyRule, verbs: ["get", "create", "patch"] },
          {
            apiGroups: [""],
            resources: ["users"],
            verbs: ["impersonate"],
            resourceNames: ["sam@example.com"],
          },
        ],
      },
      "reader-token": { name: "reader", rules: [{ ...policyRule, verbs: ["get"] }] },
      "sam-token": {
        name: "sam@example.com",
        rules: [{ ...policyRule, verbs: ["create", "patch"], namespace: "shop" }],
      },
    },
  });
});
afterAll(() => server.stop());

function changesFor(token: string): ClusterChanges {
  const folder = mkdtempSync(join(tmpdir(), "netdiag-changes-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const file = join(folder, "kubeconfig");
  writeFileSync(file, clientConfig(server, token).exportConfig());
  return createClusterChanges(connectCluster({ kubeconfig: file }).api);
}

const named = (name: string, spec: ChangeManifest["spec"] = allowWeb.spec): ChangeManifest => ({
  ...allowWeb,
  metadata: { name, namespace: "shop" },
  spec,
});
const absent = { state: "absent" } as const;
const tried = { dryRun: true, bound: absent };
const made = { dryRun: false, bound: absent };

test("what was tried is not there, what was made is, and netdiag is who wrote it", async () => {
  const changes = changesFor("changer-token");
  expect((await changes.apply(named("a"), tried)).spec).toMatchObject({
    podSelector: { matchLabels: { app: "web" } },
  });
  expect(await changes.read(named("a"))).toBeUndefined();
  const standing = await changes.apply(named("a"), made);
  expect(await changes.read(named("a"))).toEqual(standing);
  expect(standing).toMatchObject({ managers: ["netdiag"], owners: [] });
  const { uid, resourceVersion } = standing;
  const edited = await changes.apply(named("a", { podSelector: {}, policyTypes: ["Ingress"] }), {
    dryRun: false,
    bound: { state: "there", uid, resourceVersion },
  });
  expect(edited.resourceVersion).not.toBe(resourceVersion);
});

test("a name that somebody took in between is not written into: one policy is made, by whoever was first", async () => {
  const changes = changesFor("changer-token");
  const theirs = server.store.create({ ...named("taken", { podSelector: {}, ingress: [{}] }) });
  for (const writing of [tried, made])
    await expect(changes.apply(named("taken"), writing)).rejects.toMatchObject({
      why: "changed",
      message: expect.stringMatching(
        /was made in that moment.*already exists.*Nothing was changed/,
      ) as string,
    });
  expect(await changes.read(named("taken"))).toMatchObject({
    resourceVersion: theirs.metadata.resourceVersion,
    spec: theirs["spec"],
  });
  const ends = await Promise.allSettled([1, 2, 3].map(() => changes.apply(named("raced"), made)));
  expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("what netdiag made and somebody else wrote into is theirs as well: an edit of that is a conflict", async () => {
  const changes = changesFor("changer-token");
  const closed = named("shared", { podSelector: { matchLabels: { app: "web" } }, policyTypes: ["Ingress"] });
  await changes.apply(closed, made);
  const resource = server.store.resourceOf(allowWeb);
  const place = { resource, namespace: "shop", name: "shared", dryRun: false, fieldManager: "helm" };
  server.writes.patch(place, closed, "application/apply-patch+yaml");
  const { uid = "", resourceVersion = "", managers } = (await changes.read(named("shared"))) ?? {};
  expect(managers).toEqual(["netdiag", "helm"]);
  await expect(
    changes.apply(named("shared", { podSelector: { matchLabels: { app: "api" } } }), {
      dryRun: false,
      bound: { state: "there", uid, resourceVersion },
    }),
  ).rejects.toMatchObject({ why: "conflict" });
});

test("what others keep is not taken from them, and they are named", async () => {
  const kept = server.store.create({ ...named("b", { podSelector: {}, ingress: [{}] }) });
  const { uid = "", resourceVersion = "" } = kept.metadata;
  const edit = changesFor("changer-token").apply(named("b"), {
    dryRun: true,
    bound: { state: "there", uid, resourceVersion },
  });
  const refusal: unknown = await edit.catch((error: unknown) => error);
  expect(refusal).toMatchObject({ why: "conflict" });
  expect(String(refusal)).toMatch(
    /conflicts? with "kubectl-client-side-apply" using networking.k8s.io\/v1.*\.spec/,
  );
});

test("what was changed since it was read is not written over", async () => {
  const changes = changesFor("changer-token");
  const { uid, resourceVersion } = await changes.apply(named("c"), made);
  const before = { state: "there", uid, resourceVersion } as const;
  const again = named("c", { podSelector: {} });
  await changes.apply(again, { dryRun: false, bound: before });
  await expect(changes.apply(named("c"), { dryRun: false, bound: before })).rejects.toMatchObject({
    why: "changed",
  });
  const other = { ...before, uid: "another" };
  await expect(changes.apply(named("c"), { dryRun: true, bound: other })).rejects.toMatchObject({
    why: "changed",
  });
});

test("an account without the right is told which rule is missing before anything is sent", async () => {
  const changes = changesFor("reader-token");
  expect(await changes.mayNot(named("d"), { bound: absent })).toMatch(
    /may not create networkpolicies.networking.k8s.io in namespace shop.*deploy\/components\/apply.*kubectl auth can-i create/,
  );
  await expect(changes.apply(named("d"), tried)).rejects.toMatchObject({ why: "forbidden" });
});

test("in somebody's name it is their rights that count, and only whom the account may impersonate it does", async () => {
  const changes = changesFor("changer-token");
  const as = "sam@example.com";
  expect(await changes.mayNot(named("e"), { bound: absent, as })).toBeUndefined();
  expect(await changes.apply(named("e"), { ...made, as })).toMatchObject({ managers: ["netdiag"] });
  const elsewhere = { ...named("e"), metadata: { name: "e", namespace: "default" } };
  expect(await changes.mayNot(elsewhere, { bound: absent, as })).toMatch(/user sam@example.com may not/);
  await expect(changes.mayNot(named("f"), { bound: absent, as: "root" })).rejects.toMatchObject({
    why: "forbidden",
  });
});

test("an API server that says nothing, or that it failed, is one of which nobody knows", async () => {
  const api = await startFakeApi();
  onTestFinished(() => api.stop());
  const changes = createClusterChanges(api.connection.api);
  api.routes = () => ({ code: 500, body: { kind: "Status", message: "etcdserver: request timed out" } });
  await expect(changes.apply(named("g"), made)).rejects.toMatchObject({ why: "silent" });
  api.routes = () => ({ code: 200, body: {}, cut: true });
  await expect(changes.apply(named("g"), made)).rejects.toMatchObject({ why: "silent" });
  expect(api.asked.filter(({ method }) => method === "POST")).toHaveLength(2);
  const [first] = api.asked;
  expect([...(first?.query ?? [])]).toEqual(
    expect.arrayContaining([
      ["fieldManager", "netdiag"],
      ["fieldValidation", "Strict"],
    ]),
  );
});
