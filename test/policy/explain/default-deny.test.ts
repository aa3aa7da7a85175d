/** Which policies isolate, and the rule that is nearest. */
import { describe, expect, test } from "vitest";
import { calico, tier, toDb } from "../calico/objects.ts";
import { db, dbIngress, other, outside, policy, web } from "../cluster.ts";
import { explained, fromWeb } from "./explained.ts";

describe("a default deny", () => {
  test("names every isolating policy, the allowing ones of other flows included", () => {
    const all = [
      dbIngress([], "shop/b"),
      dbIngress([{ from: [fromWeb] }], "shop/a"),
      policy("shop/c", { podSelector: {} }),
    ];
    expect(explained(all, [other, db]).ingress.isolatedBy.map(({ name }) => name)).toEqual(["a", "b", "c"]);
  });

  test("finds the rule that is nearest: one port away beats one label, a typo beats another label", () => {
    const near = dbIngress([
      { from: [{ podSelector: { matchLabels: { app: "x", tier: "y" } } }] },
      { from: [fromWeb], ports: [{ port: 1 }] },
    ]);
    expect(explained([near], [web, db]).ingress.nearestMiss).toMatchObject({
      ruleIndex: 1,
      kind: "port",
      difference: "the rule's port is TCP 1; this goes to TCP 5432",
    });
    const typo = dbIngress(
      ["cache", "clinet"].map((app) => ({
        from: [{ namespaceSelector: {}, podSelector: { matchLabels: { app } } }],
      })),
    );
    expect(explained([typo], [other, db]).ingress.nearestMiss).toMatchObject({
      ruleIndex: 1,
      difference: "podSelector wants app=clinet; client has app=client",
    });
  });

  test.each([
    [
      "protocol",
      { from: [fromWeb], ports: [{ port: 5432, protocol: "UDP" }] },
      web,
      "protocol",
      "the rule's port is UDP 5432; this goes to TCP 5432",
    ],
    [
      "named port",
      { ports: [{ port: "dns", protocol: "UDP" }] },
      web,
      "namedPort",
      "UDP port dns is 53 on db; this goes to TCP 5432",
    ],
    [
      "missing named port",
      { ports: [{ port: "grpc" }] },
      web,
      "namedPort",
      "db has no TCP port called grpc; this goes to TCP 5432",
    ],
    [
      "namespace",
      { from: [{ podSelector: { matchLabels: { app: "client" } } }] },
      other,
      "namespace",
      "podSelector app=client without a namespaceSelector looks only in namespace shop; client is in other",
    ],
    [
      "except",
      { from: [{ ipBlock: { cidr: "203.0.113.0/24", except: ["203.0.113.4/30"] } }] },
      outside,
      "cidr",
      "ipBlock 203.0.113.0/24 leaves out 203.0.113.4/30, which holds 203.0.113.5",
    ],
    [
      "two differences",
      {
        from: [
          { namespaceSelector: { matchLabels: { team: "a" } }, podSelector: { matchLabels: { app: "web" } } },
        ],
      },
      other,
      "podLabel",
      "podSelector wants app=web; client has app=client, and namespaceSelector wants team=a; namespace other has team=b",
    ],
    [
      "unknown field",
      { from: [{ zone: "x" }] },
      web,
      "unknownField",
      "the rule holds the field zone, which is not known here, so it is read as admitting nobody",
    ],
  ])("says the exact difference: %s", (_, rule, from, kind, difference) => {
    expect(explained([dbIngress([rule])], [from, db]).ingress.nearestMiss).toMatchObject({
      kind,
      difference,
    });
  });

  test("has no nearest rule when there is no rule", () => {
    expect(explained([dbIngress([])], [web, db]).ingress.nearestMiss).toBeUndefined();
  });

  test("of two layers the policies and the nearest rule are of the one that denied", () => {
    const near = dbIngress([{}, { from: [{ podSelector: { matchLabels: { app: "wep" } } }] }]);
    const meshed = {
      ...db,
      spec: { ...db.spec, containers: [{ name: "main" }, { name: "istio-proxy" }] },
    };
    const none = {
      apiVersion: "security.istio.io/v1",
      kind: "AuthorizationPolicy",
      metadata: { namespace: "shop", name: "a" },
      spec: { rules: [{ from: [{ source: { namespaces: ["other"] } }] }] },
    };
    const { nearestMiss, isolatedBy } = explained([meshed, near, none], [web, { ip: "10.0.0.2" }]).ingress;
    expect(nearestMiss).toMatchObject({ object: { kind: "AuthorizationPolicy" } });
    expect(isolatedBy.map(({ kind }) => kind)).toEqual(["AuthorizationPolicy"]);
  });

  test("names the policies of the tier that denied before those of tiers that passed it on", () => {
    const passing = calico("sec.pass", {
      tier: "sec",
      selector: "all()",
      types: ["Ingress"],
      ingress: [{ action: "Pass" }],
    });
    const { isolatedBy } = explained([tier("sec", 10), passing, dbIngress([])], [web, db]).ingress;
    expect(isolatedBy.map(({ name }) => name)).toEqual(["db", "sec.pass"]);
  });

  test.each([
    [
      "a label",
      { selector: "app == 'wbe'" },
      web,
      "podLabel",
      "selector wants app == 'wbe'; web has app=web",
    ],
    [
      "a missing label of several conditions",
      { selector: "app == 'web' && has(tier)" },
      web,
      "podLabel",
      "selector wants has(tier); web has no label tier",
    ],
    [
      "the nearest of alternatives",
      { selector: "(tier == 'x' && zone == 'y') || app == 'api'" },
      web,
      "podLabel",
      "selector wants app == 'api'; web has app=web",
    ],
    [
      "the policy's own namespace",
      { selector: "app == 'client'" },
      other,
      "namespace",
      "the selector looks only in namespace shop; client is in other",
    ],
    [
      "a namespace's label",
      { namespaceSelector: "team == 'a'" },
      other,
      "namespaceLabel",
      "namespaceSelector wants team == 'a'; namespace other has team=b",
    ],
    [
      "a service account",
      { serviceAccounts: { names: ["robot"] } },
      web,
      "selector",
      "the rule wants service account robot; web runs as default",
    ],
    [
      "a negation",
      { selector: "!(app == 'web')" },
      web,
      "selector",
      "selector wants !(app == 'web'); web has app=web",
    ],
    [
      "an address outside",
      { selector: "feed == 'x'" },
      outside,
      "selector",
      "the rule is about endpoints with feed == 'x' in shop; 203.0.113.5 is an address outside the cluster",
    ],
  ])("says the exact difference to a selector of Calico: %s", (_, source, from, kind, difference) => {
    const policy = toDb([{ action: "Allow", source }]);
    expect(explained([policy], [from, db]).ingress.nearestMiss).toMatchObject({ kind, difference });
  });

  test("a rule that leaves the selected pod itself out says so", () => {
    const policy = calico("g", {
      types: ["Ingress"],
      ingress: [{ action: "Allow", destination: { selector: "app == 'x'" } }],
    });
    expect(explained([policy], [web, db]).ingress.nearestMiss).toMatchObject({
      difference: "selector wants app == 'x'; db has app=db",
    });
  });
});
