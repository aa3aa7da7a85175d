/** Which policies a question reads, and what they refer to. */
import { describe, expect, test } from "vitest";
import type { PolicyObject } from "../../src/model/kubernetes.ts";
import type { Kind } from "../../src/ports.ts";
import { memoryCluster } from "./memory-cluster.ts";
import { pod } from "./objects.ts";
import { calico, client, named, pods, policy, refusing, snapshotOf, web } from "./policy-objects.ts";

describe("a question reads", () => {
  test("namespaced policies of its ends' namespaces, Istio's of the mesh's namespace too, and cluster-wide ones", async () => {
    const cluster = memoryCluster(pods);
    await snapshotOf(cluster);
    const where = (kind: Kind): string[] =>
      cluster.reads.flatMap((read) => (read.startsWith(`list ${kind} `) ? [read.split(" ")[2] ?? ""] : []));
    expect(where("NetworkPolicy")).toEqual(["demo", "shop"]);
    expect(where("CiliumNetworkPolicy")).toEqual(["demo", "shop"]);
    expect(where("AuthorizationPolicy")).toEqual(["demo", "shop", "istio-system"]);
    expect(where("ClusterNetworkPolicy")).toEqual(["*"]);
    expect(where("GlobalNetworkPolicy")).toEqual(["*"]);
    expect(where("Server.policy.linkerd.io")).toEqual(["demo", "shop"]);
    expect(where("ServiceIntentions")).toEqual(["*"]);
  });

  test("the policies of every API into one snapshot", async () => {
    const objects = {
      NetworkPolicy: [policy("networking.k8s.io/v1", "NetworkPolicy", "plain")],
      "NetworkPolicy.projectcalico.org": [policy(calico, "NetworkPolicy", "calico")],
      GlobalNetworkPolicy: [policy(calico, "GlobalNetworkPolicy", "global")],
      AdminNetworkPolicy: [policy("policy.networking.k8s.io/v1alpha1", "AdminNetworkPolicy", "admin")],
      CiliumNetworkPolicy: [policy("cilium.io/v2", "CiliumNetworkPolicy", "cilium")],
      AuthorizationPolicy: [policy("security.istio.io/v1", "AuthorizationPolicy", "istio")],
      "ClusterNetworkPolicy.crd.antrea.io": [
        policy("crd.antrea.io/v1beta1", "ClusterNetworkPolicy", "antrea"),
      ],
    };
    const { policies, notRead } = await snapshotOf(memoryCluster({ ...pods, ...objects }));
    expect(named(policies).sort()).toEqual([
      "admin",
      "antrea",
      "calico",
      "cilium",
      "global",
      "istio",
      "plain",
    ]);
    expect(notRead).toEqual([]);
  });

  test("no copy that Calico's API shows of another API's policy", async () => {
    const objects = {
      "NetworkPolicy.projectcalico.org": [
        policy(calico, "NetworkPolicy", "knp.default.web"),
        policy(calico, "NetworkPolicy", "default.web"),
      ],
      GlobalNetworkPolicy: [policy(calico, "GlobalNetworkPolicy", "kanp.adminnetworkpolicy.guard")],
      NetworkPolicy: [policy("networking.k8s.io/v1", "NetworkPolicy", "knp.default.mine")],
    };
    const { policies } = await snapshotOf(memoryCluster({ ...pods, ...objects }));
    expect(named(policies)).toEqual(["knp.default.mine", "default.web"]);
  });
});

describe("what policies refer to", () => {
  const set = { ...policy(calico, "NetworkSet", "feed"), metadata: { name: "feed", namespace: "threats" } };
  const around = {
    ...pods,
    Tier: [policy(calico, "Tier", "security")],
    HostEndpoint: [policy(calico, "HostEndpoint", "node1")],
    GlobalNetworkSet: [policy(calico, "GlobalNetworkSet", "blocked")],
    NetworkSet: [set],
    Namespace: [
      { kind: "Namespace" as const, metadata: { name: "threats", labels: { team: "security" } } },
      { kind: "Namespace" as const, metadata: { name: "other" } },
    ],
    ServiceAccount: [
      { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "default", namespace: "demo" } },
      { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "default", namespace: "other" } },
    ],
    Service: [
      { kind: "Service" as const, metadata: { name: "front", namespace: "shop" }, spec: {} },
      { kind: "Service" as const, metadata: { name: "api", namespace: "backend" }, spec: {} },
      { kind: "Service" as const, metadata: { name: "kubernetes", namespace: "default" }, spec: {} },
      { kind: "Service" as const, metadata: { name: "unnamed", namespace: "backend" }, spec: {} },
    ],
    CiliumEndpoint: [
      {
        ...policy("cilium.io/v2", "CiliumEndpoint", "client"),
        metadata: { name: "client", namespace: "demo" },
      },
    ],
    ConfigMap: [
      {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name: "cilium-config", namespace: "kube-system" },
        data: { "enable-node-selector-labels": "true", "kvstore-opt": "private" },
      },
    ],
    CiliumCIDRGroup: [policy("cilium.io/v2", "CiliumCIDRGroup", "partners")],
  };

  async function referencesOf(kind: Kind, found: PolicyObject): Promise<string[]> {
    const { policyReferences } = await snapshotOf(memoryCluster({ ...around, [kind]: [found] }));
    return named(policyReferences).filter((name) => name !== "security" && name !== "node1");
  }

  test("is not read while no policy refers to it; tiers and host endpoints hold by themselves", async () => {
    const { policyReferences } = await snapshotOf(memoryCluster(around));
    expect(named(policyReferences)).toEqual(["security", "node1"]);
    expect(
      await referencesOf("CiliumNetworkPolicy", policy("cilium.io/v2", "CiliumNetworkPolicy", "p")),
    ).toEqual([]);
  });

  test("a Service that a policy names and that does not exist is known not to", async () => {
    const naming = (name: string): PolicyObject =>
      policy(calico, "GlobalNetworkPolicy", "p", {
        egress: [{ action: "Allow", destination: { services: { name, namespace: "backend" } } }],
      });
    const absent = async (name: string): Promise<unknown> =>
      (await snapshotOf(memoryCluster({ ...around, GlobalNetworkPolicy: [naming(name)] })))
        .policyReferencesAbsent;
    expect(await absent("api")).toEqual([]);
    expect(await absent("gone")).toEqual([{ kind: "Service", namespace: "backend", name: "gone" }]);
  });

  test("a Service of any namespace is not looked for: an empty one is no name", async () => {
    const toService = policy("cilium.io/v2", "CiliumNetworkPolicy", "p", {
      egress: [{ toServices: [{ k8sService: { serviceName: "gone", namespace: "" } }] }],
    });
    const cluster = memoryCluster({ ...around, CiliumNetworkPolicy: [toService] });
    const { policyReferencesAbsent } = await snapshotOf(cluster);
    expect(policyReferencesAbsent).toEqual([]);
    expect(cluster.reads.filter((read) => read.includes("gone"))).toEqual([]);
  });

  test("a Calico policy may mean any network set, and a set's namespace by its labels", async () => {
    const { policyReferences, namespaces } = await snapshotOf(
      memoryCluster({ ...around, GlobalNetworkPolicy: [policy(calico, "GlobalNetworkPolicy", "p")] }),
    );
    expect(named(policyReferences)).toEqual(["security", "node1", "blocked", "feed"]);
    expect(namespaces.map(({ metadata }) => metadata.name)).toEqual(["threats"]);
  });

  test.each<[string, Kind, PolicyObject, string[]]>([
    [
      "service accounts of the ends' namespaces, when it selects any",
      "GlobalNetworkPolicy",
      policy(calico, "GlobalNetworkPolicy", "p", { serviceAccountSelector: "team == 'x'" }),
      ["blocked", "feed", "default"],
    ],
    [
      "the Service a rule names, in another namespace",
      "GlobalNetworkPolicy",
      policy("crd.projectcalico.org/v1", "GlobalNetworkPolicy", "p", {
        egress: [{ action: "Allow", destination: { services: { name: "api", namespace: "backend" } } }],
      }),
      ["blocked", "feed", "api"],
    ],
    [
      "nothing for a label that is called services",
      "GlobalNetworkPolicy",
      policy(calico, "GlobalNetworkPolicy", "p", {
        ingress: [{ source: { services: "x" } }],
        selector: "services == 'api'",
      }),
      ["blocked", "feed"],
    ],
    [
      "the blocks of a Cilium rule",
      "CiliumNetworkPolicy",
      policy("cilium.io/v2", "CiliumNetworkPolicy", "p", {
        egress: [{ toCIDRSet: [{ cidrGroupRef: "partners" }] }],
      }),
      // Whether blocks match nodes, Cilium's settings say.
      ["partners", "cilium-config"],
    ],
    [
      "the Service of a Cilium rule",
      "CiliumNetworkPolicy",
      policy("cilium.io/v2", "CiliumNetworkPolicy", "p", {
        egress: [{ toServices: [{ k8sService: { serviceName: "api", namespace: "backend" } }] }],
      }),
      ["api"],
    ],
    [
      "the Services of the ends' namespaces, when a rule speaks of requests",
      "AuthorizationPolicy",
      policy("security.istio.io/v1", "AuthorizationPolicy", "p", {
        rules: [{ to: [{ operation: { notMethods: ["GET"] } }] }],
      }),
      ["front"],
    ],
    [
      "none of them for a rule about ports",
      "AuthorizationPolicy",
      policy("security.istio.io/v1", "AuthorizationPolicy", "p", {
        rules: [{ to: [{ operation: { ports: ["80"] } }] }],
      }),
      [],
    ],
    [
      "whether Cilium manages the ends, when a rule is about pods that it does not",
      "CiliumNetworkPolicy",
      policy("cilium.io/v2", "CiliumNetworkPolicy", "p", { ingress: [{ fromEntities: ["unmanaged"] }] }),
      ["client"],
    ],
    [
      "of the settings of Cilium what decides about nodes, when a rule is about them",
      "CiliumNetworkPolicy",
      policy("cilium.io/v2", "CiliumNetworkPolicy", "p", { ingress: [{ fromNodes: [{}] }] }),
      ["cilium-config"],
    ],
    [
      "who the API server is",
      "CiliumNetworkPolicy",
      policy("cilium.io/v2", "CiliumNetworkPolicy", "p", { egress: [{ toEntities: ["kube-apiserver"] }] }),
      ["kubernetes"],
    ],
  ])("%s", async (_what, kind, found, references) => {
    expect(await referencesOf(kind, found)).toEqual(references);
  });

  test("Calico's own rules of the ends' namespaces and service accounts are read by name", async () => {
    const cluster = memoryCluster(around);
    await snapshotOf(cluster);
    expect(cluster.reads.filter((read) => read.includes("Profile"))).toEqual([
      "get Profile  kns.demo",
      "get Profile  kns.shop",
      "get Profile  ksa.demo.default",
      "get Profile  ksa.shop.default",
    ]);
  });
});

test("Cilium's agent on one node tells what blocks of addresses mean", async () => {
  const agent = {
    ...pod({ namespace: "kube-system", name: "cilium-x", ip: "172.30.0.1", labels: { "k8s-app": "cilium" } }),
  };
  const elsewhere = pod({
    namespace: "kube-system",
    name: "cilium-y",
    ip: "172.30.0.9",
    labels: { "k8s-app": "cilium" },
    node: "node9",
  });
  const { pods: read } = await snapshotOf(memoryCluster({ Pod: [client, web, agent, elsewhere] }));
  expect(read.map(({ metadata }) => metadata.name)).toEqual(["client", "web", "cilium-x"]);
});

describe("Cilium's settings say whether the blocks of a NetworkPolicy match nodes", () => {
  const agent = pod({
    namespace: "kube-system",
    name: "cilium-x",
    ip: "172.30.0.1",
    labels: { "k8s-app": "cilium" },
  });
  const blocks = policy("networking.k8s.io/v1", "NetworkPolicy", "blocks", {
    podSelector: {},
    ingress: [{ from: [{ ipBlock: { cidr: "172.30.0.0/16" } }] }],
  });
  const settings = {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "cilium-config", namespace: "kube-system" },
    data: { "policy-cidr-match-mode": "nodes" },
  };
  const settingsRead = async (
    Pod: readonly (typeof agent)[],
    spec: PolicyObject,
  ): Promise<readonly PolicyObject[] | undefined> =>
    (await snapshotOf(memoryCluster({ Pod, NetworkPolicy: [spec], ConfigMap: [settings] }))).policyReferences;

  test("where its agent runs, they are read", async () => {
    expect(await settingsRead([client, web, agent], blocks)).toEqual([settings]);
  });

  test("where it does not run, or no policy has a block, they are not asked for", async () => {
    const plain = policy("networking.k8s.io/v1", "NetworkPolicy", "plain", { podSelector: {} });
    expect(await settingsRead([client, web], blocks)).toEqual([]);
    expect(await settingsRead([client, web, agent], plain)).toEqual([]);
  });

  test("refused, they are a line of the answer", async () => {
    const cluster = memoryCluster({ Pod: [client, web, agent], NetworkPolicy: [blocks] });
    const { notRead } = await snapshotOf(refusing(cluster, (kind) => kind === "ConfigMap"));
    expect(notRead.map(({ what }) => what)).toContain(
      "ConfigMap kube-system/cilium-config, the settings of Cilium",
    );
  });
});
