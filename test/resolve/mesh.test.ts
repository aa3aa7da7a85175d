/** Whose policies of Istio hold for every pod. */
import { describe, expect, test } from "vitest";
import { Pod, type PolicyObject } from "../../src/model/kubernetes.ts";
import { memoryCluster } from "./memory-cluster.ts";
import { service } from "./objects.ts";
import { client, named, pods, policy, refusing, snapshotOf, web } from "./policy-objects.ts";

describe("a mesh whose control plane is elsewhere", () => {
  const proxy = {
    name: "istio-proxy",
    env: [{ name: "CA_ADDR", value: "istiod-basic.mesh-one.svc:15012" }],
  };
  const inMesh = {
    ...pods,
    Pod: [client, Pod.parse({ ...web, spec: { ...web.spec, containers: [...web.spec.containers, proxy] } })],
  };
  const strict = {
    ...policy("security.istio.io/v1", "PeerAuthentication", "default", { mtls: { mode: "STRICT" } }),
    metadata: { name: "default", namespace: "mesh-one" },
  };

  test("may have policies there that hold for every pod: that is said", async () => {
    const { policies, notRead } = await snapshotOf(
      memoryCluster({ ...inMesh, PeerAuthentication: [strict] }),
    );
    expect(named(policies)).toEqual(["default"]);
    expect(notRead).toMatchObject([
      {
        what: "whether Istio's policies of namespace mesh-one hold for the whole mesh",
        next: expect.stringContaining("configmap istio -n mesh-one") as string,
        policiesOf: "all",
      },
    ]);
  });

  const settings = (mesh: string, name = "istio-basic", namespace = "mesh-one"): PolicyObject => ({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name, namespace, annotations: { note: "private" } },
    data: { mesh, meshNetworks: "networks: {}" },
  });
  const mesh = "rootNamespace: mesh-root\ntrustDomain: td1\naccessLogFile: /dev/stdout\n";

  test("says in its settings which namespace's policies hold everywhere: only those are read, and of the settings only that", async () => {
    const cluster = memoryCluster({ ...inMesh, ConfigMap: [settings(mesh)] });
    const { policyReferences, notRead } = await snapshotOf(cluster);
    expect(notRead).toEqual([]);
    expect(policyReferences).toEqual([
      {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name: "istio-basic", namespace: "mesh-one" },
        data: { mesh: '{"rootNamespace":"mesh-root","trustDomain":"td1"}' },
      },
    ]);
    expect(cluster.reads.filter((read) => read.startsWith("list PeerAuthentication"))).toEqual(
      ["demo", "shop", "mesh-root"].map((namespace) => `list PeerAuthentication ${namespace} `),
    );
  });

  test("has rules of whether sidecars send in mutual TLS: they are read, with the Services that they are about", async () => {
    const host = { host: "front.shop.svc.cluster.local", trafficPolicy: { tls: { mode: "DISABLE" } } };
    const rule = (name: string, spec: Record<string, unknown>): PolicyObject => ({
      ...policy("networking.istio.io/v1", "DestinationRule", name, spec),
      metadata: { namespace: "shop", name },
    });
    const DestinationRule = [rule("plain", host), rule("pool", { host: "db.shop.svc.cluster.local" })];
    const Service = [service("shop", "front", { app: "web" }, [{ port: 80, targetPort: 8080 }])];
    const cluster = memoryCluster({ ...inMesh, ConfigMap: [settings(mesh)], DestinationRule, Service });
    const { policyReferences } = await snapshotOf(cluster);
    expect(named(policyReferences)).toEqual(["istio-basic", "plain", "front"]);
    const outside = memoryCluster({ ...pods, DestinationRule });
    await snapshotOf(outside);
    expect(outside.reads.filter((read) => read.includes("DestinationRule"))).toEqual([]);
  });

  test("has settings without a word of that: then it is the usual namespace", async () => {
    const cluster = memoryCluster({ ...inMesh, ConfigMap: [settings("")] });
    expect((await snapshotOf(cluster)).notRead).toEqual([]);
    expect(cluster.reads).toContain("list PeerAuthentication istio-system ");
    expect(cluster.reads).not.toContain("list PeerAuthentication mesh-one ");
  });

  test.each([
    ["do not read", settings("rootNamespace: [1]"), "does not read as settings"],
    ["are no YAML", settings("a: b: c"), ""],
  ])("has settings that %s: that is said, and policies there stay in doubt", async (_, broken, reason) => {
    const { notRead } = await snapshotOf(
      memoryCluster({ ...inMesh, ConfigMap: [broken], PeerAuthentication: [strict] }),
    );
    expect(notRead.map(({ what }) => what)).toEqual([
      "ConfigMap mesh-one/istio-basic, the settings of the mesh",
      "whether Istio's policies of namespace mesh-one hold for the whole mesh",
    ]);
    expect(notRead[0]?.reason).toContain(reason);
  });

  test("has settings that nobody may read: that is said", async () => {
    const { notRead } = await snapshotOf(refusing(memoryCluster(inMesh), (kind) => kind === "ConfigMap"));
    expect(notRead.map(({ what }) => what)).toEqual([
      "ConfigMap istio-system/istio-basic, the settings of the mesh",
      "ConfigMap mesh-one/istio-basic, the settings of the mesh",
    ]);
  });

  test("is nothing to ask about for pods that are in no mesh", async () => {
    const cluster = memoryCluster({ ...pods, ConfigMap: [settings(mesh)] });
    await snapshotOf(cluster);
    expect(cluster.reads.filter((read) => /ConfigMap.*istio/.test(read))).toEqual([]);
  });

  test("has none there: nothing to doubt", async () => {
    expect((await snapshotOf(memoryCluster(inMesh))).notRead).toEqual([]);
  });
});
