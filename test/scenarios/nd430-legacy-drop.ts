import { defineScenario } from "./scenario.ts";

export const legacyDrop = defineScenario({
  name: "nd430-legacy-drop",
  says: "the older iptables drops the port on the source's node, where other tools do not look",
  break: [{ do: "on-node", node: "node2", script: "iptables-legacy -I FORWARD -p tcp --dport 9080 -j DROP" }],
  heal: [{ do: "on-node", node: "node2", script: "iptables-legacy -D FORWARD -p tcp --dport 9080 -j DROP" }],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND430",
    confidence: "confirmed",
    hopKind: "node-out",
    node: "node2",
    object: { kind: "Node", name: "node2" },
  },
});
