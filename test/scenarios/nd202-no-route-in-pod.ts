import { defineScenario } from "./scenario.ts";

export const noRouteInPod = defineScenario({
  name: "nd202-no-route-in-pod",
  says: "the source pod lost its default route",
  break: [{ do: "in-pod", pod: "test/reviews", script: "ip route del default" }],
  heal: [{ do: "in-pod", pod: "test/reviews", script: "ip route add default via 169.254.1.1 dev eth0" }],
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
