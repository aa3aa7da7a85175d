/** A DestinationRule decides whether sidecars send in mutual TLS. */
import { expect, test } from "vitest";
import {
  compile,
  diff,
  evaluate,
  explain,
  matrix,
  suggest,
  type KubernetesObject,
} from "../../../src/policy/index.ts";
import { flow } from "../cluster.ts";
import { authenticate, authorize, bare, from, job, mesh, permissive, strict, web, db } from "./objects.ts";

const service: KubernetesObject = {
  apiVersion: "v1",
  kind: "Service",
  metadata: { namespace: "shop", name: "web" },
  spec: { selector: { app: "web" }, ports: [{ name: "http", port: 80, targetPort: 8080 }] },
};
const rule = (spec: object, name = "shop/r", metadata: object = {}): KubernetesObject => {
  const [namespace = "", ruleName = ""] = name.split("/");
  return {
    apiVersion: "networking.istio.io/v1",
    kind: "DestinationRule",
    metadata: { namespace, name: ruleName, ...metadata },
    spec,
  };
};
const host = "web.shop.svc.cluster.local";
const tls = (mode: string): object => ({ trafficPolicy: { tls: { mode } } });
const disable = { host, ...tls("DISABLE") };
const mutual = { host, ...tls("ISTIO_MUTUAL") };
const at = (number: number, mode?: string): object => ({
  port: { number },
  ...(mode === undefined ? { connectionPool: {} } : { tls: { mode } }),
});
const old = { creationTimestamp: "2025-01-01T00:00:00Z" };
const young = { creationTimestamp: "2026-01-01T00:00:00Z" };

function said(rules: readonly KubernetesObject[], sender = db, port = 8080, mode: object = strict): string {
  return evaluate(compile([...mesh, service, authenticate(mode), ...rules]), { ...flow(sender, web), port });
}

test.each<[string, readonly KubernetesObject[], string]>([
  ["without a rule a sidecar sends mutual TLS", [], "allow"],
  ["DISABLE: plain text, which STRICT refuses", [rule(disable)], "deny"],
  ["ISTIO_MUTUAL", [rule(mutual)], "allow"],
  ["SIMPLE proves no identity", [rule({ host, ...tls("SIMPLE") })], "deny"],
  ["MUTUAL with a certificate of its own", [rule({ host, ...tls("MUTUAL") })], "undecidable"],
  ["TLS settings without a mode are DISABLE", [rule({ host, trafficPolicy: { tls: { sni: "x" } } })], "deny"],
  ["a policy of traffic without TLS settings", [rule({ host, trafficPolicy: {} })], "allow"],
  ["for another host", [rule({ ...disable, host: "db.shop.svc.cluster.local" })], "allow"],
  ["a short name is of the rule's namespace", [rule({ ...disable, host: "web" })], "deny"],
  ["so that elsewhere it is another Service", [rule({ ...disable, host: "web" }, "batch/r")], "allow"],
  ["with an ending that fits", [rule({ ...disable, host: "*.shop.svc.cluster.local" })], "deny"],
  ["every host of the mesh", [rule({ ...disable, host: "*.local" }, "istio-system/r")], "deny"],
  ["any host at all", [rule({ ...disable, host: "*" }, "istio-system/r")], "deny"],
  [
    "the host itself goes before an ending",
    [rule(mutual, "shop/a"), rule({ ...disable, host: "*.local" }, "shop/b")],
    "allow",
  ],
  [
    "the longer ending before the shorter",
    [
      rule({ ...disable, host: "*.shop.svc.cluster.local" }, "shop/b"),
      rule({ ...mutual, host: "*.local" }, "shop/a"),
    ],
    "deny",
  ],
  [
    "settings of the Service's port",
    [rule({ ...mutual, trafficPolicy: { portLevelSettings: [at(80, "DISABLE")] } })],
    "deny",
  ],
  ["of another port", [rule({ host, trafficPolicy: { portLevelSettings: [at(81, "DISABLE")] } })], "allow"],
  [
    "of a port without TLS: nothing is inherited",
    [rule({ host, trafficPolicy: { tls: { mode: "DISABLE" }, portLevelSettings: [at(80)] } })],
    "allow",
  ],
  [
    "a subset that says otherwise may be the one",
    [rule({ ...mutual, subsets: [{ name: "v1", ...tls("DISABLE") }] })],
    "undecidable",
  ],
  [
    "a subset without TLS settings says nothing",
    [rule({ ...mutual, subsets: [{ name: "v1", labels: {} }] })],
    "allow",
  ],
  [
    "of two for a host the older counts",
    [rule(disable, "shop/z", old), rule(mutual, "shop/a", young)],
    "deny",
  ],
  ["unless it decides nothing", [rule({ host }, "shop/z", old), rule(mutual, "shop/a", young)], "allow"],
  ["of two of one age it cannot be told", [rule(disable, "shop/a"), rule(mutual, "shop/b")], "undecidable"],
  ["what no object is to be sent by, is sent as ever", [rule({ host: 5 })], "allow"],
])("%s", (_, rules, verdict) => {
  expect(said(rules)).toBe(verdict);
});

test.each<[string, readonly KubernetesObject[], string]>([
  ["the Service's namespace", [rule(disable)], "deny"],
  ["which keeps it to itself", [rule({ ...disable, exportTo: ["."] })], "allow"],
  ["or to another", [rule({ ...disable, exportTo: ["mail"] })], "allow"],
  ["or exports it to the sender's", [rule({ ...disable, exportTo: ["batch"] })], "deny"],
  ["the sender's own goes first", [rule(disable), rule(mutual, "batch/r")], "allow"],
  ["though it is private", [rule(mutual), rule({ ...disable, exportTo: ["."] }, "batch/r")], "deny"],
  ["though its host is less exact", [rule(mutual), rule({ ...disable, host: "*" }, "batch/r")], "deny"],
  ["the mesh's own comes last", [rule(mutual), rule({ ...disable, host: "*" }, "istio-system/r")], "allow"],
  ["a third namespace is not asked", [rule(disable, "mail/r")], "allow"],
  [
    "for chosen pods of the sender's",
    [rule({ ...disable, workloadSelector: { matchLabels: { app: "job" } } }, "batch/r")],
    "deny",
  ],
  [
    "for others of them",
    [rule({ ...disable, workloadSelector: { matchLabels: { app: "x" } } }, "batch/r")],
    "allow",
  ],
  [
    "for chosen pods it is not exported",
    [rule({ ...disable, workloadSelector: { matchLabels: { app: "job" } } })],
    "allow",
  ],
])("a sender of another namespace: %s", (_, rules, verdict) => {
  expect(said(rules, job)).toBe(verdict);
});

test("who has no sidecar sends as ever, and a pod that takes plain text takes it", () => {
  expect(said([rule(mutual)], bare)).toBe("deny");
  expect(said([rule(disable)], db, 8080, permissive)).toBe("allow");
});

test("a port that no Service leads to is no host's", () => {
  expect(said([rule(disable)], db, 9000)).toBe("allow");
});

test("without mutual TLS there is no identity to admit, and the rule is named", () => {
  const admits = authorize({
    rules: from({ namespaces: ["shop"] }),
    selector: { matchLabels: { app: "web" } },
  });
  const told = (rules: readonly KubernetesObject[]) =>
    explain([...mesh, service, admits, ...rules], { ...flow(db, web), port: 8080 });
  expect(told([]).verdict).toBe("allow");
  const denied = told([rule(disable)]);
  expect(denied.verdict).toBe("deny");
  expect(denied.ingress.walkthrough.join("\n")).toContain(
    "DestinationRule shop/r lets sidecars send there without mutual TLS, so db proves no identity",
  );
});

test("where STRICT refuses it, the sentence says why, and no policy is opened for it", () => {
  const objects = [...mesh, service, authenticate(strict), rule(disable)];
  const asked = { ...flow(db, web), port: 8080 };
  expect(explain(objects, asked).sentence).toContain("DestinationRule shop/r");
  expect(suggest(objects, asked)).toMatchObject({ result: "refused" });
  expect(suggest(objects, asked).sentence).toContain("DestinationRule shop/r");
});

test("a matrix and a diff say that it cannot be told on every port", () => {
  const before = [...mesh, service, authenticate(strict)];
  const after = [...before, rule(disable)];
  const cell = (objects: readonly KubernetesObject[], to: string): string | undefined => {
    const { groups, cells } = matrix(objects);
    const of = (name: string) => groups.findIndex(({ pods }) => pods.includes(name));
    return cells[of("shop/db")]?.[of(to)];
  };
  expect(cell(before, "shop/web")).toBe("everything");
  expect(cell(after, "shop/web")).toContain("?");
  expect(cell(after, "batch/job")).toBe("everything");
  expect(diff(before, after).changes).not.toEqual([]);
});
