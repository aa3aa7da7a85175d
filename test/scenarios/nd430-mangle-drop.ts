import { defineScenario } from "./scenario.ts";

export const mangleDrop = defineScenario({
  name: "nd430-mangle-drop",
  says: "a rule outside the filter table drops the packets",
  break: [
    {
      do: "on-node",
      node: "node3",
      script: "iptables-legacy -t mangle -I PREROUTING -i vxlan.calico -p tcp --dport 9080 -j DROP",
    },
  ],
  heal: [
    {
      do: "on-node",
      node: "node3",
      script: "iptables-legacy -t mangle -D PREROUTING -i vxlan.calico -p tcp --dport 9080 -j DROP",
    },
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
