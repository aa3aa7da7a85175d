import { defineScenario } from "./scenario.ts";

export const answersWithoutRoute = defineScenario({
  name: "nd540-answers-without-route",
  says: "the target's node has no route for the answers",
  break: [{ do: "on-node", node: "node3", script: "ip route del 10.233.72.64/26" }],
  heal: [
    {
      do: "on-node",
      node: "node3",
      script: "ip route add 10.233.72.64/26 via 10.233.72.127 dev vxlan.calico onlink proto 80",
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND540",
    confidence: "confirmed",
    hopKind: "reply",
    node: "node3",
    object: { kind: "Node", name: "node3" },
  },
});
