/** AuthorizationPolicies field by field, and those that do less than they look like. */
import { describe, expect, test } from "vitest";
import { compile } from "../../../src/policy/index.ts";
import { asked, authorize, bare, db, from, job, verdict, web } from "./objects.ts";

describe("sources, read closely", () => {
  const rules = (source: object, namespace = "shop") => [
    authorize({ rules: from(source) }, `${namespace}/a`),
  ];

  test("a bare service account is one of the policy's namespace, not of the caller's", () => {
    expect(verdict(rules({ serviceAccounts: ["default"] }), job, db)).toBe("deny");
    expect(verdict(rules({ serviceAccounts: ["batch/default"] }), job, db)).toBe("allow");
    expect(verdict(rules({ notServiceAccounts: ["default"] }), job, db)).toBe("allow");
    expect(verdict(rules({ notServiceAccounts: ["web"] }), web, db)).toBe("deny");
  });

  test("a trust domain is this cluster's own or cannot be told; a source without a proxy has none", () => {
    expect(verdict(rules({ trustDomains: ["cluster.local"] }), web, db)).toBe("allow");
    expect(verdict(rules({ trustDomains: ["*"] }), bare, db)).toBe("deny");
    expect(verdict(rules({ trustDomains: ["other.example"] }), web, db)).toBe("undecidable");
    expect(verdict(rules({ notTrustDomains: ["cluster.local"] }), web, db)).toBe("deny");
  });

  test.each([
    ["a prefix", "shop*", web, "allow"],
    ["a suffix", "*op", web, "allow"],
    ["a presence", "*", web, "allow"],
    ["a presence of what is not there", "*", bare, "deny"],
    ["another prefix", "bat*", web, "deny"],
    ["no pattern in the middle", "s*p", web, "deny"],
  ])("a namespace by %s", (_, pattern, source, expected) => {
    expect(verdict(rules({ namespaces: [pattern] }), source, db)).toBe(expected);
  });

  test("destination.ip is the pod's own address", () => {
    const when = (condition: object) => [
      authorize({ rules: [{ when: [{ key: "destination.ip", ...condition }] }] }),
    ];
    expect(verdict(when({ values: ["10.0.0.2"] }), web, db)).toBe("allow");
    expect(verdict(when({ values: ["10.0.0.3", "10.9.0.0/16"] }), web, db)).toBe("deny");
    expect(verdict(when({ notValues: ["10.0.0.0/24"] }), web, db)).toBe("deny");
    expect(verdict(when({ notValues: ["10.9.0.0/16"] }), web, db)).toBe("allow");
  });
});

describe("policies that do less than they look like", () => {
  const deny = { action: "DENY", rules: [{}] };

  test("a dry run denies nothing, and is named", () => {
    const dry = authorize(deny, "shop/dry", { annotations: { "istio.io/dry-run": "true" } });
    expect(verdict([dry], web, db)).toBe("allow");
    expect(compile([dry]).problems).toMatchObject([{ effect: "not-enforced" }]);
    const wet = authorize(deny, "shop/dry", { annotations: { "istio.io/dry-run": "false" } });
    expect(verdict([wet], web, db)).toBe("deny");
  });

  test("a policy for a Service may decide about the pods behind it, and about no others", () => {
    const service = {
      apiVersion: "v1",
      kind: "Service",
      metadata: { namespace: "shop", name: "g" },
      spec: { selector: { app: "db" }, ports: [{ port: 5432 }] },
    };
    const policy = authorize({ action: "DENY", targetRefs: [{ kind: "Service", name: "g" }], rules: [{}] });
    expect(verdict([service, policy], web, db)).toBe("undecidable");
    expect(asked([service, policy], web, db).sentence).toContain("a waypoint before Service shop/g");
    expect(verdict([service, policy], db, web)).toBe("allow");
    const abroad = authorize({ targetRefs: [{ kind: "ServiceEntry", name: "g" }], rules: [] });
    expect(verdict([abroad], web, db)).toBe("allow");
  });

  test.each([
    [
      "a port that is no number",
      { rules: [{ to: [{ operation: { ports: ["http"] } }] }] },
      "spec.rules[0].to[0].operation.ports[0]",
    ],
    [
      "port 0",
      { rules: [{ to: [{ operation: { notPorts: ["0"] } }] }] },
      "spec.rules[0].to[0].operation.notPorts[0]",
    ],
    [
      "an address that is none",
      { rules: from({ ipBlocks: ["10.0.0"] }) },
      "spec.rules[0].from[0].source.ipBlocks[0]",
    ],
    [
      "a destination port that is none",
      { rules: [{ when: [{ key: "destination.port", values: ["x"] }] }] },
      "spec.rules[0].when[0].values[0]",
    ],
    [
      "accounts beside namespaces",
      { rules: from({ serviceAccounts: ["a"], namespaces: ["b"] }) },
      "spec.rules[0].from[0].source",
    ],
    [
      "a selector beside targets",
      { selector: {}, targetRefs: [{ kind: "Gateway", name: "g" }] },
      "spec.selector",
    ],
    ["labels right in the selector", { selector: { app: "web" } }, "spec.selector.app"],
    ["an action nobody knows", { action: "Deny" }, "spec.action"],
  ])("refused: %s", (_, spec, field) => {
    expect(compile([authorize(spec)]).problems).toMatchObject([{ field, effect: "left-out" }]);
    expect(verdict([authorize(spec)], web, db)).toBe("allow");
  });
});
