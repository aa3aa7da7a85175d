import { defineScenario } from "./scenario.ts";

export const sourceRouteMissing = defineScenario({
  name: "nd601-source-route-missing",
  says: "the source's node lost the route to the source: answers do not find it",
  break: [{ do: "on-node-of", pod: "test/reviews", script: "ip route del $IP dev $IFACE" }],
  heal: [{ do: "on-node-of", pod: "test/reviews", script: "ip route replace $IP dev $IFACE scope link" }],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND601",
    confidence: "confirmed",
    hopKind: "node-out",
    node: "node2",
    object: { kind: "Pod", namespace: "test" },
  },
});
