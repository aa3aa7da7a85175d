/** Policies of other APIs are edited by their own rules, and by their own names for things. */
import { describe, expect, test } from "vitest";
import { compile, suggest, toFix, type KubernetesObject } from "../../../src/policy/index.ts";
import { calico, from, tier, toDb } from "../calico/objects.ts";
import { cilium, clusterwide, fromWeb } from "../cilium/objects.ts";
import { cluster, db, dbIngress, flow, namespace, other, pod, web } from "../cluster.ts";
import {
  authenticate,
  authorize,
  bare,
  db as meshedDb,
  job,
  mesh,
  permissive,
  web as meshedWeb,
} from "../istio/objects.ts";
import { expectExact } from "./exact.ts";

const named = [...cluster, namespace("x")];

function changeIn(objects: readonly KubernetesObject[], ...asked: Parameters<typeof flow>) {
  const suggestion = suggest(compile(objects), flow(...asked));
  if (suggestion.result !== "change") throw new Error(suggestion.sentence);
  expectExact(suggestion, flow(...asked), objects);
  return suggestion;
}

describe("Calico", () => {
  test("a rule is added to the policy that isolates, its resource named as it is stored", () => {
    const objects = [...named, toDb(from({ selector: "app == 'web'" }, { protocol: "TCP" }))];
    const suggestion = changeIn(objects, other, db);
    expect(suggestion.changes).toMatchObject([
      {
        action: "add-rule",
        object: { kind: "NetworkPolicy", group: "projectcalico.org" },
        patch: [
          { op: "test", path: "/spec/selector", value: "app == 'db'" },
          { op: "test", path: "/spec/ingress" },
          {
            op: "add",
            path: "/spec/ingress/-",
            value: {
              action: "Allow",
              protocol: "TCP",
              source: {
                selector: "app == 'client'",
                namespaceSelector: "projectcalico.org/name == 'other'",
              },
              destination: { ports: [5432] },
            },
          },
        ],
      },
    ]);
    expect(suggestion.alsoOpens).toEqual([]);
    expect(toFix(suggestion)?.commands?.[0]).toMatch(
      /^kubectl patch networkpolicies\.projectcalico\.org to-db -n shop --type=json -p '/,
    );
  });

  test("a global policy gets a rule for this application alone, and is patched without a namespace", () => {
    const guard = calico("guard", { selector: "has(app)", types: ["Ingress"] }, "crd.projectcalico.org/v1");
    const suggestion = changeIn([...named, guard], other, db);
    expect(suggestion.changes[0]?.patch?.at(-1)).toMatchObject({
      value: [
        {
          source: { selector: "app == 'client'", namespaceSelector: "projectcalico.org/name == 'other'" },
          destination: { selector: "app == 'db'", namespaceSelector: "projectcalico.org/name == 'shop'" },
        },
      ],
    });
    expect(toFix(suggestion)?.commands?.[0]).toMatch(
      /^kubectl patch globalnetworkpolicies\.crd\.projectcalico\.org guard --type=json/,
    );
  });

  test("a ping is admitted by a rule about echoes, which opens no port and claims none", () => {
    const closed = toDb(from({ selector: "app == 'web'" }, { protocol: "TCP" }));
    const suggestion = changeIn([...named, closed], other, db, "0/ICMP");
    expect(suggestion.changes).toMatchObject([
      { action: "add-rule", object: { group: "projectcalico.org" } },
    ]);
    expect(suggestion).not.toHaveProperty("caution");
    expect(suggestion.alsoOpens).toEqual([]);
  });

  test("a slip in a selector is corrected in its text", () => {
    const { changes } = changeIn(
      [
        ...named,
        toDb(
          from(
            { selector: "app == 'clinet' && !has(x)", namespaceSelector: "all()" },
            { protocol: "TCP", destination: { ports: [5432] } },
          ),
        ),
      ],
      other,
      db,
    );
    expect(changes).toMatchObject([
      {
        action: "correct",
        patch: [
          {},
          {},
          { op: "replace", path: "/spec/ingress/0/source/selector", value: "app == 'client' && !has(x)" },
        ],
      },
    ]);
  });

  test("in a tier after `default` its own policy is edited: a NetworkPolicy would isolate the pod anew", () => {
    const late = calico("late.all", { tier: "late", selector: "all()", types: ["Ingress"] });
    const { changes } = changeIn([...named, tier("late", 5_000_000), late], other, db);
    expect(changes).toMatchObject([{ action: "add-rule", object: { kind: "GlobalNetworkPolicy" } }]);
  });

  test("where pods are selected by their service account, no NetworkPolicy beside is proposed", () => {
    const owned = {
      annotations: { "meta.helm.sh/release-name": "x" },
      labels: { "app.kubernetes.io/managed-by": "Helm" },
    };
    const guard = (selector: string): KubernetesObject => ({
      ...toDb([], { selector }),
      metadata: { namespace: "shop", name: "to-db", ...owned },
    });
    expect(changeIn([...named, guard("app == 'db'")], other, db).changes).toMatchObject([
      { action: "new-policy" },
    ]);
    const byAccount = guard("projectcalico.org/serviceaccount == 'default'");
    expect(suggest(compile([...named, byAccount]), flow(other, db)).result).toBe("refused");
  });
});

describe("Cilium", () => {
  test("a rule is added with its own labels for namespaces", () => {
    const suggestion = changeIn([...named, cilium({ ingress: [fromWeb] })], other, db);
    expect(suggestion.changes[0]?.patch?.at(-1)).toMatchObject({
      op: "add",
      path: "/spec/ingress/-",
      value: {
        fromEndpoints: [{ matchLabels: { "k8s:io.kubernetes.pod.namespace": "other", app: "client" } }],
        toPorts: [{ ports: [{ port: "5432", protocol: "TCP" }] }],
      },
    });
    expect(toFix(suggestion)?.commands?.[0]).toContain("kubectl patch ciliumnetworkpolicies.cilium.io ");
  });

  test("a cluster-wide policy is patched without a namespace", () => {
    const wide = clusterwide({ endpointSelector: { matchLabels: { app: "db" } }, ingress: [{}] });
    const suggestion = changeIn([...named, wide], other, db);
    expect(toFix(suggestion)?.commands?.[0] ?? suggestion.changes[0]?.action).not.toContain(" -n ");
  });

  test("a slip in a label is corrected", () => {
    const rule = {
      fromEndpoints: [{ matchLabels: { app: "weeb" } }],
      toPorts: [{ ports: [{ port: "5432", protocol: "TCP" }] }],
    };
    expect(changeIn([...named, cilium({ ingress: [rule] })], web, db).changes).toMatchObject([
      { action: "correct", patch: [{}, {}, {}, { op: "replace", value: "web" }] },
    ]);
  });

  test("a port is added beside those of the right source", () => {
    const rule = {
      fromEndpoints: [{ matchLabels: { app: "web" } }],
      toPorts: [{ ports: [{ port: "9999", protocol: "TCP" }] }],
    };
    expect(changeIn([...named, cilium({ ingress: [rule] })], web, db).changes).toMatchObject([
      { action: "add-port", patch: [{}, {}, { path: "/spec/ingress/0/toPorts/0/ports/-" }] },
    ]);
  });
});

test("of Cilium's several specs, one may get the rule that another has: for whom it is new, it opens", () => {
  const spec = (app: string, source: string, port: string) => ({
    endpointSelector: { matchLabels: { app } },
    ingress: [
      {
        fromEndpoints: [{ matchLabels: { app: source } }],
        toPorts: [{ ports: [{ port, protocol: "TCP" }] }],
      },
    ],
  });
  const two = { ...cilium({}), spec: undefined, specs: [spec("web", "job", "5432"), spec("db", "web", "1")] };
  const secondDb = pod("shop/db-2", { ip: "10.0.0.82", labels: { app: "db" } });
  const worker = pod("shop/job", { ip: "10.0.0.83", labels: { app: "job" } });
  const suggestion = changeIn([...named, secondDb, worker, two], worker, db);
  expect(suggestion.changes).toMatchObject([{ action: "add-rule" }]);
  expect(suggestion.opens).toEqual(["shop/job → shop/db (2 pods) on TCP 5432"]);
});

describe("Istio", () => {
  const onlyFrom = (principal: string): KubernetesObject =>
    authorize({
      selector: { matchLabels: { app: "db" } },
      rules: [{ from: [{ source: { principals: [principal] } }], to: [{ operation: { ports: ["5432"] } }] }],
    });

  test("a rule is added for the identity that the source proves, on this port", () => {
    const allow = onlyFrom("cluster.local/ns/shop/sa/web");
    const suggestion = changeIn([...mesh, allow], job, meshedDb);
    expect(suggestion.changes[0]?.patch?.at(-1)).toEqual({
      op: "add",
      path: "/spec/rules/-",
      value: {
        from: [{ source: { principals: ["cluster.local/ns/batch/sa/default"] } }],
        to: [{ operation: { ports: ["5432"] } }],
      },
    });
    expect(toFix(suggestion)?.commands?.[0]).toContain(
      "kubectl patch authorizationpolicies.security.istio.io a -n shop ",
    );
  });

  test("an identity that nobody has is corrected", () => {
    const allow = onlyFrom("cluster.local/ns/shop/sa/wbe");
    expect(changeIn([...mesh, allow], meshedWeb, meshedDb).changes).toMatchObject([
      { action: "correct", patch: [{}, { op: "replace", value: "cluster.local/ns/shop/sa/web" }] },
    ]);
  });

  test("the network's policy and the mesh's are two changes", () => {
    const { changes } = changeIn(
      [...mesh, dbIngress([]), authorize({}), authenticate(permissive)],
      meshedWeb,
      meshedDb,
    );
    expect(changes.map(({ object }) => object.kind)).toEqual(["NetworkPolicy", "AuthorizationPolicy"]);
  });

  test("a source without an identity is not admitted by an address that another pod may have next", () => {
    expect(suggest(compile([...mesh, authorize({})]), flow(bare, meshedDb)).result).toBe("refused");
  });
});
