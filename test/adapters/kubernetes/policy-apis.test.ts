/** Policies of APIs that a cluster may have or not: which of them are read, and from where. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createCluster } from "../../../src/adapters/kubernetes/cluster.ts";
import { Discovery } from "../../../src/adapters/kubernetes/discovery.ts";
import { policyGroups, policyKinds } from "../../../src/adapters/kubernetes/policy-kinds.ts";
import { CouldNotRead, type Cluster, type PolicyKind } from "../../../src/ports.ts";
import { type Answer, type FakeApi, startFakeApi } from "./fake-api.ts";

let api: FakeApi;
beforeAll(async () => {
  api = await startFakeApi({ timeoutMs: 1000 });
});
afterAll(() => api.stop());
beforeEach(() => {
  api.asked.length = 0;
});

/** Nothing is remembered from another test. */
function fresh(): Cluster {
  const discovery = new Discovery(api.connection.api, policyGroups);
  return createCluster({ ...api.connection, discovery });
}

type Installed = Readonly<Record<string, readonly string[]>>;

/** Routes of a server with these resources by `group/version`; `answers` go before them, by path. */
function install(installed: Installed, answers: Readonly<Record<string, Answer>> = {}): void {
  const groups = new Map<string, string[]>();
  for (const groupVersion of Object.keys(installed)) {
    const [group = "", version = ""] = groupVersion.split("/");
    groups.set(group, [...(groups.get(group) ?? []), version]);
  }
  api.routes = ({ path }) => {
    if (answers[path]) return answers[path];
    if (path === "/apis")
      return ok({
        groups: [...groups].map(([name, versions]) => ({
          name,
          versions: versions.map((version) => ({ groupVersion: `${name}/${version}`, version })),
          preferredVersion: { version: versions[0] },
        })),
      });
    const [, , group = "", version = "", ...rest] = path.split("/");
    const resources = installed[`${group}/${version}`];
    if (!resources) return undefined;
    if (rest.length === 0) return ok({ resources: resources.map((name) => ({ name })) });
    return resources.includes(rest.at(-1) ?? "") ? list(`from-${group}`) : undefined;
  };
}

function ok(body: unknown): Answer {
  return { code: 200, body };
}
function list(...names: readonly string[]): Answer {
  return ok({ kind: "List", metadata: {}, items: names.map((name) => ({ metadata: { name } })) });
}
function refused(code: number, message: string): Answer {
  return { code, body: { kind: "Status", status: "Failure", message, code } };
}
const unavailable = refused(503, "the server is currently unable to handle the request");
const forbidden = refused(403, 'User "ann" cannot list resource "globalnetworkpolicies"');

async function failure(work: Promise<unknown>): Promise<CouldNotRead> {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof CouldNotRead)) throw new Error("it did not fail as CouldNotRead", { cause: error });
  return error;
}
const names = (objects: readonly { readonly metadata: { readonly name: string } }[]): string[] =>
  objects.map(({ metadata }) => metadata.name);
const askedPaths = (): string[] => api.asked.map(({ path }) => path);

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
    const connection = { ...api.connection, discovery: new Discovery(api.connection.api, policyGroups) };
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
    const discovery = new Discovery(api.connection.api, policyGroups, () => now);
    const cluster = createCluster({ ...api.connection, discovery });
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
    const stopped = createCluster(api.connection, { signal: AbortSignal.abort() });
    expect(await failure(stopped.list("GlobalNetworkPolicy"))).toMatchObject({
      message: "the diagnosis was stopped",
    });
  });
});

describe("Calico's two APIs", () => {
  test("both installed, each policy is read once", async () => {
    install(bothCalicos);
    expect(names(await fresh().list("GlobalNetworkPolicy"))).toEqual(["from-projectcalico.org"]);
  });

  test("when the program behind the first is down, the second is read, and that is told", async () => {
    install(bothCalicos, { "/apis/projectcalico.org/v3": unavailable, [v3]: unavailable });
    const cluster = fresh();
    expect(names(await cluster.list("GlobalNetworkPolicy"))).toEqual(["from-crd.projectcalico.org"]);
    await cluster.list("GlobalNetworkPolicy");
    expect(cluster.unreadable).toEqual([
      {
        what: "projectcalico.org/v3",
        reason:
          "could not list globalnetworkpolicies.projectcalico.org: the server is currently unable to handle the request (503); its objects were read from crd.projectcalico.org/v1",
        next: "look whether what serves that API is up: kubectl get apiservice v3.projectcalico.org",
      },
    ]);
  });

  test("the first is not waited for again by every read while it does not answer", async () => {
    install(bothCalicos, {
      "/apis/projectcalico.org/v3": { code: 0, body: "", cut: true },
      [v3]: unavailable,
    });
    const cluster = fresh();
    expect(names(await cluster.list("GlobalNetworkPolicy"))).toEqual(["from-crd.projectcalico.org"]);
    expect(askedPaths()).not.toContain(v3);
    expect(cluster.unreadable).toMatchObject([{ what: "projectcalico.org/v3" }]);
  });

  test("alone and in doubt, the first is tried all the same", async () => {
    install(
      { "projectcalico.org/v3": ["globalnetworkpolicies"] },
      { "/apis/projectcalico.org/v3": unavailable },
    );
    const cluster = fresh();
    expect(names(await cluster.list("GlobalNetworkPolicy"))).toEqual(["from-projectcalico.org"]);
    expect(cluster.unreadable).toEqual([]);
  });

  test("when only the second may be read, nothing is missing", async () => {
    install(bothCalicos, { [v3]: forbidden });
    const cluster = fresh();
    expect(names(await cluster.list("GlobalNetworkPolicy"))).toEqual(["from-crd.projectcalico.org"]);
    expect(cluster.unreadable).toEqual([]);
  });

  test("when neither answers, the refusal of the first is told, with every right that reading takes", async () => {
    install(bothCalicos, {
      [v3]: forbidden,
      [v3.replace(/projectcalico.org.v3/, "crd.projectcalico.org/v1")]: unavailable,
    });
    expect((await failure(fresh().list("GlobalNetworkPolicy"))).next).toContain(
      '{apiGroups: ["projectcalico.org"], resources: ["globalnetworkpolicies", "tier.globalnetworkpolicies", "tiers"], verbs: ["get", "list"]}',
    );
  });
});

describe("Calico's API server shows only the tiers that the asker may read", () => {
  const alone: Installed = { "projectcalico.org/v3": ["globalnetworkpolicies", "tiers"] };

  function mayRead(all: boolean, also: Installed = {}): void {
    install({ ...alone, ...also });
    const before = api.routes;
    api.routes = (asked) => {
      if (asked.path === "/apis/projectcalico.org/v3/tiers") return list("default", "security");
      const named = asked.query.get("labelSelector");
      if (asked.path !== v3 || named === null) return before(asked);
      expect(named).toBe("projectcalico.org/tier in (default,security)");
      return all ? list() : refused(403, 'User "ann" cannot get tier "security"');
    };
  }

  test("a list without some of them is no answer", async () => {
    mayRead(false);
    expect(await failure(fresh().list("GlobalNetworkPolicy"))).toMatchObject({
      reason: "forbidden",
      next: expect.stringContaining("tier.globalnetworkpolicies") as string,
    });
  });

  test("but the definitions behind it may be read instead", async () => {
    mayRead(false, { "crd.projectcalico.org/v1": ["globalnetworkpolicies"] });
    expect(names(await fresh().list("GlobalNetworkPolicy"))).toEqual(["from-crd.projectcalico.org"]);
  });

  test("who may read all gets all", async () => {
    mayRead(true);
    expect(names(await fresh().list("GlobalNetworkPolicy"))).toEqual(["from-projectcalico.org"]);
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

test("a long list of policies is read page by page", async () => {
  install({ "cilium.io/v2": ["ciliumnetworkpolicies"] });
  const before = api.routes;
  api.routes = (asked) => {
    if (!asked.path.endsWith("ciliumnetworkpolicies")) return before(asked);
    const from = Number(asked.query.get("continue") ?? 0);
    const items = Array.from({ length: 500 }, (_, index) => ({ metadata: { name: `p${from + index}` } }));
    return ok({ metadata: from < 4500 ? { continue: String(from + 500) } : {}, items });
  };
  expect(new Set(names(await fresh().list("CiliumNetworkPolicy"))).size).toBe(5000);
});
