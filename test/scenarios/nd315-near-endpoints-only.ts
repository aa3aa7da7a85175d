import { ended, servesOn } from "./program.ts";
import { defineScenario } from "./scenario.ts";
import { patchService, zones } from "./service-acts.ts";

export const nearEndpointsOnly = defineScenario({
  name: "nd315-near-endpoints-only",
  says: "the endpoint of the client's zone does not answer, and the one of another zone is not used from there",
  break: [
    ...zones({ node1: "a", node2: "a", node3: "b" }),
    patchService("shop", { spec: { trafficDistribution: "PreferClose" } }),
    ended("demo/shop", 8080),
  ],
  heal: [
    servesOn("demo/shop", 8080),
    patchService("shop", { spec: { trafficDistribution: null } }),
    ...zones({ node1: null, node2: null, node3: null }),
  ],
  ask: "test/client -> demo/shop",
  expect: {
    verdict: "blocked",
    cause: "ND620",
    confidence: "confirmed",
    hopKind: "socket",
    node: "node1",
    object: { kind: "Pod", namespace: "demo" },
    finds: {
      code: "ND315",
      confidence: "likely",
      node: "node2",
      object: { kind: "Service", namespace: "demo", name: "shop" },
      says: "that are meant for its zone, a",
    },
  },
});
