import { defineScenario } from "./scenario.ts";

export const answersToNobody = defineScenario({
  name: "nd602-answers-to-nobody",
  says: "the source's node has a fixed entry with a MAC address that its pod does not have: the pod gets no answers",
  break: [
    {
      do: "on-node-of",
      pod: "test/reviews",
      script: "ip neigh replace $IP lladdr 02:00:00:00:00:09 dev $IFACE nud permanent",
    },
  ],
  heal: [{ do: "on-node-of", pod: "test/reviews", script: "ip neigh del $IP dev $IFACE" }],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND602",
    hopKind: "reply",
    node: "node2",
    object: { kind: "Node", name: "node2" },
  },
});
