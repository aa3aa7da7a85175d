import { defineScenario } from "./scenario.ts";

export const underlayTooSmall = defineScenario({
  name: "nd520-underlay-too-small",
  says: "the network between the nodes carries 1400 bytes where the nodes believe 1500",
  break: [
    { do: "on-underlay", script: "for node in node1 node2 node3; do ip link set v-$node mtu 1400; done" },
  ],
  heal: [
    { do: "on-underlay", script: "for node in node1 node2 node3; do ip link set v-$node mtu 1500; done" },
  ],
  ask: "ingress-nginx -> test/productpage",
  expect: { verdict: "partial", cause: "ND520", confidence: "likely", hopKind: "underlay", node: "node1" },
});
