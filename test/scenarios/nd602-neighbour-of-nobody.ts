import { defineScenario } from "./scenario.ts";

export const neighbourOfNobody = defineScenario({
  name: "nd602-neighbour-of-nobody",
  says: "the target's node has a fixed entry with a MAC address that its pod does not have",
  break: [
    {
      do: "on-node-of",
      pod: "test/ratings",
      script: "ip neigh replace $IP lladdr 02:00:00:00:00:09 dev $IFACE nud permanent",
    },
  ],
  heal: [{ do: "on-node-of", pod: "test/ratings", script: "ip neigh del $IP dev $IFACE" }],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND602",
    confidence: "confirmed",
    hopKind: "socket",
    node: "node3",
    object: { kind: "Node", name: "node3" },
  },
});
