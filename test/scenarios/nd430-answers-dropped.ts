import { defineScenario } from "./scenario.ts";

export const answersDropped = defineScenario({
  name: "nd430-answers-dropped",
  says: "the packets arrive, the answers do not leave the target's node",
  break: [{ do: "on-node", node: "node3", script: "iptables-nft -I FORWARD -p tcp --sport 9080 -j DROP" }],
  heal: [{ do: "on-node", node: "node3", script: "iptables-nft -D FORWARD -p tcp --sport 9080 -j DROP" }],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND430",
    confidence: "confirmed",
    hopKind: "reply",
    node: "node3",
    object: { kind: "Node", name: "node3" },
  },
});
