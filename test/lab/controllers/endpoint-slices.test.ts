import { expect, test } from "vitest";
import { at, type KubeObject } from "../api/object.ts";
import { Store } from "../api/store.ts";
import { service } from "../clusters/objects.ts";
import { reconcileEndpointSlices } from "./endpoint-slices.ts";

function pod(name: string, port: number, ready = true): KubeObject {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace: "test", labels: { app: "web" } },
    spec: {
      nodeName: "node1",
      containers: [{ name: "web", ports: [{ name: "http", containerPort: port }] }],
    },
    status: {
      phase: "Running",
      podIPs: [{ ip: `10.0.0.${port % 100}` }, { ip: `fd00::${port % 100}` }],
      conditions: [{ type: "Ready", status: ready ? "True" : "False" }],
    },
  };
}

interface Options {
  readonly targetPort?: number | string;
  readonly clusterIP6?: string;
}

function slices(
  objects: readonly KubeObject[],
  { targetPort = "http", clusterIP6 }: Options = {},
): readonly KubeObject[] {
  const store = new Store();
  store.create(
    service({
      namespace: "test",
      name: "web",
      clusterIP: "10.96.0.1",
      ...(clusterIP6 === undefined ? {} : { clusterIP6 }),
      selector: { app: "web" },
      ports: [{ name: "http", port: 80, targetPort }],
    }),
  );
  for (const object of objects) store.create(object);
  reconcileEndpointSlices(store);
  return store.ofKind("discovery.k8s.io/v1", "EndpointSlice");
}

test("a named target port resolves per pod, one slice for each number", () => {
  const ports = slices([pod("a", 8080), pod("b", 8081)]).map((slice) => at(slice, "ports"));
  expect(new Set(ports)).toEqual(
    new Set([
      [{ name: "http", protocol: "TCP", port: 8080 }],
      [{ name: "http", protocol: "TCP", port: 8081 }],
    ]),
  );
});

test("a pod that is not ready is an endpoint that is not ready", () => {
  expect(slices([pod("a", 8080, false)])[0]?.["endpoints"]).toMatchObject([
    { addresses: ["10.0.0.80"], conditions: { ready: false, serving: false, terminating: false } },
  ]);
});

test("a Service that selects nothing has one slice with nothing in it", () => {
  expect(slices([])).toMatchObject([{ endpoints: null, ports: null }]);
});

test("a target port name no container has leaves the endpoint without that port", () => {
  expect(slices([pod("a", 8080)], { targetPort: "grpc" })).toMatchObject([
    { ports: null, endpoints: [{ addresses: ["10.0.0.80"] }] },
  ]);
});

test("slices are of the Service's families, whatever addresses its pods have besides", () => {
  const families = (found: readonly KubeObject[]): readonly unknown[] =>
    found.map((slice) => at(slice, "addressType")).sort();
  expect(families(slices([pod("a", 8080)]))).toEqual(["IPv4"]);
  expect(families(slices([pod("a", 8080)], { clusterIP6: "fd00:30::1" }))).toEqual(["IPv4", "IPv6"]);
});

test("a second pass over the same objects changes nothing", () => {
  const store = new Store();
  store.create(
    service({
      namespace: "test",
      name: "web",
      clusterIP: "10.96.0.1",
      selector: { app: "web" },
      ports: [{ port: 80 }],
    }),
  );
  store.create(pod("a", 80));
  reconcileEndpointSlices(store);
  const before = store.version;
  reconcileEndpointSlices(store);
  expect(store.version).toBe(before);
});
