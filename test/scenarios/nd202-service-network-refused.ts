import { defineScenario } from "./scenario.ts";

export const serviceNetworkRefused = defineScenario({
  name: "nd202-service-network-refused",
  says: "a routing daemon put a blackhole route for the Service network on the node that asks",
  break: [{ do: "on-node", node: "node2", script: "ip route add blackhole 10.96.0.0/16 proto 12" }],
  heal: [{ do: "on-node", node: "node2", script: "ip route del blackhole 10.96.0.0/16" }],
  ask: "node/node2 -> svc/test/productpage",
  expect: {
    verdict: "blocked",
    cause: "ND202",
    confidence: "confirmed",
    hopKind: "service",
    node: "node2",
    object: { kind: "Node", name: "node2" },
  },
});
