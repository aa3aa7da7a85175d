/** Policies of APIs that a cluster may have or not: which of them are read, and from where. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createCluster } from "../../../src/adapters/kubernetes/cluster.ts";
import { Discovery } from "../../../src/adapters/kubernetes/discovery.ts";
import { policyGroups, policyKinds } from "../../../src/adapters/kubernetes/policy-kinds.ts";
import type { PolicyKind } from "../../../src/ports.ts";
import {
  apiServer,
  failure,
  forbidden,
  type Installed,
  names,
  ok,
  refused,
  unavailable,
} from "./installed-apis.ts";

const api = apiServer();
const { fresh, install, askedPaths } = api;

const v3 = "/apis/projectcalico.org/v3/globalnetworkpolicies";
const bothCalicos: Installed = {
  "projectcalico.org/v3": ["globalnetworkpolicies"],
  "crd.projectcalico.org/v1": ["globalnetworkpolicies"],
};

describe("what is not installed", () => {
  test("has no objects, and no list of it is asked for", async () => {
    install({ "apps/v1": ["deployments"] });
    const cluster = fresh();
    for (const kind of Object.keys(policyKinds) as PolicyKind[])
      expect(await cluster.list(kind, { namespace: "shop" })).toEqual([]);
    expect(await cluster.get("Profile", "kns.shop")).toBeUndefined();
    expect(askedPaths()).toEqual(["/apis"]);
  });

  test("is not asked for either when its group serves other kinds", async () => {
    install({ "cilium.io/v2": ["ciliumnodes"] });
    expect(await fresh().list("CiliumNetworkPolicy", { namespace: "shop" })).toEqual([]);
    expect(askedPaths()).toEqual(["/apis", "/apis/cilium.io/v2"]);
  });
});

test.each<[PolicyKind, string, string]>([
  ["AdminNetworkPolicy", "policy.networking.k8s.io/v1alpha1", "adminnetworkpolicies"],
  ["BaselineAdminNetworkPolicy", "policy.networking.k8s.io/v1alpha1", "baselineadminnetworkpolicies"],
  ["ClusterNetworkPolicy", "policy.networking.k8s.io/v1alpha2", "clusternetworkpolicies"],
  ["GlobalNetworkPolicy", "crd.projectcalico.org/v1", "globalnetworkpolicies"],
  ["NetworkPolicy.projectcalico.org", "crd.projectcalico.org/v1", "namespaces/shop/networkpolicies"],
  ["NetworkSet", "projectcalico.org/v3", "namespaces/shop/networksets"],
  ["CiliumNetworkPolicy", "cilium.io/v2", "namespaces/shop/ciliumnetworkpolicies"],
  ["CiliumClusterwideNetworkPolicy", "cilium.io/v2", "ciliumclusterwidenetworkpolicies"],
  ["CiliumCIDRGroup", "cilium.io/v2alpha1", "ciliumcidrgroups"],
  ["AuthorizationPolicy", "security.istio.io/v1", "namespaces/shop/authorizationpolicies"],
  ["PeerAuthentication", "security.istio.io/v1beta1", "namespaces/shop/peerauthentications"],
  ["ClusterNetworkPolicy.crd.antrea.io", "crd.antrea.io/v1beta1", "clusternetworkpolicies"],
  ["ClusterNetworkPolicy.networking.k8s.aws", "networking.k8s.aws/v1alpha1", "clusternetworkpolicies"],
  ["ApplicationNetworkPolicy", "networking.k8s.aws/v1alpha1", "namespaces/shop/applicationnetworkpolicies"],
  ["FQDNNetworkPolicy", "networking.gke.io/v1alpha1", "namespaces/shop/fqdnnetworkpolicies"],
  ["EgressNetworkPolicy", "network.openshift.io/v1", "namespaces/shop/egressnetworkpolicies"],
  ["Server.policy.linkerd.io", "policy.linkerd.io/v1beta2", "namespaces/shop/servers"],
  ["ServerAuthorization", "policy.linkerd.io/v1beta1", "namespaces/shop/serverauthorizations"],
  [
    "AuthorizationPolicy.policy.linkerd.io",
    "policy.linkerd.io/v1alpha1",
    "namespaces/shop/authorizationpolicies",
  ],
  ["ServiceIntentions", "consul.hashicorp.com/v1alpha1", "namespaces/shop/serviceintentions"],
  ["TrafficPermissions", "auth.consul.hashicorp.com/v2beta1", "namespaces/shop/trafficpermissions"],
  ["MeshTrafficPermission", "kuma.io/v1alpha1", "namespaces/shop/meshtrafficpermissions"],
  ["TrafficPermission", "kuma.io/v1alpha1", "trafficpermissions"],
])("%s of %s is read at %s", async (kind, groupVersion, path) => {
  install({ [groupVersion]: [path.split("/").at(-1) ?? ""] });
  const [object] = await fresh().list(kind, { namespace: "shop" });
  expect(object).toMatchObject({ apiVersion: groupVersion, kind: kind.split(".")[0] });
  expect(askedPaths()).toEqual(["/apis", `/apis/${groupVersion}`, `/apis/${groupVersion}/${path}`]);
});

test("of a recorded cluster's APIs, those about policies are asked what they have, and no other", async () => {
  const recorded = readFileSync(join(import.meta.dirname, "../../fixtures/api/apis.json"), "utf8");
  install(
    {
      "crd.projectcalico.org/v1": ["globalnetworkpolicies"],
      "policy.networking.k8s.io/v1alpha2": ["clusternetworkpolicies"],
    },
    { "/apis": { code: 200, body: recorded } },
  );
  const cluster = fresh();
  expect(names(await cluster.list("GlobalNetworkPolicy"))).toEqual(["from-crd.projectcalico.org"]);
  expect(names(await cluster.list("ClusterNetworkPolicy"))).toEqual(["from-policy.networking.k8s.io"]);
  expect(await cluster.list("AdminNetworkPolicy")).toEqual([]);
  expect(await cluster.list("AuthorizationPolicy")).toEqual([]);
  expect(askedPaths().filter((path) => path.split("/").length <= 4)).toEqual([
    "/apis",
    "/apis/crd.projectcalico.org/v1",
    "/apis/policy.networking.k8s.io/v1alpha2",
  ]);
});

describe("of several versions", () => {
  test("the one that is known here is read, though the server prefers another", async () => {
    install({
      "security.istio.io/v2": ["authorizationpolicies"],
      "security.istio.io/v1": ["authorizationpolicies"],
    });
    expect(await fresh().list("AuthorizationPolicy")).toMatchObject([{ apiVersion: "security.istio.io/v1" }]);
  });

  test("one that is not known is better than none: its objects say what they are", async () => {
    install({ "policy.networking.k8s.io/v1beta1": ["clusternetworkpolicies"] });
    expect(await fresh().list("ClusterNetworkPolicy")).toMatchObject([
      { apiVersion: "policy.networking.k8s.io/v1beta1", kind: "ClusterNetworkPolicy" },
    ]);
  });
});

describe("which APIs there are", () => {
  test("is asked once for many reads at once, and by every diagnosis of a process", async () => {
    install(bothCalicos);
    const connection = {
      ...api.connection(),
      discovery: new Discovery(api.connection().api, policyGroups),
    };
    await Promise.all([
      createCluster(connection).list("GlobalNetworkPolicy"),
      createCluster(connection).list("GlobalNetworkPolicy"),
      createCluster(connection).list("Tier"),
    ]);
    await createCluster(connection).list("GlobalNetworkPolicy");
    expect(askedPaths().filter((path) => path === "/apis")).toHaveLength(1);
  });

  test("is asked again after a minute: an API may have been installed", async () => {
    let now = 0;
    const discovery = new Discovery(api.connection().api, policyGroups, () => now);
    const cluster = createCluster({ ...api.connection(), discovery });
    install({});
    expect(await cluster.list("GlobalNetworkPolicy")).toEqual([]);
    install(bothCalicos);
    now = 59_000;
    expect(await cluster.list("GlobalNetworkPolicy")).toEqual([]);
    now = 61_000;
    expect(await cluster.list("GlobalNetworkPolicy")).toHaveLength(1);
  });

  test("may not be said: then what is known is tried, and what is missing is missing", async () => {
    install(
      { "security.istio.io/v1": ["authorizationpolicies"] },
      { "/apis": refused(403, 'User "ann" cannot get path "/apis"') },
    );
    const cluster = fresh();
    expect(await cluster.list("AuthorizationPolicy")).toHaveLength(1);
    expect(await cluster.list("GlobalNetworkPolicy")).toEqual([]);
    install({}, { "/apis": unavailable, [v3]: forbidden });
    expect(await failure(cluster.list("GlobalNetworkPolicy"))).toMatchObject({ reason: "forbidden" });
  });

  test("is not waited for by a diagnosis that was stopped", async () => {
    install(bothCalicos);
    const stopped = createCluster(api.connection(), { signal: AbortSignal.abort() });
    expect(await failure(stopped.list("GlobalNetworkPolicy"))).toMatchObject({
      message: "the diagnosis was stopped",
    });
  });
});

test("a policy that does not read is left out, and verdicts about its namespace are weaker for it", async () => {
  const odd = { metadata: { name: "odd", namespace: "shop", labels: { app: 7 } } };
  install(
    { "cilium.io/v2": ["ciliumnetworkpolicies", "ciliumclusterwidenetworkpolicies"] },
    {
      "/apis/cilium.io/v2/namespaces/shop/ciliumnetworkpolicies": ok({ items: [odd] }),
      "/apis/cilium.io/v2/ciliumclusterwidenetworkpolicies": ok({ items: [{ metadata: {} }] }),
    },
  );
  const cluster = fresh();
  expect(await cluster.list("CiliumNetworkPolicy", { namespace: "shop" })).toEqual([]);
  expect(await cluster.list("CiliumClusterwideNetworkPolicy")).toEqual([]);
  expect(cluster.unreadable).toMatchObject([
    { what: "CiliumNetworkPolicy shop/odd", policiesOf: ["shop"] },
    { what: "a CiliumClusterwideNetworkPolicy without a name", policiesOf: "all" },
  ]);
});

describe("what was listed whole: what is not in it does not exist", () => {
  const cilium: Installed = { "cilium.io/v2": ["ciliumnetworkpolicies"] };
  const whole = { group: "cilium.io", kind: "CiliumNetworkPolicy" };

  test("of one namespace, of all, of none; each once", async () => {
    install(cilium);
    const cluster = fresh();
    await cluster.list("CiliumNetworkPolicy", { namespace: "shop" });
    await cluster.list("CiliumNetworkPolicy", { namespace: "shop" });
    await cluster.list("CiliumNetworkPolicy");
    expect(cluster.listedWhole).toEqual([{ ...whole, namespace: "shop" }, whole]);
  });

  test("not what is not installed, forbidden or limited by a selector", async () => {
    install(cilium, { "/apis/cilium.io/v2/ciliumnetworkpolicies": forbidden });
    const cluster = fresh();
    await cluster.list("GlobalNetworkPolicy");
    await cluster.list("CiliumNetworkPolicy", { namespace: "shop", labelSelector: "app=web" });
    await failure(cluster.list("CiliumNetworkPolicy"));
    expect(cluster.listedWhole).toEqual([]);
  });

  test("nor a list of which one object does not read", async () => {
    install(cilium, { "/apis/cilium.io/v2/ciliumnetworkpolicies": ok({ items: [{ metadata: {} }] }) });
    const cluster = fresh();
    await cluster.list("CiliumNetworkPolicy");
    expect(cluster.listedWhole).toEqual([]);
  });
});

test("a long list of policies is read page by page", async () => {
  install({ "cilium.io/v2": ["ciliumnetworkpolicies"] });
  api.answer((asked, before) => {
    if (!asked.path.endsWith("ciliumnetworkpolicies")) return before(asked);
    const from = Number(asked.query.get("continue") ?? 0);
    const items = Array.from({ length: 500 }, (_, index) => ({ metadata: { name: `p${from + index}` } }));
    return ok({ metadata: from < 4500 ? { continue: String(from + 500) } : {}, items });
  });
  expect(new Set(names(await fresh().list("CiliumNetworkPolicy"))).size).toBe(5000);
});
