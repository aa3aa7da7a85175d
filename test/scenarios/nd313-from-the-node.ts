import { defineScenario } from "./scenario.ts";
import { balanced, balancedAt, balancedNoMore } from "./service-acts.ts";

export const fromTheNode = defineScenario({
  name: "nd313-from-the-node",
  says: "a load balancer's address is open to pods only, and a node asks it, with its own address",
  break: balanced(["10.233.64.0/18"]),
  heal: balancedNoMore,
  ask: `node/node2 -> ${balancedAt}:80`,
  askHealed: "node/node2 -> svc/demo/shop",
  expect: {
    verdict: "blocked",
    cause: "ND313",
    confidence: "likely",
    hopKind: "service",
    node: "node2",
    object: { kind: "Service", namespace: "demo", name: "shop" },
  },
});
