/** Whether a connection must come with mutual TLS, and who can send it; both sides of each point. */
import { describe, expect, test } from "vitest";
import { compile } from "../../../src/policy/index.ts";
import { dbIngress, namespace, outside, pod } from "../cluster.ts";
import {
  asked,
  authenticate,
  authorize,
  bare,
  db,
  from,
  permissive,
  strict,
  verdict,
  web,
} from "./objects.ts";

describe("PeerAuthentication", () => {
  const toDb = { selector: { matchLabels: { app: "db" } } };

  test("STRICT refuses a source without a proxy, pods and outside alike", () => {
    expect(verdict([authenticate(strict)], bare, db)).toBe("deny");
    expect(verdict([authenticate(strict)], outside, db)).toBe("deny");
    expect(verdict([authenticate(strict)], web, db)).toBe("allow");
    expect(verdict([authenticate(permissive)], bare, db)).toBe("allow");
    expect(verdict([authenticate(strict)], web, bare)).toBe("allow");
    expect(asked([authenticate(strict)], bare, db).sentence).toBe(
      "db accepts only mutual TLS, says PeerAuthentication shop/default; bare has no mesh proxy and proves no identity",
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

  test("of two policies for one workload the younger is not asked, even where the older leaves the mode open", () => {
    const old = { creationTimestamp: "2020-01-01T00:00:00Z" };
    const young = { creationTimestamp: "2024-01-01T00:00:00Z" };
    const unset = authenticate({ ...toDb, mtls: { mode: "UNSET" } }, "shop/old", old);
    const closed = authenticate({ ...toDb, ...strict }, "shop/young", young);
    expect(verdict([unset, closed], bare, db)).toBe("allow");
    expect(verdict([unset, closed, authenticate(strict)], bare, db)).toBe("deny");
    expect(verdict([closed], bare, db)).toBe("deny");
  });

  test("a port that leaves its mode open has the workload's", () => {
    const ports = { portLevelMtls: { 5432: { mode: "UNSET" } } };
    expect(verdict([authenticate({ ...toDb, ...strict, ...ports }, "shop/db")], bare, db)).toBe("deny");
    expect(verdict([authenticate({ ...toDb, ...permissive, ...ports }, "shop/db")], bare, db)).toBe("allow");
  });

  test("with a selector in the root namespace it is ignored, without one it is the mesh's", () => {
    const selected = authenticate({ ...toDb, ...strict }, "istio-system/db");
    expect(verdict([selected], bare, db)).toBe("allow");
    expect(compile([selected]).problems).toMatchObject([{ field: "spec.selector", effect: "not-enforced" }]);
    expect(verdict([authenticate(strict, "istio-system/db")], bare, db)).toBe("deny");
  });

  test("with mutual TLS switched off nobody proves an identity, the meshed source included", () => {
    const off = authenticate({ mtls: { mode: "DISABLE" } });
    const needs = authorize({ rules: from({ namespaces: ["shop"] }) });
    expect(verdict([needs], web, db)).toBe("allow");
    expect(verdict([needs, authenticate(permissive)], web, db)).toBe("allow");
    const { verdict: denied, sentence } = asked([needs, off], web, db);
    expect(denied).toBe("deny");
    expect(sentence).toContain("mutual TLS is switched off here, so web proves no identity");
    expect(verdict([authorize({ rules: from({ ipBlocks: ["10.0.0.1"] }) }), off], web, db)).toBe("allow");
  });

  test.each([
    ["a port's mode without a selector", { portLevelMtls: { 80: { mode: "STRICT" } } }, "spec.portLevelMtls"],
    [
      "a port that is none",
      { ...toDb, portLevelMtls: { web: { mode: "STRICT" } } },
      "spec.portLevelMtls.web",
    ],
    ["port 0", { ...toDb, portLevelMtls: { 0: { mode: "STRICT" } } }, "spec.portLevelMtls.0"],
    [
      "a port's mode that is none",
      { ...toDb, portLevelMtls: { 80: { mode: "on" } } },
      "spec.portLevelMtls.80.mode",
    ],
  ])("refused: %s", (_, spec, field) => {
    expect(compile([authenticate(spec)]).problems).toMatchObject([{ field, effect: "left-out" }]);
  });

  test("the pod's own node gets past every NetworkPolicy, and not past the proxy inside the pod", () => {
    const node = {
      kind: "Node",
      metadata: { name: "node-10.0.0.2" },
      status: { addresses: [{ type: "InternalIP", address: "192.168.7.7" }] },
    };
    const own = { ip: "192.168.7.7" };
    expect(verdict([node, dbIngress([])], own, db)).toBe("allow");
    expect(verdict([node, dbIngress([]), authenticate(permissive)], own, db)).toBe("allow");
    const {
      verdict: denied,
      sentence,
      ingress,
    } = asked([node, dbIngress([]), authenticate(strict)], own, db);
    expect(denied).toBe("deny");
    expect(sentence).toContain("db accepts only mutual TLS");
    expect(ingress.walkthrough[0]).toContain("own node, which no NetworkPolicy can block");
    expect(verdict([node, authorize({ rules: from({ ipBlocks: ["192.168.7.7"] }) })], own, db)).toBe("allow");
    expect(verdict([node, authorize({})], own, db)).toBe("deny");
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
