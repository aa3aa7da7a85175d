import { defineScenario } from "./scenario.ts";

export const routeToWrongInterface = defineScenario({
  name: "nd601-route-to-wrong-interface",
  says: "the route to the pod leads out of the network card",
  break: [{ do: "on-node-of", pod: "test/ratings", script: "ip route replace $IP dev ens3 scope link" }],
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
