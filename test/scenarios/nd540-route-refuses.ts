import { defineScenario } from "./scenario.ts";

export const blockRouteRefuses = defineScenario({
  name: "nd540-route-refuses",
  says: "a prohibit route covers the other node's pods",
  break: [{ do: "on-node", node: "node2", script: "ip route replace prohibit 10.233.75.0/26" }],
  heal: [
    {
      do: "on-node",
      node: "node2",
      script:
        "ip route del prohibit 10.233.75.0/26; ip route replace 10.233.75.0/26 via 10.233.75.63 dev vxlan.calico onlink proto 80",
    },
  ],
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
