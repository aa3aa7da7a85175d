import { defineScenario } from "./scenario.ts";
import { balanced, balancedAt, balancedNoMore } from "./service-acts.ts";

export const outsideSourceRanges = defineScenario({
  name: "nd313-outside-source-ranges",
  says: "a load balancer's address is open to the nodes' network only, and a pod asks it",
  break: balanced(["192.168.0.0/24"]),
  heal: balancedNoMore,
  ask: `test/client -> ${balancedAt}:80`,
  askHealed: "test/client -> demo/shop",
  expect: {
    verdict: "blocked",
    cause: "ND313",
    confidence: "confirmed",
    hopKind: "service",
    node: "node2",
    object: { kind: "Service", namespace: "demo", name: "shop" },
  },
});
