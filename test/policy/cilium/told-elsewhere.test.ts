/** Peers that other objects tell of: nodes by the agents' settings, Services, pods that Cilium does not manage. */
import { describe, expect, test } from "vitest";
import { compile, explain, whatIf } from "../../../src/policy/index.ts";
import { cluster, db, flow, node, other, outside, plain, verdict, web } from "../cluster.ts";
import { cilium } from "./objects.ts";

describe("nodes by their labels", () => {
  const edge = { ...node("node3", "192.168.0.3"), metadata: { name: "node3", labels: { role: "edge" } } };
  const at = { ip: "192.168.0.3" };
  const from = (role: string) => cilium({ ingress: [{ fromNodes: [{ matchLabels: { role } }] }] });
  const config = (data: object, namespace = "kube-system") => ({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { namespace, name: "cilium-config" },
    data,
  });
  const on = config({ "enable-node-selector-labels": "true" });

  test("are peers where the agents take such rules", () => {
    expect(verdict([edge, on, from("edge")], at, db)).toBe("allow");
    expect(verdict([edge, on, from("core")], at, db)).toBe("deny");
    expect(verdict([edge, on, from("edge")], web, db)).toBe("deny");
  });

  test("where they do not, Cilium takes nothing of the policy, which is a problem to name", () => {
    for (const off of [config({}), config({ "enable-node-selector-labels": "false" })]) {
      const model = compile([...cluster, edge, off, from("core")]);
      expect(explain(model, flow(at, db)).verdict).toBe("allow");
      expect(model.problems).toMatchObject([{ field: "spec.ingress[0].fromNodes", effect: "left-out" }]);
    }
    expect(verdict([config({}), cilium({ ingress: [{ fromNodes: [] }] })], web, db)).toBe("deny");
  });

  test("where the settings were not read, leave labels out or differ, only who is meant by no label is told", () => {
    const elsewhere = config({}, "cilium");
    for (const unread of [
      [],
      [config({ "enable-node-selector-labels": "true", "node-labels": "role" })],
      [on, elsewhere],
      [elsewhere, on],
    ]) {
      expect(verdict([edge, ...unread, from("edge")], at, db)).toBe("undecidable");
      expect(verdict([edge, ...unread, from("core")], at, db)).toBe("deny");
    }
  });

  test("of a node that was not read cannot be told, and it is named", () => {
    const unknown = { pod: { ...plain, spec: { ...plain.spec, nodeName: "node9", hostNetwork: true } } };
    const { verdict: is, sentence } = explain(compile([...cluster, on, from("edge")]), {
      ...flow(unknown, db),
    });
    expect(is).toBe("undecidable");
    expect(sentence).toContain("the labels of node node9 were not read");
  });

  test("follow the settings when those change", () => {
    const before = compile([...cluster, edge, from("edge")]);
    expect(explain(whatIf(before, [on]), flow(at, db)).verdict).toBe("allow");
    expect(explain(whatIf(whatIf(before, [on]), [config({})]), flow(web, db)).verdict).toBe("allow");
  });
});

describe("toServices", () => {
  const service = (name: string, spec: object, labels: object = {}) => {
    const [namespace, own] = name.split("/");
    return { apiVersion: "v1", kind: "Service", metadata: { namespace, name: own, labels }, spec };
  };
  const slice = (name: string, ...addresses: string[]) => {
    const [namespace, own] = name.split("/");
    return {
      apiVersion: "discovery.k8s.io/v1",
      kind: "EndpointSlice",
      metadata: { namespace, name: `${own ?? ""}-1`, labels: { "kubernetes.io/service-name": own } },
      addressType: "IPv4",
      endpoints: [{ addresses }],
      ports: [{ port: 5432, protocol: "TCP" }],
    };
  };
  const to = (entry: object) =>
    cilium({ endpointSelector: { matchLabels: { app: "web" } }, egress: [{ toServices: [entry] }] });
  const named = (serviceName: string, namespace?: string) => to({ k8sService: { serviceName, namespace } });
  const partner = [
    service("shop/partner", { ports: [{ port: 443 }] }, { kind: "partner" }),
    slice("shop/partner", "203.0.113.5", "10.0.0.2"),
  ];
  const ofDb = service("shop/db", { selector: { app: "db" }, ports: [{ port: 5432 }] });

  test("a Service without a selector means the addresses outside that somebody wrote down, and no pod", () => {
    expect(verdict([...partner, named("partner", "shop")], web, outside)).toBe("allow");
    expect(verdict([...partner, named("partner", "shop")], web, { ip: "203.0.113.6" })).toBe("deny");
    expect(verdict([...partner, named("partner", "shop")], web, db)).toBe("deny");
    expect(verdict([...partner, named("partner", "shop")], web, { name: "partner.example" })).toBe(
      "undecidable",
    );
  });

  test("the pods of a Service with one, versions differ in; nobody else", () => {
    const answer = explain(compile([...cluster, ofDb, named("db", "shop")]), flow(web, db));
    expect(answer.verdict).toBe("undecidable");
    expect(answer.sentence).toContain("as shop/db does, only since version 1.17");
    expect(verdict([ofDb, named("db", "shop")], web, other)).toBe("deny");
    expect(verdict([ofDb, named("db", "shop")], web, outside)).toBe("deny");
    expect(verdict([ofDb, named("db", "shop")], web, { ip: "192.168.0.3" })).toBe("deny");
  });

  test("without a namespace a name is looked for in all", () => {
    expect(verdict([...partner, named("partner")], web, outside)).toBe("allow");
    expect(verdict([...partner, named("other")], web, outside)).toBe("undecidable");
    expect(verdict([...partner, named("other")], web, db)).toBe("deny");
  });

  test("Services may be named by their labels", () => {
    const by = (kind: string, namespace?: string) =>
      to({ k8sServiceSelector: { selector: { matchLabels: { kind } }, namespace } });
    expect(verdict([...partner, by("partner", "shop")], web, outside)).toBe("allow");
    expect(verdict([...partner, by("else", "shop")], web, outside)).toBe("deny");
    expect(verdict([...partner, by("else")], web, outside)).toBe("undecidable");
    expect(verdict([by("partner", "shop")], web, outside)).toBe("undecidable");
    const keyed = to({ k8sServiceSelector: { selector: { matchLabels: { "k8s:kind": "partner" } } } });
    expect(verdict([...partner, keyed], web, outside)).toBe("allow");
  });

  test("a Service that does not exist means nobody, one that was not read cannot be told, nor can an entry of nothing mean somebody", () => {
    expect(verdict([...partner, named("gone", "shop")], web, db)).toBe("deny");
    expect(verdict([named("gone", "shop")], web, db)).toBe("undecidable");
    expect(verdict([named("gone", "batch")], web, db)).toBe("deny");
    expect(verdict([to({})], web, db)).toBe("deny");
  });
});

describe("pods that Cilium does not manage", () => {
  const endpoint = (name: string, namespace = "other") => ({
    apiVersion: "cilium.io/v2",
    kind: "CiliumEndpoint",
    metadata: { namespace, name },
  });
  const unmanaged = cilium({ ingress: [{ fromEntities: ["unmanaged"] }] });

  test("are those without an endpoint of their name", () => {
    expect(verdict([unmanaged, endpoint("client")], other, db)).toBe("deny");
    expect(verdict([unmanaged, endpoint("client")], plain, db)).toBe("allow");
    expect(verdict([unmanaged, endpoint("plain")], outside, db)).toBe("deny");
    expect(verdict([unmanaged, endpoint("plain")], { ip: "192.168.0.3" }, db)).toBe("deny");
  });

  test("cannot be told while no endpoint of their namespace was read", () => {
    const answer = explain(compile([...cluster, unmanaged, endpoint("x", "shop")]), flow(other, db));
    expect(answer.verdict).toBe("undecidable");
    expect(answer.sentence).toContain("whether Cilium manages client its CiliumEndpoint says");
  });

  test("are known when their endpoint was looked for and is not there", () => {
    const absent = [{ kind: "CiliumEndpoint", namespace: "other", name: "client" }];
    expect(explain(compile([...cluster, unmanaged], absent), flow(other, db)).verdict).toBe("allow");
    expect(explain(compile([...cluster, unmanaged], absent), flow(plain, db)).verdict).toBe("undecidable");
  });
});
