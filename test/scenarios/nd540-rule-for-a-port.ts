import { defineScenario } from "./scenario.ts";

export const ruleForAPort = defineScenario({
  name: "nd540-rule-for-a-port",
  says: "a routing rule of one port refuses the packets, whatever the routes say",
  break: [
    {
      do: "on-node",
      node: "node2",
      script: "ip rule add ipproto tcp dport 9080 to 10.233.75.0/26 prohibit pref 50",
    },
  ],
  heal: [{ do: "on-node", node: "node2", script: "ip rule del pref 50" }],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND540",
    confidence: "confirmed",
    hopKind: "node-out",
    node: "node2",
    object: { kind: "Node", name: "node2" },
  },
});
