import { defineScenario } from "./scenario.ts";

export const inputDropsTunnel = defineScenario({
  name: "nd430-input-drops-tunnel",
  says: "the target's node does not let the tunnel's packets in",
  break: [{ do: "on-node", node: "node3", script: "iptables-nft -I INPUT -p udp --dport 4789 -j DROP" }],
  heal: [{ do: "on-node", node: "node3", script: "iptables-nft -D INPUT -p udp --dport 4789 -j DROP" }],
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
