/** Policies of every API, as a live cluster gives them, judged: who denies is named, and what was not read is said. */
import { describe, expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import type { PolicyObject } from "../../src/model/kubernetes.ts";
import type { Report } from "../../src/model/report.ts";
import type { NotRead } from "../../src/model/snapshot.ts";
import { parseQuestion } from "../../src/question/index.ts";
import { resolve } from "../../src/resolve/resolve.ts";
import { policyKinds } from "../../src/adapters/kubernetes/policy-kinds.ts";
import type { Kind } from "../../src/ports.ts";
import { adapterFor } from "../../src/policy/adapters/index.ts";
import { identify } from "../../src/policy/objects/objects.ts";
import { surroundingKey } from "../../src/policy/objects/surroundings.ts";
import { memoryCluster } from "../resolve/memory-cluster.ts";
import { pod } from "../resolve/objects.ts";

const client = pod({ namespace: "demo", name: "client", labels: { app: "client" }, ip: "10.1.0.1" });
const web = pod({
  namespace: "shop",
  name: "web",
  labels: { app: "web" },
  ip: "10.1.1.2",
  node: "node2",
  ports: [{ containerPort: 8080 }],
});

type Policies = Parameters<typeof memoryCluster>[0];

/** Nothing was looked at on the nodes: what is left is what the objects say. */
async function report(policies: Policies, notRead: readonly NotRead[] = []): Promise<Report> {
  const parsed = parseQuestion("demo/client -> shop/web:8080");
  if (!("question" in parsed)) throw new Error(parsed.refusal.sentence);
  const { question } = parsed;
  const cluster = memoryCluster({ Pod: [client, web], ...policies });
  const { flows, snapshot, totalEndpoints } = await resolve(question, cluster);
  return conclude({
    version: 1,
    recordedAt: "2026-11-23T04:00:00.000Z",
    question,
    flows: [...flows],
    totalEndpoints,
    snapshot: { ...snapshot, notRead: [...snapshot.notRead, ...notRead] },
    evidence: [],
    timings: { firstAnswerMs: 1, totalMs: 2, nodes: [] },
  });
}

function global(apiVersion: string, kind: string, name: string, spec: PolicyObject["spec"]): PolicyObject {
  return { apiVersion, kind, metadata: { name }, ...(spec ? { spec } : {}) };
}
const securityTier = global("projectcalico.org/v3", "Tier", "security", { order: 100 });
const denyWeb = global("projectcalico.org/v3", "GlobalNetworkPolicy", "security.deny-web", {
  tier: "security",
  selector: "app == 'web'",
  ingress: [{ action: "Deny" }],
});
const denyClients = global("policy.networking.k8s.io/v1alpha2", "ClusterNetworkPolicy", "guard", {
  tier: "Admin",
  priority: 10,
  subject: { namespaces: { matchLabels: { "kubernetes.io/metadata.name": "demo" } } },
  egress: [{ name: "no-shop", action: "Deny", to: [{ namespaces: {} }] }],
});
const mtls: PolicyObject = {
  apiVersion: "security.istio.io/v1",
  kind: "PeerAuthentication",
  metadata: { name: "default", namespace: "istio-system" },
  spec: { mtls: { mode: "STRICT" } },
};

describe("who denies is named, whichever API it is of", () => {
  test.each<[string, Policies, string, object]>([
    [
      "a Calico GlobalNetworkPolicy in a tier",
      { GlobalNetworkPolicy: [denyWeb], Tier: [securityTier] },
      "ND410",
      { kind: "GlobalNetworkPolicy", name: "security.deny-web" },
    ],
    [
      "a ClusterNetworkPolicy about the source",
      { ClusterNetworkPolicy: [denyClients] },
      "ND420",
      { kind: "ClusterNetworkPolicy", name: "guard" },
    ],
  ])("%s", async (_what, policies, code, object) => {
    const { verdict, cause, confidence, policy } = await report(policies);
    expect([verdict, cause?.code, confidence]).toEqual(["blocked", code, "suspected"]);
    expect(cause?.finding.object).toEqual(object);
    expect(policy?.verdict).toBe("deny");
  });

  test("a tier that allows goes before one that denies", async () => {
    const allow = { ...denyWeb.spec, tier: "first", ingress: [{ action: "Allow" }] };
    const policies = {
      GlobalNetworkPolicy: [
        denyWeb,
        global("projectcalico.org/v3", "GlobalNetworkPolicy", "first.allow-web", allow),
      ],
      Tier: [securityTier, global("projectcalico.org/v3", "Tier", "first", { order: 1 })],
    };
    expect((await report(policies)).policy?.verdict).toBe("allow");
  });

  test("the mesh's own namespace speaks for every pod in the mesh", async () => {
    const guarded = {
      ...web,
      spec: { ...web.spec, containers: [...web.spec.containers, { name: "istio-proxy" }] },
    };
    const { policy } = await report({ PeerAuthentication: [mtls], Pod: [client, guarded] });
    expect(policy?.verdict).toBe("deny");
    expect((await report({ PeerAuthentication: [mtls] })).policy?.verdict).toBe("allow");
  });

  test.each<[Kind, string, string | undefined]>([
    ["ClusterNetworkPolicy.networking.k8s.aws", "networking.k8s.aws/v1alpha1", undefined],
    ["ApplicationNetworkPolicy", "networking.k8s.aws/v1alpha1", "shop"],
    ["FQDNNetworkPolicy", "networking.gke.io/v1alpha1", "demo"],
    ["EgressNetworkPolicy", "network.openshift.io/v1", "demo"],
    ["EgressFirewall", "k8s.ovn.org/v1", "demo"],
    ["Server.policy.linkerd.io", "policy.linkerd.io/v1beta3", "shop"],
    ["ServerAuthorization", "policy.linkerd.io/v1beta1", "shop"],
    ["AuthorizationPolicy.policy.linkerd.io", "policy.linkerd.io/v1alpha1", "shop"],
    ["ServiceIntentions", "consul.hashicorp.com/v1alpha1", "consul"],
    ["TrafficPermissions", "auth.consul.hashicorp.com/v2beta1", "consul"],
    ["MeshTrafficPermission", "kuma.io/v1alpha1", "kuma-system"],
    ["TrafficPermission", "kuma.io/v1alpha1", undefined],
  ])("a live cluster's %s of %s is named and leaves it open", async (kind, apiVersion, namespace) => {
    const object: PolicyObject = {
      apiVersion,
      kind: kind.split(".")[0] ?? "",
      metadata: { name: "theirs", ...(namespace === undefined ? {} : { namespace }) },
      spec: {},
    };
    const { policy } = await report({ [kind]: [object] });
    expect(policy?.verdict).toBe("undecidable");
    expect(policy?.sentence).toContain("theirs may select it and is not decided here");
  });

  test("a policy of an API that is read but not decided leaves it open", async () => {
    const antrea = global("crd.antrea.io/v1beta1", "ClusterNetworkPolicy", "acnp", {});
    const { policy, cause } = await report({ "ClusterNetworkPolicy.crd.antrea.io": [antrea] });
    expect(policy?.verdict).toBe("undecidable");
    expect(policy?.sentence).toContain("acnp");
    expect(cause?.code).not.toBe("ND410");
  });
});

describe("what was not read is said with the verdict", () => {
  const unread = (what: string, policiesOf?: NotRead["policiesOf"]): NotRead => ({
    what,
    reason: "not allowed",
    next: "add a rule",
    ...(policiesOf === undefined ? {} : { policiesOf }),
  });

  test("an allowance is one only as far as could be read", async () => {
    const { policy } = await report({}, [unread("CiliumNetworkPolicies of namespace shop", ["shop"])]);
    expect(policy?.verdict).toBe("undecidable");
    expect(policy?.sentence).toBe(
      "No policy stands between client and web on TCP 8080, as far as could be read; CiliumNetworkPolicies of namespace shop could not be read",
    );
    expect(policy?.egress.at(-1)).toBe("allowed by default");
    expect(policy?.ingress.at(-1)).toBe(
      "CiliumNetworkPolicies of namespace shop could not be read and might deny it: it cannot be told",
    );
  });

  test("a denial stands, and says what might overrule it", async () => {
    const { cause, policy } = await report({ GlobalNetworkPolicy: [denyWeb], Tier: [securityTier] }, [
      unread("AdminNetworkPolicies", "all"),
    ]);
    expect(cause?.code).toBe("ND410");
    expect(policy?.verdict).toBe("deny");
    expect(policy?.ingress).toContain("AdminNetworkPolicies could not be read and might overrule this");
  });

  test.each([
    [
      "policies of a namespace without either end",
      unread("NetworkPolicies of namespace kube-system", ["kube-system"]),
    ],
    ["what is no policy", unread("Node node2")],
  ])("%s make no difference", async (_what, line) => {
    expect((await report({}, [line])).policy?.verdict).toBe("allow");
  });

  test("many gaps stay one sentence", async () => {
    const lines = Array.from({ length: 30 }, (_, index) => unread(`Kind${index}`, "all"));
    expect((await report({}, lines)).policy?.sentence).toMatch(
      /; Kind0, Kind1, Kind2, Kind3 and 26 more could not be read$/,
    );
  });

  test("every gap is a line of the report, with the next step", async () => {
    const { notChecked } = await report({}, [unread("GlobalNetworkPolicies", "all")]);
    expect(notChecked.filter(({ reason }) => reason.includes("not allowed"))).toHaveLength(1);
    expect(notChecked).toContainEqual(
      expect.objectContaining({ what: "GlobalNetworkPolicies", next: "add a rule" }),
    );
  });
});

test.each(
  Object.values(policyKinds).flatMap(({ kind, apis }) =>
    apis.flatMap(({ group, versions }) => versions.map((version) => [kind, group, version] as const)),
  ),
)("%s of %s/%s is read for a reason: the policy engine knows what to do with it", (kind, group, version) => {
  const identity = identify({ apiVersion: `${group}/${version}`, kind, metadata: { name: "x" } });
  if (!identity) throw new Error("it has a kind and a name");
  expect(adapterFor(identity) ?? surroundingKey(identity)).toBeDefined();
});
