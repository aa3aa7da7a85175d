import { defineScenario } from "./scenario.ts";

export const podRouteMissingOnOwnNode = defineScenario({
  name: "nd601-same-node",
  says: "the route is gone between two pods of one node",
  break: [{ do: "on-node-of", pod: "test/productpage", script: "ip route del $IP dev $IFACE" }],
  heal: [{ do: "on-node-of", pod: "test/productpage", script: "ip route replace $IP dev $IFACE scope link" }],
  ask: "monitoring/prometheus -> 10.233.75.9:9080",
  expect: {
    verdict: "blocked",
    cause: "ND601",
    confidence: "confirmed",
    hopKind: "node-out",
    node: "node3",
    object: { kind: "Pod", namespace: "test" },
  },
});
