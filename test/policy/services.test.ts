/** Whom a Service stands for: in questions, and in policies that name one. */
import { describe, expect, test } from "vitest";
import { compile, flowsOf, parseManifestsFor } from "../../src/policy/index.ts";
import { calico } from "./calico/objects.ts";
import { cluster, db, pod, verdict, web } from "./cluster.ts";

const service = (name: string, spec: object) => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { namespace: "shop", name },
  spec,
});

const slice = (name: string, endpoints: object[], port = 9100) => ({
  apiVersion: "discovery.k8s.io/v1",
  kind: "EndpointSlice",
  metadata: { namespace: "shop", name: `${name}-1`, labels: { "kubernetes.io/service-name": name } },
  addressType: "IPv4",
  endpoints,
  ports: [{ port, protocol: "TCP" }],
});

/** Whose names a question about the Service is answered for. */
function behind(objects: readonly { kind: string; metadata: object }[], name: string): unknown {
  const found = flowsOf(compile([...cluster, ...objects]), {
    from: { type: "object", name: "web" },
    to: { type: "object", kind: "service", name },
    port: 9100,
  });
  return "flows" in found ? found.flows.map(({ to }) => to.pod?.metadata.name ?? to.ip) : found.unclear;
}

describe("pods on their node's network share its address", () => {
  const onHost = { ip: "192.168.0.2", node: "node2", hostNetwork: true } as const;
  const exporter = pod("shop/exporter", onHost);
  const proxy = pod("shop/proxy", onHost);
  const metrics = service("metrics", { ports: [{ port: 9100 }] });
  const ref = { kind: "Pod", namespace: "shop", name: "exporter" };

  test("and only the one that the slice names stands behind the Service", () => {
    const named = slice("metrics", [{ addresses: ["192.168.0.2"], targetRef: ref }]);
    expect(behind([exporter, proxy, metrics, named], "metrics")).toEqual(["exporter"]);
  });

  test("where the slice names none, it is the node, and none of the pods there", () => {
    const bare = slice("metrics", [{ addresses: ["192.168.0.2"] }]);
    expect(behind([exporter, proxy, metrics, bare], "metrics")).toEqual(["192.168.0.2"]);
  });

  test("a policy about the Service means the address and the port, whoever listens there", () => {
    const named = slice("metrics", [{ addresses: ["192.168.0.2"], targetRef: ref }]);
    const egress = calico("shop/e", {
      selector: "app == 'web'",
      egress: [{ action: "Allow", destination: { services: { name: "metrics" } } }],
    });
    const objects = [exporter, proxy, metrics, named, egress];
    expect(verdict(objects, web, exporter, 9100)).toBe("allow");
    expect(verdict(objects, web, proxy, 9100)).toBe("allow");
    expect(verdict(objects, web, proxy, 9101)).toBe("deny");
    expect(verdict(objects, web, { ip: "192.168.0.3" }, 9100)).toBe("deny");
  });
});

test("a policy about a Service of one family does not mean its pods under their other address", () => {
  const both = pod("shop/both", { ips: ["10.0.0.9", "fd00::9"], node: "node2" });
  const client = pod("shop/client", { ips: ["10.0.0.8", "fd00::8"], labels: { app: "asks" }, node: "node3" });
  const ref = { kind: "Pod", namespace: "shop", name: "both" };
  const egress = calico("shop/e", {
    selector: "app == 'asks'",
    egress: [{ action: "Allow", destination: { services: { name: "cache" } } }],
  });
  const four = slice("cache", [{ addresses: ["10.0.0.9"], targetRef: ref }]);
  const objects = [both, client, service("cache", { ports: [{ port: 9100 }] }), four, egress];
  expect(verdict(objects, { pod: client, ip: "10.0.0.8" }, { pod: both, ip: "10.0.0.9" }, 9100)).toBe(
    "allow",
  );
  expect(verdict(objects, { pod: client, ip: "fd00::8" }, { pod: both, ip: "fd00::9" }, 9100)).toBe("deny");
});

test("addresses of endpoints count however they are spelled", () => {
  const six = pod("shop/six", { ips: ["fd00::7"], node: "node2" });
  const cache = service("cache", { ports: [{ port: 9100 }] });
  const spelled = slice("cache", [{ addresses: ["FD00:0:0::0007"] }]);
  expect(behind([six, cache, spelled], "cache")).toEqual(["six"]);
  expect(behind([db, cache, spelled], "cache")).toEqual(["fd00::7"]);
});

test("a pod elsewhere that a slice means is read for a question, however its address is spelled", () => {
  const document = (object: object): string => JSON.stringify(object);
  const podIn = (namespace: string, name: string, ip: string): string =>
    document({
      apiVersion: "v1",
      kind: "Pod",
      metadata: { namespace, name },
      spec: { containers: [] },
      status: { podIP: ip },
    });
  const text = [
    podIn("other", "six", "fd00::7"),
    podIn("far", "seven", "fd00::17"),
    podIn("shop", "web", "fd00::1"),
    document(service("cache", { ports: [{ port: 9100 }] })),
    document(slice("cache", [{ addresses: ["FD00:0:0::0007"] }])),
  ].join("\n---\n");
  const { objects } = parseManifestsFor([{ file: "all.yaml", text }], {
    from: { type: "object", kind: "pod", namespace: "shop", name: "web" },
    to: { type: "object", kind: "service", namespace: "shop", name: "cache" },
  });
  const names = objects.map(({ metadata }) => ("name" in metadata ? metadata.name : ""));
  expect(names.sort()).toEqual(["cache", "cache-1", "six", "web"]);
});

test("a pod whose slice has no address of it yet is known by name", () => {
  const fresh = pod("shop/fresh", { labels: { app: "fresh" } });
  const ref = { kind: "Pod", namespace: "shop", name: "fresh" };
  const named = slice("fresh", [{ addresses: ["10.0.0.99"], targetRef: ref }]);
  expect(behind([fresh, service("fresh", { ports: [{ port: 9100 }] }), named], "fresh")).toEqual(["fresh"]);
});
