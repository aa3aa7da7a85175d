import { defineScenario } from "./scenario.ts";

export const targetGatewaySilent = defineScenario({
  name: "nd203-target-gateway-silent",
  says: "the target pod gets the packets, and its node does not answer for the gateway of its answers",
  break: [
    {
      do: "on-node-of",
      pod: "test/details",
      script: "echo 0 >/proc/sys/net/ipv4/conf/$IFACE/proxy_arp",
    },
    { do: "in-pod", pod: "test/details", script: "ip neigh flush all" },
  ],
  heal: [
    {
      do: "on-node-of",
      pod: "test/details",
      script: "echo 1 >/proc/sys/net/ipv4/conf/$IFACE/proxy_arp",
    },
    { do: "in-pod", pod: "test/details", script: "ip neigh flush all" },
  ],
  ask: "test/client -> test/details",
  expect: {
    verdict: "blocked",
    cause: "ND203",
    confidence: "confirmed",
    hopKind: "socket",
    node: "node1",
    object: { kind: "Node", name: "node1" },
  },
});
