import { defineScenario } from "./scenario.ts";

export const routeToNeighbour = defineScenario({
  name: "nd601-route-to-neighbour",
  says: "the route to the pod leads to another pod's interface",
  break: [
    {
      do: "on-node-of",
      pod: "test/ratings",
      script:
        "ip route replace $IP dev $(ls /sys/class/net | grep ^cali | grep -v $IFACE | head -1) scope link",
    },
  ],
  heal: [{ do: "on-node-of", pod: "test/ratings", script: "ip route replace $IP dev $IFACE scope link" }],
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
