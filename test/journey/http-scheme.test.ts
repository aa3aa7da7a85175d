/** Whether a target is asked in HTTP at all. */
import { expect, test } from "vitest";
import type { Flow } from "../../src/model/flow.ts";
import { ClusterSnapshot } from "../../src/model/snapshot.ts";
import { httpScheme } from "../../src/journey/services/http.ts";
import { emptySnapshot } from "../empty-snapshot.ts";

const flow: Flow = {
  id: "f1",
  from: { type: "external", ips: [] },
  to: { type: "external", ips: [] },
  family: 4,
  sourceIP: "10.0.0.1",
  destinationIP: "10.0.1.1",
  protocol: "TCP",
  port: 8080,
  service: { namespace: "shop", name: "web", clusterIP: "10.96.0.1", port: 80 },
};

function scheme(port: { readonly name?: string; readonly appProtocol?: string }, symptom = false) {
  const snapshot = ClusterSnapshot.parse({
    ...emptySnapshot,
    services: [{ metadata: { namespace: "shop", name: "web" }, spec: { ports: [{ port: 80, ...port }] } }],
  });
  const named = port.name === undefined ? {} : { portName: port.name };
  const service = { namespace: "shop", name: "web", clusterIP: "10.96.0.1", port: 80, ...named };
  return httpScheme({ ...flow, service }, snapshot, symptom ? { status: 502, line: "…" } : undefined);
}

test("a port that is called http, or http-something, is asked", () => {
  expect([scheme({ name: "http" }), scheme({ name: "http-web" })]).toEqual(["either", "either"]);
  expect(scheme({ name: "https" })).toBe("https");
});

test("appProtocol decides before the name", () => {
  expect(scheme({ name: "web", appProtocol: "http" })).toBe("either");
  expect(scheme({ name: "http", appProtocol: "kubernetes.io/h2c" })).toBeUndefined();
});

test("gRPC, HTTP/2 without TLS and the PROXY protocol are not what a plain request speaks", () => {
  expect(["grpc", "http2", "http-grpc", "http-proxy"].map((name) => scheme({ name }))).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test("a port number alone says nothing, a proxy's log line does", () => {
  expect(scheme({})).toBeUndefined();
  expect(scheme({ name: "web" }, true)).toBe("either");
});
