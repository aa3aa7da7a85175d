import { defineScenario } from "./scenario.ts";

export const routeToAnotherPod = defineScenario({
  name: "nd601-route-to-another-pod",
  says: "the node sends what is for the pod into the wire of another pod, whose policy admits nobody",
  break: [
    {
      do: "on-node-of",
      pod: "monitoring/prometheus",
      script: "ip route add 10.233.75.4/32 dev $IFACE metric 1",
    },
  ],
  heal: [
    {
      do: "on-node-of",
      pod: "monitoring/prometheus",
      script: "ip route del 10.233.75.4/32 dev $IFACE metric 1",
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND601",
    confidence: "confirmed",
    hopKind: "node-in",
    node: "node3",
    object: { kind: "Pod", namespace: "test" },
  },
});
