import { defineScenario } from "./scenario.ts";

export const outputDropsTunnel = defineScenario({
  name: "nd430-output-drops-tunnel",
  says: "the source's node does not let the tunnel's packets out",
  break: [{ do: "on-node", node: "node2", script: "iptables-legacy -I OUTPUT -p udp --dport 4789 -j DROP" }],
  heal: [{ do: "on-node", node: "node2", script: "iptables-legacy -D OUTPUT -p udp --dport 4789 -j DROP" }],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND430",
    confidence: "confirmed",
    hopKind: "tunnel",
    node: "node2",
    object: { kind: "Node", name: "node2" },
  },
});
