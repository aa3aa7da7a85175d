import { toolsBack, withoutTools } from "./hidden-tools.ts";
import { defineScenario } from "./scenario.ts";

export const noIptables = defineScenario({
  name: "nd430-seen-without-iptables",
  says: "without iptables on the target's node, nft shows the rule",
  break: [
    { do: "on-node", node: "node3", script: "iptables-nft -I FORWARD -p tcp --dport 9080 -j DROP" },
    withoutTools("node3", "iptables-nft-save"),
  ],
  heal: [
    toolsBack("node3"),
    { do: "on-node", node: "node3", script: "iptables-nft -D FORWARD -p tcp --dport 9080 -j DROP" },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND430",
    confidence: "confirmed",
    hopKind: "node-in",
    node: "node3",
    object: { kind: "Node", name: "node3" },
    also: ["ND901"],
  },
});
