import { defineScenario } from "./scenario.ts";

export const randomDrop = defineScenario({
  name: "nd430-random-drop",
  says: "a rule drops half of the new connections by chance",
  break: [
    {
      do: "on-node",
      node: "node3",
      script:
        "iptables-nft -I FORWARD -p tcp --dport 9080 -m statistic --mode random --probability 0.5 -j DROP",
    },
  ],
  heal: [
    {
      do: "on-node",
      node: "node3",
      script:
        "iptables-nft -D FORWARD -p tcp --dport 9080 -m statistic --mode random --probability 0.5 -j DROP",
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "partial",
    cause: "ND430",
    confidence: "confirmed",
    hopKind: "node-in",
    node: "node3",
    object: { kind: "Node", name: "node3" },
  },
});
