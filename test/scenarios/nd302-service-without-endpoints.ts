import type { KubeObject } from "../lab/api/object.ts";
import { healthyIncident } from "../lab/clusters/incident.ts";
import { defineScenario } from "./scenario.ts";

const catalog: KubeObject = {
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "catalog", namespace: "test" },
  spec: {
    type: "ClusterIP",
    clusterIP: "10.96.11.40",
    clusterIPs: ["10.96.11.40"],
    ipFamilies: ["IPv4"],
    ports: [{ name: "http", protocol: "TCP", port: 80, targetPort: 9080 }],
  },
};

const byHand: KubeObject = {
  apiVersion: "discovery.k8s.io/v1",
  kind: "EndpointSlice",
  metadata: {
    name: "catalog-by-hand",
    namespace: "test",
    labels: { "kubernetes.io/service-name": "catalog" },
  },
  addressType: "IPv4",
  endpoints: [{ addresses: ["10.233.75.9"], conditions: { ready: true } }],
  ports: [{ name: "http", protocol: "TCP", port: 9080 }],
};

export const serviceWithoutEndpoints = defineScenario({
  name: "nd302-service-without-endpoints",
  says: "a Service without selector lost the EndpointSlice somebody kept by hand",
  cluster: { ...healthyIncident, objects: [...healthyIncident.objects, catalog, byHand] },
  break: [{ do: "delete", ref: { kind: "EndpointSlice", namespace: "test", name: byHand.metadata.name } }],
  heal: [{ do: "apply", object: byHand }],
  ask: "test/reviews -> test/catalog",
  expect: {
    verdict: "blocked",
    cause: "ND302",
    confidence: "confirmed",
    hopKind: "service",
    object: { kind: "Service", namespace: "test", name: "catalog" },
  },
});
