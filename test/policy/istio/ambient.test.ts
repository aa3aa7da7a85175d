/** What is left of AuthorizationPolicies in ambient mode. */
import { describe, expect, test } from "vitest";
import type { Pod } from "../../../src/model/kubernetes.ts";
import { namespace, pod } from "../cluster.ts";
import { asked, authenticate, authorize, bare, verdict } from "./objects.ts";

describe("in ambient mode, where ztunnel sees connections and no requests", () => {
  const pods = {
    web: pod("amb/web", { ip: "10.1.0.1", node: "m1", labels: { app: "web" } }),
    db: pod("amb/db", { ip: "10.1.0.2", node: "m2", labels: { app: "db" } }),
  };
  const ambient =
    (...rules: object[]) =>
    (action: string) =>
      verdict(
        [
          namespace("amb", { "istio.io/dataplane-mode": "ambient" }),
          pods.web,
          pods.db,
          authorize({ action, rules }, "amb/a"),
        ],
        pods.web,
        pods.db,
      );
  const get = { operation: { methods: ["GET"] } };
  const getOn = (port: string) => ({ operation: { methods: ["GET"], ports: [port] } });
  const source = { source: { namespaces: ["amb"] } };

  test.each([
    ["plain rules hold as they are", ambient({ from: [source] }), "allow", "deny"],
    ["a rule about requests allows nothing and denies nothing", ambient({ to: [get] }), "deny", "allow"],
    ["not even with a source beside it", ambient({ from: [source], to: [get] }), "deny", "allow"],
    [
      "with a port beside the method only the port is left of a DENY",
      ambient({ to: [getOn("5432")] }),
      "deny",
      "deny",
    ],
    ["and another port is another port", ambient({ to: [getOn("80")] }), "deny", "allow"],
    [
      "one entry about requests spoils the whole rule of an ALLOW",
      ambient({ to: [{ operation: { ports: ["5432"] } }, get] }),
      "deny",
      "deny",
    ],
    [
      "a header never matches",
      ambient({ when: [{ key: "request.headers[x]", values: ["1"] }] }),
      "deny",
      "allow",
    ],
    ["another rule still counts", ambient({ to: [get] }, { from: [source] }), "allow", "deny"],
  ])("%s", (_, decide, asAllow, asDeny) => {
    expect(decide("ALLOW")).toBe(asAllow);
    expect(decide("DENY")).toBe(asDeny);
  });

  test("CUSTOM is not asked", () => {
    expect(ambient({})("CUSTOM")).toBe("allow");
  });

  test("behind a waypoint who comes in the mesh comes with its identity, which cannot be told", () => {
    const behind = (waypoint: string, source: object, caller: Pod = pods.web) =>
      asked(
        [
          namespace("amb", { "istio.io/dataplane-mode": "ambient", "istio.io/use-waypoint": waypoint }),
          ...Object.values(pods),
          authorize({ rules: [{ from: [{ source }] }] }, "amb/a"),
        ],
        caller,
        pods.db,
      );
    expect(behind("way", { namespaces: ["amb"] }, bare).verdict).toBe("deny");
    expect(behind("none", { namespaces: ["amb"] }).verdict).toBe("allow");
    expect(behind("way", { namespaces: ["amb"] }).verdict).toBe("undecidable");
    expect(behind("way", { namespaces: ["amb"] }).sentence).toContain("a waypoint before db");
  });

  test("mutual TLS is never switched off: a policy that says so leaves identities proved", () => {
    const objects = [
      namespace("amb", { "istio.io/dataplane-mode": "ambient" }),
      ...Object.values(pods),
      authorize({ rules: [{ from: [source] }] }, "amb/a"),
      authenticate({ mtls: { mode: "DISABLE" } }, "amb/off"),
    ];
    expect(asked(objects, pods.web, pods.db).verdict).toBe("allow");
  });

  test("the walkthrough says why", () => {
    const objects = [
      namespace("amb", { "istio.io/dataplane-mode": "ambient" }),
      ...Object.values(pods),
      authorize({ rules: [{ to: [get] }] }, "amb/a"),
    ];
    expect(asked(objects, pods.web, pods.db).ingress.walkthrough.join("\n")).toContain(
      "it speaks of requests, and ambient mode's ztunnel sees no requests",
    );
  });
});
