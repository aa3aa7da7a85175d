import { defineScenario } from "./scenario.ts";

export const blockRouteMissing = defineScenario({
  name: "nd540-block-route-missing",
  says: "the source's node lost the route to the other node's pods",
  break: [{ do: "on-node", node: "node2", script: "ip route del 10.233.75.0/26" }],
  heal: [
    {
      do: "on-node",
      node: "node2",
      script: "ip route replace 10.233.75.0/26 via 10.233.75.63 dev vxlan.calico onlink proto 80",
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
