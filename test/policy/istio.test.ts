/** What Istio's policies mean for a connection (layer 4), both sides of each point. */
import { describe, expect, test } from "vitest";
import { Pod } from "../../src/model/kubernetes.ts";
import { compile, explain, suggest, type KubernetesObject } from "../../src/policy/index.ts";
import { dbIngress, flow, namespace, outside, pod } from "./cluster.ts";

/** A pod with a sidecar and a service account. */
function meshed(name: string, ip: string, account = "default"): Pod {
  const plain = pod(name, { ip, labels: { app: name.split("/")[1] ?? "" }, node: `node-${ip}` });
  return Pod.parse({
    ...plain,
    spec: {
      ...plain.spec,
      serviceAccountName: account,
      containers: [{ name: "main" }, { name: "istio-proxy" }],
    },
  });
}

const web = meshed("shop/web", "10.0.0.1", "web");
const db = meshed("shop/db", "10.0.0.2");
const job = meshed("batch/job", "10.0.0.3");
const bare = pod("shop/bare", { ip: "10.0.0.4", node: "n4" });
const cluster: readonly KubernetesObject[] = [namespace("shop"), namespace("batch"), web, db, job, bare];

function istio(kind: string, spec: object, name: string, metadata: object = {}): KubernetesObject {
  const [inNamespace, policyName] = name.split("/");
  return {
    apiVersion: "security.istio.io/v1",
    kind,
    metadata: { namespace: inNamespace, name: policyName, ...metadata },
    spec,
  };
}
const authorize = (spec: object, name = "shop/a"): KubernetesObject =>
  istio("AuthorizationPolicy", spec, name);
const authenticate = (spec: object, name = "shop/default", metadata: object = {}): KubernetesObject =>
  istio("PeerAuthentication", spec, name, metadata);

function asked(policies: readonly KubernetesObject[], ...ends: Parameters<typeof flow>) {
  return explain(compile([...cluster, ...policies]), flow(...ends));
}
const verdict = (...all: Parameters<typeof asked>): string => asked(...all).verdict;
const from = (source: object) => [{ from: [{ source }] }];

describe("AuthorizationPolicy", () => {
  test("without an ALLOW policy everything is allowed; with one, only what a rule admits", () => {
    const allow = authorize({ rules: from({ namespaces: ["shop"] }) });
    expect(verdict([], job, db)).toBe("allow");
    expect(verdict([allow], web, db)).toBe("allow");
    expect(verdict([allow], job, db)).toBe("deny");
  });

  test("no rules admit nobody, an empty rule everybody; a DENY without rules denies nobody", () => {
    expect(verdict([authorize({})], web, db)).toBe("deny");
    expect(verdict([authorize({ rules: [{}] })], bare, db)).toBe("allow");
    expect(verdict([authorize({ action: "DENY" })], web, db)).toBe("allow");
    expect(verdict([authorize({ action: "DENY", rules: [{}] })], web, db)).toBe("deny");
  });

  test("DENY goes before ALLOW; AUDIT decides nothing; CUSTOM is the authorizer's to say", () => {
    const allow = authorize({ rules: [{}] });
    const other = (action: string) => authorize({ action, rules: from({ namespaces: ["batch"] }) }, "shop/b");
    expect(verdict([allow, other("DENY")], job, db)).toBe("deny");
    expect(verdict([allow, other("DENY")], web, db)).toBe("allow");
    expect(verdict([other("AUDIT")], job, db)).toBe("allow");
    expect(verdict([allow, other("CUSTOM")], job, db)).toBe("undecidable");
    expect(verdict([allow, other("CUSTOM")], web, db)).toBe("allow");
  });

  test("selects by labels in its namespace, and in every namespace from the root namespace", () => {
    const forDb = authorize({ selector: { matchLabels: { app: "db" } } });
    expect(verdict([forDb], web, db)).toBe("deny");
    expect(verdict([forDb], db, web)).toBe("allow");
    expect(verdict([authorize({}, "batch/a")], web, db)).toBe("allow");
    expect(verdict([authorize({}, "istio-system/a")], web, db)).toBe("deny");
  });

  test("guards only pods with a proxy, and only TCP", () => {
    expect(verdict([authorize({})], web, bare)).toBe("allow");
    expect(verdict([authorize({})], web, db, "53/UDP")).toBe("allow");
    expect(verdict([authorize({})], web, db, 53)).toBe("deny");
  });

  test("principals need mutual TLS: a source without a proxy has none, and the words say so", () => {
    const principal = (...principals: string[]) => [authorize({ rules: from({ principals }) })];
    expect(verdict(principal("cluster.local/ns/shop/sa/web"), web, db)).toBe("allow");
    expect(verdict(principal("*/ns/shop/sa/web"), web, db)).toBe("allow");
    expect(verdict(principal("cluster.local/ns/shop/*"), web, db)).toBe("allow");
    expect(verdict(principal("cluster.local/ns/shop/sa/api"), web, db)).toBe("deny");
    expect(verdict(principal("*"), bare, db)).toBe("deny");
    expect(verdict(principal("td2/ns/shop/sa/web"), web, db)).toBe("undecidable");
    const { sentence } = asked(principal("cluster.local/ns/shop/sa/web"), bare, db);
    expect(sentence).toBe(
      "db accepts only peers with identity cluster.local/ns/shop/sa/web (proved by mutual TLS); bare has no mesh proxy and proves no identity",
    );
    expect(verdict([authorize({ action: "DENY", rules: from({ notPrincipals: ["*"] }) })], bare, db)).toBe(
      "deny",
    );
    expect(verdict([authorize({ action: "DENY", rules: from({ notPrincipals: ["*"] }) })], web, db)).toBe(
      "allow",
    );
  });

  test("fields of one source must all hold, sources are alternatives", () => {
    const both = authorize({ rules: from({ namespaces: ["shop"], ipBlocks: ["10.0.0.9"] }) });
    expect(verdict([both], web, db)).toBe("deny");
    const either = authorize({
      rules: [{ from: [{ source: { namespaces: ["x"] } }, { source: { ipBlocks: ["10.0.0.0/30"] } }] }],
    });
    expect(verdict([either], web, db)).toBe("allow");
    expect(verdict([either], outside, db)).toBe("deny");
    expect(verdict([authorize({ rules: from({ notNamespaces: ["shop"] }) })], web, db)).toBe("deny");
    expect(verdict([authorize({ rules: from({ notNamespaces: ["shop"] }) })], job, db)).toBe("allow");
    expect(verdict([authorize({ rules: from({ serviceAccounts: ["web"] }) })], web, db)).toBe("allow");
    expect(verdict([authorize({ rules: from({ serviceAccounts: ["batch/web"] }) })], web, db)).toBe("deny");
  });

  test("ports and notPorts, together with destination.port", () => {
    const to = (operation: object, when: object[] = []) => [
      authorize({ rules: [{ to: [{ operation }], when }] }),
    ];
    expect(verdict(to({ ports: ["5432"] }), web, db)).toBe("allow");
    expect(verdict(to({ ports: ["5433"] }), web, db)).toBe("deny");
    expect(verdict(to({ notPorts: ["5432"] }), web, db)).toBe("deny");
    expect(verdict(to({ notPorts: ["5432"] }), web, db, 5433)).toBe("allow");
    const when = [{ key: "destination.port", values: ["5432"] }];
    expect(verdict(to({ ports: ["5432", "80"] }, when), web, db)).toBe("allow");
    expect(verdict(to({ ports: ["5432", "80"] }, when), web, db, 80)).toBe("deny");
    expect(
      verdict(
        [authorize({ rules: [{ when: [{ key: "source.namespace", notValues: ["shop"] }] }] })],
        web,
        db,
      ),
    ).toBe("deny");
  });

  test("conditions on HTTP need the request", () => {
    const get = [
      authorize({
        rules: [{ ...from({ namespaces: ["shop"] })[0], to: [{ operation: { methods: ["GET"] } }] }],
      }),
    ];
    expect(verdict(get, web, db)).toBe("undecidable");
    expect(asked(get, web, db).sentence).toContain("methods, which needs the request");
    expect(verdict(get, job, db)).toBe("deny");
    const header = [authorize({ rules: [{ when: [{ key: "request.headers[x]", values: ["1"] }] }] })];
    expect(asked(header, web, db).sentence).toContain("request.headers[x]");
  });

  test("for a gateway it is about the gateway's pods, for a Service not decided here", () => {
    const target = (kind: string) => [authorize({ targetRefs: [{ kind, name: "g" }] })];
    expect(verdict(target("Gateway"), web, db)).toBe("allow");
    expect(verdict(target("Service"), web, db)).toBe("undecidable");
    const gateway = Pod.parse({
      ...db,
      metadata: { ...db.metadata, name: "g-1", labels: { "gateway.networking.k8s.io/gateway-name": "g" } },
    });
    expect(verdict([...target("Gateway"), gateway], web, gateway)).toBe("deny");
  });

  test("the network is asked first: both must allow", () => {
    const allow = authorize({ rules: [{}] });
    expect(verdict([allow, dbIngress([])], web, db)).toBe("deny");
    expect(verdict([authorize({}), dbIngress([{}])], web, db)).toBe("deny");
    expect(verdict([allow, dbIngress([{}])], web, db)).toBe("allow");
    expect(asked([authorize({}), dbIngress([{}])], web, db).ingress.walkthrough).toEqual([
      "NetworkPolicy tier: NetworkPolicy shop/db ingress rule 1 admits anyone on any port: matches",
      "NetworkPolicy tier: NetworkPolicy shop/db allows, which is final here",
      "Istio ALLOW tier: no rule matches and AuthorizationPolicy shop/a isolates it: denied by default",
      "no rule of any isolating policy matches: ingress is denied by default",
    ]);
  });

  test("no NetworkPolicy is suggested against the mesh", () => {
    expect(suggest(compile([...cluster, authorize({})]), flow(web, db))).toMatchObject({ result: "refused" });
  });
});

describe("PeerAuthentication", () => {
  const strict = { mtls: { mode: "STRICT" } };
  const permissive = { mtls: { mode: "PERMISSIVE" } };
  const toDb = { selector: { matchLabels: { app: "db" } } };

  test("STRICT refuses a source without a proxy, pods and outside alike", () => {
    expect(verdict([authenticate(strict)], bare, db)).toBe("deny");
    expect(verdict([authenticate(strict)], outside, db)).toBe("deny");
    expect(verdict([authenticate(strict)], web, db)).toBe("allow");
    expect(verdict([authenticate(permissive)], bare, db)).toBe("allow");
    expect(verdict([authenticate(strict)], web, bare)).toBe("allow");
    expect(asked([authenticate(strict)], bare, db).sentence).toBe(
      "PeerAuthentication shop/default denies it: its ingress rule 1 denies plain text connections (no mutual TLS) on any port",
    );
  });

  test("the workload's goes before the namespace's, that before the mesh's; UNSET leaves it to the wider one", () => {
    const workload = (mode: string) => authenticate({ ...toDb, mtls: { mode } }, "shop/db");
    const mesh = authenticate(strict, "istio-system/default");
    expect(verdict([mesh], bare, db)).toBe("deny");
    expect(verdict([mesh, authenticate(permissive)], bare, db)).toBe("allow");
    expect(verdict([authenticate(strict), workload("PERMISSIVE")], bare, db)).toBe("allow");
    expect(verdict([authenticate(permissive), workload("STRICT")], bare, db)).toBe("deny");
    expect(verdict([authenticate(strict), workload("UNSET")], bare, db)).toBe("deny");
  });

  test("a port may have a mode of its own", () => {
    const open = authenticate(
      { ...toDb, ...strict, portLevelMtls: { 5432: { mode: "DISABLE" } } },
      "shop/db",
    );
    expect(verdict([open], bare, db)).toBe("allow");
    expect(verdict([open], bare, db, 5433)).toBe("deny");
  });

  test("of two in one scope the older holds", () => {
    const old = { creationTimestamp: "2020-01-01T00:00:00Z" };
    const young = { creationTimestamp: "2024-01-01T00:00:00Z" };
    expect(
      verdict([authenticate(strict, "shop/b", old), authenticate(permissive, "shop/a", young)], bare, db),
    ).toBe("deny");
    expect(
      verdict([authenticate(strict, "shop/b", young), authenticate(permissive, "shop/a", old)], bare, db),
    ).toBe("allow");
  });

  test("AuthorizationPolicies are asked after it", () => {
    const allow = authorize({ rules: [{}] });
    expect(verdict([authenticate(strict), allow], bare, db)).toBe("deny");
    expect(verdict([authenticate(strict), allow], web, db)).toBe("allow");
  });

  test("a mode nobody knows is refused", () => {
    expect(compile([authenticate({ mtls: { mode: "strict" } })]).problems).toMatchObject([
      { effect: "left-out" },
    ]);
  });
});

describe("who is in the mesh", () => {
  const labelled = namespace("amb", { "istio.io/dataplane-mode": "ambient" });
  const injected = namespace("inj", { "istio-injection": "enabled" });
  const pods = {
    ambient: pod("amb/p", { ip: "10.1.0.1", node: "m1" }),
    running: pod("inj/running", { ip: "10.1.0.2", node: "m2" }),
    planned: pod("inj/planned"),
    optedOut: pod("inj/out", { labels: { "sidecar.istio.io/inject": "false" } }),
  };
  test.each([
    ["a pod of an ambient namespace", pods.ambient, "deny"],
    ["a pod that runs without the proxy, whatever its namespace says", pods.running, "allow"],
    ["a pod that will get the proxy when created", pods.planned, "deny"],
    ["a pod that opted out", pods.optedOut, "allow"],
  ])("%s", (_, target, expected) => {
    const deny = authorize({}, "istio-system/all");
    expect(verdict([labelled, injected, ...Object.values(pods), deny], web, target)).toBe(expected);
  });
});
