/** What no change opens is refused with the reason and the one who decides. */
import { describe, expect, test } from "vitest";
import { compile, suggest, type KubernetesObject } from "../../../src/policy/index.ts";
import { calico, deny, tier, toDb } from "../calico/objects.ts";
import { cluster, db, dbIngress, flow, web } from "../cluster.ts";
import { authenticate, authorize, bare, db as meshedDb, mesh, strict } from "../istio/objects.ts";

const refusal = (objects: readonly KubernetesObject[], ...ends: Parameters<typeof flow>): string => {
  const suggestion = suggest(compile(objects), flow(...ends));
  if (suggestion.result !== "refused") throw new Error(suggestion.result);
  return suggestion.sentence;
};

describe("no hole is proposed", () => {
  test("against a Deny of Calico, whose author decides", () => {
    expect(refusal([...cluster, toDb([deny])], web, db)).toMatch(
      /denies this on purpose: .* Ask its author; no hole is proposed\.$/,
    );
  });

  test("against a tier before `default` that drops at its end", () => {
    const first = calico("shop/sec.db", {
      tier: "sec",
      selector: "app == 'db'",
      types: ["Ingress"],
      ingress: [{ action: "Allow", source: { selector: "app == 'nobody'" } }],
    });
    expect(refusal([...cluster, tier("sec", 100), first, dbIngress([])], web, db)).toMatch(
      /Tier sec drops what NetworkPolicy.* neither allows nor passes on, before any NetworkPolicy is asked: who keeps that tier decides\.$/,
    );
  });

  test("against a Deny of a tier before `default`, which stands above every NetworkPolicy", () => {
    const first = calico("shop/sec.db", {
      tier: "sec",
      selector: "all()",
      types: ["Ingress"],
      ingress: [deny],
    });
    expect(refusal([...cluster, tier("sec", 100), first], web, db)).toContain("above every NetworkPolicy");
  });

  test("against mutual TLS: the source gets a sidecar, or the port is PERMISSIVE", () => {
    expect(refusal([...mesh, authenticate(strict)], bare, meshedDb)).toBe(
      "PeerAuthentication shop/default demands mutual TLS of everyone: no policy opens this. Either give bare a sidecar, so that it sends mutual TLS, or let its author set port 5432 of db to PERMISSIVE (portLevelMtls); the choice is theirs.",
    );
  });

  test("against the mesh for a source that proves no identity: its author must find a way", () => {
    expect(refusal([...mesh, authorize({})], bare, meshedDb)).toMatch(
      /an ALLOW rule must admit it, by the author of AuthorizationPolicy.* shop\/a\.$/,
    );
  });
});
