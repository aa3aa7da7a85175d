import { defineScenario } from "./scenario.ts";

export const gatewayWithoutRoute = defineScenario({
  name: "nd203-no-default-route",
  says: "the node lost its default route, so that it answers no pod's ARP for 169.254.1.1",
  break: [
    { do: "on-node", node: "node2", script: "ip route del default" },
    { do: "in-pod", pod: "test/client", script: "ip neigh flush all" },
  ],
  heal: [
    { do: "on-node", node: "node2", script: "ip route add default via 192.168.0.1 dev ens3" },
    { do: "in-pod", pod: "test/client", script: "ip neigh flush all" },
  ],
  ask: "test/client -> test/details",
  expect: {
    verdict: "blocked",
    cause: "ND203",
    confidence: "confirmed",
    hopKind: "source",
    node: "node2",
    object: { kind: "Node", name: "node2" },
  },
});
