import { defineScenario } from "./scenario.ts";

export const proxyArpOff = defineScenario({
  name: "nd203-proxy-arp-off",
  says: "the node's end of the source pod's wire does not answer ARP for the pod's gateway",
  break: [
    {
      do: "on-node-of",
      pod: "test/client",
      script: "echo 0 >/proc/sys/net/ipv4/conf/$IFACE/proxy_arp",
    },
    { do: "in-pod", pod: "test/client", script: "ip neigh flush all" },
  ],
  heal: [
    {
      do: "on-node-of",
      pod: "test/client",
      script: "echo 1 >/proc/sys/net/ipv4/conf/$IFACE/proxy_arp",
    },
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
