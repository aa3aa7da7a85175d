/** Which policies a question reads, and what it says when some may not be read. */
import { describe, expect, test } from "vitest";
import type { PolicyObject } from "../../src/model/kubernetes.ts";
import type { ClusterSnapshot } from "../../src/model/snapshot.ts";
import { CouldNotRead, type Cluster, type Kind } from "../../src/ports.ts";
import { parseQuestion } from "../../src/question/index.ts";
import { resolve } from "../../src/resolve/resolve.ts";
import { memoryCluster } from "./memory-cluster.ts";
import { pod } from "./objects.ts";

const client = pod({ namespace: "demo", name: "client", ip: "10.1.0.1" });
const web = pod({ namespace: "shop", name: "web", ip: "10.1.0.2", ports: [{ containerPort: 8080 }] });
const pods = { Pod: [client, web] };

function policy(
  apiVersion: string,
  kind: string,
  name: string,
  spec: Record<string, unknown> = {},
): PolicyObject {
  const namespaced = /^(NetworkPolicy|CiliumNetworkPolicy|AuthorizationPolicy|NetworkSet)$/.test(kind);
  return { apiVersion, kind, metadata: { name, ...(namespaced ? { namespace: "shop" } : {}) }, spec };
}
const calico = "projectcalico.org/v3";

async function snapshotOf(cluster: Cluster): Promise<ClusterSnapshot> {
  const parsed = parseQuestion("demo/client -> shop/web:8080");
  if (!("question" in parsed)) throw new Error(parsed.refusal.sentence);
  return (await resolve(parsed.question, cluster)).snapshot;
}
const named = (objects: readonly PolicyObject[] | undefined): string[] =>
  (objects ?? []).map(({ metadata }) => metadata.name);

/** Refuses some reads. */
function refusing(
  cluster: Cluster,
  refuse: (kind: Kind, namespace: string | undefined) => boolean,
  rightOf: (kind: Kind) => CouldNotRead["right"] = () => undefined,
): Cluster {
  const refusal = (kind: Kind): CouldNotRead =>
    new CouldNotRead("forbidden", `not allowed to list ${kind}`, "ask", rightOf(kind));
  return {
    name: "refusing",
    unreadable: [],
    get: (kind, name, namespace) =>
      refuse(kind, namespace) ? Promise.reject(refusal(kind)) : cluster.get(kind, name, namespace),
    list: (kind, scope) =>
      refuse(kind, scope?.namespace) ? Promise.reject(refusal(kind)) : cluster.list(kind, scope),
  };
}

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
      { kind: "Service" as const, metadata: { name: "api", namespace: "backend" }, spec: {} },
      { kind: "Service" as const, metadata: { name: "kubernetes", namespace: "default" }, spec: {} },
      { kind: "Service" as const, metadata: { name: "unnamed", namespace: "backend" }, spec: {} },
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
      ["partners"],
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

describe("what may not be read", () => {
  test("is one line for a kind, with the namespaces it was refused in", async () => {
    const { notRead } = await snapshotOf(
      refusing(memoryCluster(pods), (kind) => kind === "CiliumNetworkPolicy"),
    );
    expect(notRead).toEqual([
      {
        what: "CiliumNetworkPolicies of namespaces demo, shop",
        reason: "not allowed to list CiliumNetworkPolicy",
        next: "ask",
        policiesOf: ["demo", "shop"],
      },
    ]);
  });

  test("refused in one namespace, the others are there", async () => {
    const objects = { ...pods, CiliumNetworkPolicy: [policy("cilium.io/v2", "CiliumNetworkPolicy", "p")] };
    const { notRead, policies } = await snapshotOf(
      refusing(
        memoryCluster(objects),
        (kind, namespace) => kind === "CiliumNetworkPolicy" && namespace === "demo",
      ),
    );
    expect(notRead).toMatchObject([
      { what: "CiliumNetworkPolicies of namespace demo", policiesOf: ["demo"] },
    ]);
    expect(named(policies)).toEqual(["p"]);
  });

  test.each<[Kind, string]>([
    ["GlobalNetworkPolicy", "GlobalNetworkPolicies"],
    ["Tier", "Tiers"],
    ["ClusterNetworkPolicy.crd.antrea.io", "ClusterNetworkPolicies (crd.antrea.io)"],
    ["Profile", "Profiles"],
  ])("cluster-wide, it concerns every pod: %s", async (refused, what) => {
    const { notRead } = await snapshotOf(refusing(memoryCluster(pods), (kind) => kind === refused));
    expect(notRead).toMatchObject([{ what, policiesOf: "all" }]);
  });

  test("in the mesh's own namespace, it concerns every pod too", async () => {
    const { notRead } = await snapshotOf(
      refusing(
        memoryCluster(pods),
        (kind, namespace) => kind === "PeerAuthentication" && namespace === "istio-system",
      ),
    );
    expect(notRead).toMatchObject([
      { what: "PeerAuthentications of namespace istio-system", policiesOf: "all" },
    ]);
  });

  test("of policies that enforce nothing, it makes no difference", async () => {
    const { notRead } = await snapshotOf(refusing(memoryCluster(pods), (kind) => kind.startsWith("Staged")));
    expect(notRead).toEqual([]);
  });

  test("of one API, for want of rights, it is one line with every right that is missing", async () => {
    const kinds: Partial<Record<Kind, string>> = {
      HostEndpoint: "hostendpoints",
      GlobalNetworkPolicy: "globalnetworkpolicies",
      "NetworkPolicy.projectcalico.org": "networkpolicies",
      CiliumNetworkPolicy: "ciliumnetworkpolicies",
    };
    const { notRead } = await snapshotOf(
      refusing(
        memoryCluster(pods),
        (kind) => kinds[kind] !== undefined,
        (kind) => ({
          group: kind.startsWith("Cilium") ? "cilium.io" : "projectcalico.org",
          resource: kinds[kind] ?? "",
        }),
      ),
    );
    expect(notRead).toEqual([
      {
        what: "CiliumNetworkPolicies of namespaces demo, shop",
        reason: "not allowed to list CiliumNetworkPolicy",
        next: "ask",
        policiesOf: ["demo", "shop"],
      },
      {
        what: "GlobalNetworkPolicies, HostEndpoints, NetworkPolicies (projectcalico.org) of namespaces demo, shop",
        reason: "not allowed to list GlobalNetworkPolicy",
        next: "ask; likewise for hostendpoints, networkpolicies",
        policiesOf: "all",
      },
    ]);
  });

  test("of pods says nothing about policies", async () => {
    const { notRead } = await snapshotOf(
      refusing(memoryCluster(pods), (kind, namespace) => kind === "Namespace" && namespace === undefined),
    );
    expect(notRead.map(({ policiesOf }) => policiesOf)).toEqual([undefined, undefined]);
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
