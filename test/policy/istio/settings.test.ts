/** Which namespace's policies hold for the whole mesh, and what its identities are called, as the mesh's settings say. */
import { describe, expect, test } from "vitest";
import { compile, explain, whatIf } from "../../../src/policy/index.ts";
import { flow } from "../cluster.ts";
import { asked, authenticate, authorize, bare, db, from, mesh, strict, verdict, web } from "./objects.ts";

const settings = (text: string, name = "mesh-admin/istio") => {
  const [namespace, own] = name.split("/");
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { namespace, name: own }, data: { mesh: text } };
};
const inRoot = settings("rootNamespace: mesh-admin\ndefaultConfig:\n  discoveryAddress: x\n");

describe("the root namespace", () => {
  test("is the one that the settings name, for both kinds of policy; then no other is", () => {
    const denyAll = (namespace: string) => authorize({}, `${namespace}/all`);
    expect(verdict([inRoot, denyAll("mesh-admin")], web, db)).toBe("deny");
    expect(verdict([inRoot, denyAll("istio-system")], web, db)).toBe("allow");
    expect(verdict([inRoot, authenticate(strict, "mesh-admin/default")], bare, db)).toBe("deny");
    expect(verdict([inRoot, authenticate(strict, "istio-system/default")], bare, db)).toBe("allow");
    const forDb = { selector: { matchLabels: { app: "db" } }, ...strict };
    expect(compile([inRoot, authenticate(forDb, "mesh-admin/db")]).problems).toMatchObject([
      { effect: "not-enforced", says: expect.stringContaining("root namespace") as string },
    ]);
  });

  test("goes without saying in settings that do not name it", () => {
    expect(verdict([settings("trustDomain: td1"), authorize({}, "istio-system/all")], web, db)).toBe("deny");
    expect(verdict([settings(""), authorize({}, "istio-system/all")], web, db)).toBe("deny");
  });

  test("is where istiod is, when no settings are among the objects; the walkthrough says that it is taken so", () => {
    const istiod = (namespace: string) => ({
      apiVersion: "v1",
      kind: "Service",
      metadata: { namespace, name: "istiod-1-22" },
      spec: { ports: [{ port: 15012 }] },
    });
    const ofControl = authorize({}, "control/all");
    expect(verdict([ofControl], web, db)).toBe("allow");
    const answer = asked([istiod("control"), ofControl], web, db);
    expect(answer.verdict).toBe("deny");
    expect(answer.ingress.walkthrough).toContainEqual(
      expect.stringMatching(
        /^namespace control is taken for .* \(ConfigMap istio\) were read, or several that differ$/,
      ),
    );
    expect(verdict([istiod("control"), istiod("istio-system"), ofControl], web, db)).toBe("allow");
    const told = asked([settings("rootNamespace: control"), istiod("control"), ofControl], web, db);
    expect(told.ingress.walkthrough.join()).not.toContain("is taken for");
  });

  test("of revisions that differ is not known; of those that agree it is", () => {
    const stable = settings("rootNamespace: mesh-admin", "mesh-admin/istio-stable");
    const other = settings("rootNamespace: elsewhere", "mesh-admin/istio-canary");
    const policies = [authorize({}, "mesh-admin/all")];
    expect(verdict([inRoot, stable, ...policies], web, db)).toBe("deny");
    expect(verdict([inRoot, other, ...policies], web, db)).toBe("allow");
    const usual = asked([inRoot, other, authorize({}, "istio-system/all")], web, db);
    expect(usual.verdict).toBe("deny");
    expect(usual.ingress.walkthrough).toContainEqual(
      expect.stringMatching(/^namespace istio-system is taken for .* several that differ$/),
    );
  });

  test("may change: what every policy means changes with it", () => {
    const before = compile([...mesh, authorize({}, "mesh-admin/all"), authorize({}, "istio-system/all")]);
    expect(explain(before, flow(web, db)).ingress.isolatedBy).toMatchObject([{ namespace: "istio-system" }]);
    const after = whatIf(before, [inRoot]);
    expect(explain(after, flow(web, db)).ingress.isolatedBy).toMatchObject([{ namespace: "mesh-admin" }]);
  });

  test("of settings that do not read is named as a problem", () => {
    const broken = compile([settings("rootNamespace: [1, 2]"), settings("a: b: c", "x/istio-y")]);
    expect(broken.problems).toMatchObject([
      { object: { kind: "ConfigMap", namespace: "mesh-admin" }, field: "data.mesh" },
      { object: { kind: "ConfigMap", namespace: "x" }, field: "data.mesh" },
    ]);
    const others = [
      {
        ...inRoot,
        metadata: { namespace: "istio-system", name: "istio-ca-root-cert" },
        data: { "root-cert.pem": "x" },
      },
      { ...inRoot, metadata: { namespace: "shop", name: "settings" } },
    ];
    expect(compile(others).problems).toEqual([]);
    expect(verdict([...others, authorize({}, "mesh-admin/all")], web, db)).toBe("allow");
  });
});

describe("the trust domain", () => {
  const named = settings("trustDomain: td2\ntrustDomainAliases: [td1, old.example]\n");
  const principal = (...principals: string[]) => [authorize({ rules: from({ principals }) })];
  test.each([
    ["its own name", "td2/ns/shop/sa/web", "allow"],
    ["an alias", "td1/ns/shop/sa/web", "allow"],
    ["cluster.local, which stands for whatever it is called", "cluster.local/ns/shop/sa/web", "allow"],
    ["the end of an alias", "*.example/ns/shop/sa/web", "allow"],
    ["any domain", "*/ns/shop/sa/web", "allow"],
    ["another domain", "td3/ns/shop/sa/web", "deny"],
    ["another account of it", "td2/ns/shop/sa/api", "deny"],
    ["the beginning of an identity", "td2/ns/shop/*", "allow"],
    ["the beginning of one, where an alias is only letters", "td1/ns/shop/*", "deny"],
    ["and so is cluster.local", "cluster.local/ns/*", "deny"],
  ])("%s", (_, value, expected) => {
    expect(verdict([named, ...principal(value)], web, db)).toBe(expected);
  });

  test.each([
    ["td2", "allow"],
    ["td1", "allow"],
    ["*.example", "deny"],
    ["cluster.local", "deny"],
  ])("as a condition by itself: %s", (value, expected) => {
    expect(verdict([named, authorize({ rules: from({ trustDomains: [value] }) })], web, db)).toBe(expected);
  });

  test("is what the sentence calls the caller by", () => {
    expect(asked([named, ...principal("td2/ns/shop/sa/api")], web, db).sentence).toBe(
      "db accepts only peers with identity td2/ns/shop/sa/api (proved by mutual TLS); web is td2/ns/shop/sa/web",
    );
  });

  test("without settings is taken for cluster.local where that matters, which is said", () => {
    const lines = (value: string) => asked(principal(value), web, db).ingress.walkthrough.join("\n");
    expect(lines("cluster.local/ns/shop/*")).toContain("cluster.local is taken for the mesh's trust domain");
    expect(lines("cluster.local/ns/shop/sa/web")).not.toContain("is taken for");
  });
});
