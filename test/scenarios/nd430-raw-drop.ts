import { defineScenario } from "./scenario.ts";

export const rawDrop = defineScenario({
  name: "nd430-raw-drop",
  says: "the tunnel's packets are dropped before conntrack sees them",
  break: [
    { do: "on-node", node: "node3", script: "iptables-nft -t raw -I PREROUTING -p udp --dport 4789 -j DROP" },
  ],
  heal: [
    { do: "on-node", node: "node3", script: "iptables-nft -t raw -D PREROUTING -p udp --dport 4789 -j DROP" },
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
