import { defineScenario } from "./scenario.ts";

export const podRouteMissing = defineScenario({
  name: "nd601-pod-route-missing",
  says: "the target's node lost the route to one of its pods",
  break: [{ do: "on-node-of", pod: "test/ratings", script: "ip route del $IP dev $IFACE" }],
  heal: [
    {
      do: "on-node-of",
      pod: "test/ratings",
      script: "ip route add $IP dev $IFACE scope link",
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND601",
    confidence: "confirmed",
    node: "node3",
    object: { kind: "Pod", namespace: "test" },
  },
});
