/** What AuthorizationPolicies mean for a connection (layer 4), both sides of each point. */
import { describe, expect, test } from "vitest";
import { Pod } from "../../../src/model/kubernetes.ts";
import { dbIngress, outside } from "../cluster.ts";
import { asked, authorize, bare, db, from, job, verdict, web } from "./objects.ts";

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
    expect(verdict([authorize({ rules: from({ serviceAccounts: ["shop/web"] }) })], web, db)).toBe("allow");
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
    expect(asked(get, web, db).sentence).toContain("methods, which need the request");
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
});
