import { defineScenario } from "./scenario.ts";

export const nodeWithoutDefaultRoute = defineScenario({
  name: "nd202-node-without-default-route",
  says: "the node lost its default route, the only one that covers Service addresses",
  break: [{ do: "on-node", node: "node2", script: "ip route del default" }],
  heal: [{ do: "on-node", node: "node2", script: "ip route add default via 192.168.0.1 dev ens3" }],
  ask: "node/node2 -> svc/test/details",
  expect: {
    verdict: "blocked",
    cause: "ND202",
    confidence: "confirmed",
    hopKind: "service",
    node: "node2",
    object: { kind: "Node", name: "node2" },
  },
});
