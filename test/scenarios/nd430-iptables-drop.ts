import { defineScenario } from "./scenario.ts";

export const iptablesDrop = defineScenario({
  name: "nd430-iptables-drop",
  says: "a rule in front of the CNI's drops the port on the target's node",
  break: [{ do: "on-node", node: "node3", script: "iptables-nft -I FORWARD -p tcp --dport 9080 -j DROP" }],
  heal: [{ do: "on-node", node: "node3", script: "iptables-nft -D FORWARD -p tcp --dport 9080 -j DROP" }],
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
