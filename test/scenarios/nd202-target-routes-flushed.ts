import { defineScenario } from "./scenario.ts";

export const targetRoutesFlushed = defineScenario({
  name: "nd202-target-routes-flushed",
  says: "the target pod lost all its routes: it gets the packets and cannot answer",
  break: [{ do: "in-pod", pod: "test/ratings", script: "ip route flush table main" }],
  heal: [
    {
      do: "in-pod",
      pod: "test/ratings",
      script: "ip route add 169.254.1.1 dev eth0 scope link; ip route add default via 169.254.1.1 dev eth0",
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND202",
    confidence: "likely",
    hopKind: "socket",
    node: "node3",
    object: { kind: "Pod", namespace: "test" },
  },
});
