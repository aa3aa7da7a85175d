import { defineScenario } from "./scenario.ts";

export const podRouteRefuses = defineScenario({
  name: "nd601-route-refuses",
  says: "an unreachable route covers the pod",
  break: [{ do: "on-node-of", pod: "test/ratings", script: "ip route replace unreachable $IP" }],
  heal: [
    {
      do: "on-node-of",
      pod: "test/ratings",
      script: "ip route del unreachable $IP; ip route replace $IP dev $IFACE scope link",
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
