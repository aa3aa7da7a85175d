import { defineScenario } from "./scenario.ts";

export const rejectIcmp = defineScenario({
  name: "nd430-reject-icmp",
  says: "the target's node refuses the connections by ICMP, six at once and then silently",
  break: [
    { do: "on-node", node: "node3", script: "iptables-legacy -I FORWARD -p tcp --dport 9080 -j REJECT" },
  ],
  heal: [
    { do: "on-node", node: "node3", script: "iptables-legacy -D FORWARD -p tcp --dport 9080 -j REJECT" },
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
