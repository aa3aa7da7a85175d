import { toolsBack, withoutTools } from "./hidden-tools.ts";
import { defineScenario } from "./scenario.ts";

export const noCapture = defineScenario({
  name: "nd430-seen-without-tcpdump",
  says: "without tcpdump on the target's node, rules and counters still name the rule",
  break: [
    { do: "on-node", node: "node3", script: "iptables-nft -I FORWARD -p tcp --dport 9080 -j DROP" },
    withoutTools("node3", "tcpdump"),
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
