import { defineScenario } from "./scenario.ts";
import { balanced, balancedAt, balancedNoMore } from "./service-acts.ts";

export const loadBalancer = defineScenario({
  name: "healthy-load-balancer",
  says: "a load balancer's address is open to pods, and a pod asks it",
  break: balanced(["10.233.64.0/18"]),
  heal: balancedNoMore,
  ask: `test/client -> ${balancedAt}:80`,
  askHealed: "test/client -> demo/shop",
  expect: { verdict: "reachable" },
});
