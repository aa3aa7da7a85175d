import { defineScenario } from "./scenario.ts";

export const rejectReset = defineScenario({
  name: "nd430-reject-reset",
  says: "the target's node resets the connections in the pod's name",
  break: [
    {
      do: "on-node",
      node: "node3",
      script: "iptables-nft -I FORWARD -p tcp --dport 9080 -j REJECT --reject-with tcp-reset",
    },
  ],
  heal: [
    {
      do: "on-node",
      node: "node3",
      script: "iptables-nft -D FORWARD -p tcp --dport 9080 -j REJECT --reject-with tcp-reset",
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND430",
    confidence: "confirmed",
    hopKind: "node-in",
    node: "node3",
    object: { kind: "Node", name: "node3" },
  },
});
