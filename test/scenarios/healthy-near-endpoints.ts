import { ended, servesOn } from "./program.ts";
import { defineScenario } from "./scenario.ts";
import { patchService, zones } from "./service-acts.ts";

export const nearEndpoints = defineScenario({
  name: "healthy-near-endpoints",
  says: "the endpoint of another zone does not answer, and nothing from here is sent to it",
  break: [
    ...zones({ node1: "a", node2: "b", node3: "b" }),
    patchService("shop", { spec: { trafficDistribution: "PreferClose" } }),
    ended("demo/shop", 8080),
  ],
  heal: [
    servesOn("demo/shop", 8080),
    patchService("shop", { spec: { trafficDistribution: null } }),
    ...zones({ node1: null, node2: null, node3: null }),
  ],
  ask: "test/client -> demo/shop",
  expect: { verdict: "reachable" },
});
