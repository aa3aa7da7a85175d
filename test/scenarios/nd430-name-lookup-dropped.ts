import { defineScenario } from "./scenario.ts";

export const nameLookupDropped = defineScenario({
  name: "nd430-name-lookup-dropped",
  says: "a rule on the source's node drops what its pods ask the DNS, and nothing else",
  break: [{ do: "on-node", node: "node2", script: "iptables -I FORWARD -i cali+ -p udp --dport 53 -j DROP" }],
  heal: [{ do: "on-node", node: "node2", script: "iptables -D FORWARD -i cali+ -p udp --dport 53 -j DROP" }],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND430",
    confidence: "likely",
    hopKind: "asking",
    node: "node2",
    object: { kind: "Node", name: "node2" },
  },
});
