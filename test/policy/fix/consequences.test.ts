/** What a suggested change opens, how it is written, and what-if. */
import { describe, expect, test } from "vitest";
import { compile, explain, toFix, whatIf } from "../../../src/policy/index.ts";
import { cluster, db, dbIngress, flow, namespace, node, other, pod, policy, web } from "../cluster.ts";
import { changeFor } from "./suggestion.ts";

describe("what else opens", () => {
  test("lists applications with the same labels in the source's namespace, grouped", () => {
    const nameless = pod("other/one", { ip: "10.0.1.21", node: "node3" });
    const { alsoOpens, opens } = changeFor([dbIngress([]), nameless], nameless, db);
    expect(opens).toEqual(["other/one → shop/db on TCP 5432"]);
    expect(alsoOpens).toEqual(["other/client → shop/db on TCP 5432", "other/plain → shop/db on TCP 5432"]);
  });

  test("counts replicas on both sides as what was meant", () => {
    const replica = pod("shop/db2", { ip: "10.0.0.22", labels: { app: "db" }, node: "node3" });
    const second = pod("other/client2", { ip: "10.0.1.22", labels: { app: "client" } });
    expect(changeFor([dbIngress([]), replica, second], other, db)).toMatchObject({
      opens: ["other/client (2 pods) → shop/db (2 pods) on TCP 5432"],
      alsoOpens: [],
      podsExamined: 6,
    });
  });

  test("leaves out flows that the other direction still denies", () => {
    const second = pod("other/client2", { ip: "10.0.1.22", labels: { app: "client", locked: "yes" } });
    const locked = policy("other/locked", {
      podSelector: { matchLabels: { locked: "yes" } },
      policyTypes: ["Egress"],
    });
    expect(changeFor([dbIngress([]), second, locked], other, db).opens).toEqual([
      "other/client → shop/db on TCP 5432",
    ]);
  });
});

describe("the YAML", () => {
  test("is the whole object as a person keeps it, without what the API server added", () => {
    const stored = policy(
      "shop/db",
      { podSelector: { matchLabels: { app: "db" } }, policyTypes: ["Ingress"] },
      {
        uid: "x",
        resourceVersion: "5",
        creationTimestamp: "2026-01-01T00:00:00Z",
        managedFields: [{ manager: "kubectl" }],
        labels: { keep: "on" },
        annotations: { "kubectl.kubernetes.io/last-applied-configuration": "{}", note: "mine" },
      },
    );
    const { yaml } = changeFor([stored], web, db);
    expect(yaml).toBe(`apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db
  namespace: shop
  labels:
    keep: "on"
  annotations:
    note: mine
spec:
  podSelector:
    matchLabels:
      app: db
  policyTypes:
    - Ingress
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: web
      ports:
        - protocol: TCP
          port: 5432
`);
  });

  test("becomes a finding's fix with a command for the edit and none for a new policy", () => {
    expect(toFix(changeFor([dbIngress([])], web, db))).toMatchObject({
      checked: true,
      commands: [
        expect.stringMatching(
          /^kubectl patch networkpolicies\.networking\.k8s\.io db -n shop --type=json -p '\[\{"op":"test"/,
        ) as string,
      ],
    });
    expect(toFix(changeFor([policy("shop/all", { podSelector: {} })], web, db))).not.toHaveProperty(
      "commands",
    );
  });
});

describe("what if", () => {
  test("a namespace gets a label", () => {
    const team = dbIngress([{ from: [{ namespaceSelector: { matchLabels: { team: "a" } } }] }]);
    const model = compile([...cluster, team]);
    expect(explain(model, flow(other, db)).verdict).toBe("deny");
    expect(explain(whatIf(model, [namespace("other", { team: "a" })]), flow(other, db)).verdict).toBe(
      "allow",
    );
    expect(explain(model, flow(other, db)).verdict).toBe("deny");
  });

  test("a policy is fixed, and its problem is gone", () => {
    const model = compile([
      ...cluster,
      policy("shop/p", { podSelector: {}, ingress: [{ from: [{}] }] }),
      node("n", "1.2.3.4"),
    ]);
    expect(model.problems).toHaveLength(1);
    const after = whatIf(model, [policy("shop/p", { podSelector: {} })]);
    expect(after.problems).toEqual([]);
    expect(explain(after, flow(web, db)).verdict).toBe("deny");
  });
});
