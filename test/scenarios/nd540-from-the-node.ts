import { defineScenario } from "./scenario.ts";

export const blockRouteMissingFromTheNode = defineScenario({
  name: "nd540-from-the-node",
  says: "the node that asks lost the route to the other node's pods, and sends with its own address",
  break: [{ do: "on-node", node: "node2", script: "ip route del 10.233.70.0/26" }],
  heal: [
    {
      do: "on-node",
      node: "node2",
      script: "ip route replace 10.233.70.0/26 via 10.233.70.63 dev vxlan.calico onlink proto 80",
    },
  ],
  ask: "node/node2 -> svc/test/details",
  expect: {
    verdict: "blocked",
    cause: "ND540",
    confidence: "confirmed",
    hopKind: "node-out",
    node: "node2",
    object: { kind: "Node", name: "node2" },
  },
});
