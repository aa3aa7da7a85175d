import { defineScenario } from "./scenario.ts";

export const wireEnslaved = defineScenario({
  name: "nd201-wire-enslaved",
  says: "the node's end of the target's veth was made a port of a bridge that has nothing to do with it",
  break: [
    {
      do: "on-node-of",
      pod: "test/details",
      script:
        "ip link add br9 type bridge; ip link set br9 up; ip link set $IFACE master br9; ip neigh flush dev $IFACE",
    },
    // While both remember each other's MAC address they go on: what is no more is that ARP is answered.
    { do: "in-pod", pod: "test/details", script: "ip neigh flush dev eth0" },
  ],
  heal: [{ do: "on-node-of", pod: "test/details", script: "ip link set $IFACE nomaster; ip link del br9" }],
  ask: "test/reviews -> test/details",
  expect: {
    verdict: "blocked",
    cause: "ND201",
    confidence: "confirmed",
    hopKind: "pod-in",
    node: "node1",
    object: { kind: "Pod", namespace: "test" },
  },
});
