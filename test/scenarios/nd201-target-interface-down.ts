import { defineScenario } from "./scenario.ts";

export const targetInterfaceDown = defineScenario({
  name: "nd201-target-interface-down",
  says: "the target pod's own interface is down",
  break: [{ do: "in-pod", pod: "test/ratings", script: "ip link set eth0 down" }],
  heal: [
    {
      do: "in-pod",
      pod: "test/ratings",
      script:
        "ip link set eth0 up; ip route replace 169.254.1.1 dev eth0 scope link; ip route replace default via 169.254.1.1",
    },
    // The node gave up asking for the pod's MAC address and would wait before it asks again.
    { do: "on-node-of", pod: "test/ratings", script: "ip neigh flush dev $IFACE" },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND201",
    confidence: "confirmed",
    hopKind: "pod-in",
    node: "node3",
    object: { kind: "Pod", namespace: "test" },
  },
});
