import { defineScenario } from "./scenario.ts";

export const routingRuleRefuses = defineScenario({
  name: "nd540-routing-rule-refuses",
  says: "a routing rule refuses the other node's pods before any route is asked",
  break: [{ do: "on-node", node: "node2", script: "ip rule add to 10.233.75.0/26 pref 100 unreachable" }],
  heal: [{ do: "on-node", node: "node2", script: "ip rule del pref 100" }],
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
