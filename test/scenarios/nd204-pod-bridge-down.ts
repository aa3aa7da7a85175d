import { defineScenario } from "./scenario.ts";

/**
 * Wires the pod as a bridge CNI does: the bridge has the gateway's address with the length of the node's network, which is the
 * route to the pods. Calico's blackhole for the block, which such a node has not, would stand in front of that route.
 */
const bridged = [
  {
    do: "on-node-of",
    pod: "test/client",
    script:
      "ip route del blackhole 10.233.72.64/26; ip link add cni0 type bridge; ip addr add 10.233.72.126/26 dev cni0; ip link set cni0 up; ip link set $IFACE master cni0; ip route del $IP dev $IFACE",
  },
  {
    do: "in-pod",
    pod: "test/client",
    script: "ip route replace default via 10.233.72.126 dev eth0 onlink; ip neigh flush all",
  },
] as const;

export const podBridgeDown = defineScenario({
  name: "nd204-pod-bridge-down",
  says: "the pod is on a bridge, and the bridge is down",
  break: [...bridged, { do: "on-node", node: "node2", script: "ip link set cni0 down" }],
  heal: [
    {
      do: "on-node-of",
      pod: "test/client",
      script:
        "ip link set $IFACE nomaster; ip link del cni0; ip route add $IP dev $IFACE scope link metric 1024; ip route add blackhole 10.233.72.64/26 proto 80",
    },
    {
      do: "in-pod",
      pod: "test/client",
      script: "ip route replace default via 169.254.1.1 dev eth0; ip neigh flush all",
    },
  ],
  ask: "test/client -> test/details",
  expect: {
    verdict: "blocked",
    cause: "ND204",
    confidence: "confirmed",
    hopKind: "source",
    node: "node2",
    object: { kind: "Node", name: "node2" },
  },
});
