import { defineScenario } from "./scenario.ts";

export const answersTunnelDropped = defineScenario({
  name: "nd430-answers-tunnel-dropped",
  says: "the answers come back to the source's node, which lets no tunnel packet in",
  break: [{ do: "on-node", node: "node2", script: "iptables-legacy -I INPUT -p udp --dport 4789 -j DROP" }],
  heal: [{ do: "on-node", node: "node2", script: "iptables-legacy -D INPUT -p udp --dport 4789 -j DROP" }],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND430",
    confidence: "confirmed",
    hopKind: "reply",
    node: "node2",
    object: { kind: "Node", name: "node2" },
  },
});
