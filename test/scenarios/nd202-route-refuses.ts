import { defineScenario } from "./scenario.ts";

export const routeRefuses = defineScenario({
  name: "nd202-route-refuses",
  says: "a prohibit route in the source pod covers the whole pod network",
  break: [
    {
      do: "in-pod",
      pod: "test/reviews",
      script: "ip route add prohibit 10.233.64.0/18; ip route add prohibit 10.96.0.0/16",
    },
  ],
  heal: [
    {
      do: "in-pod",
      pod: "test/reviews",
      script: "ip route del prohibit 10.233.64.0/18; ip route del prohibit 10.96.0.0/16",
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND202",
    confidence: "confirmed",
    hopKind: "source",
    node: "node2",
    object: { kind: "Pod", namespace: "test" },
  },
});
