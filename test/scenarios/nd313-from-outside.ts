import { defineScenario } from "./scenario.ts";
import { balanced, balancedAt, balancedNoMore } from "./service-acts.ts";

export const fromOutside = defineScenario({
  name: "nd313-from-outside",
  says: "a load balancer's address is open to one network only, and a client outside it asks; nobody can stand there",
  break: balanced(["10.0.0.0/8"]),
  heal: balancedNoMore,
  ask: `192.168.0.1 -> ${balancedAt}:80`,
  askHealed: "test/client -> demo/shop",
  expect: {
    verdict: "blocked",
    cause: "ND313",
    confidence: "suspected",
    hopKind: "service",
    object: { kind: "Service", namespace: "demo", name: "shop" },
  },
});
