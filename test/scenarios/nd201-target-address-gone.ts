import { defineScenario } from "./scenario.ts";

export const targetAddressGone = defineScenario({
  name: "nd201-target-address-gone",
  says: "the target pod lost its address",
  break: [{ do: "in-pod", pod: "test/ratings", script: "ip addr del $IP/32 dev eth0" }],
  heal: [
    {
      do: "in-pod",
      pod: "test/ratings",
      script:
        "ip addr add $IP/32 dev eth0; ip route replace 169.254.1.1 dev eth0 scope link; ip route replace default via 169.254.1.1",
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND201",
    confidence: "confirmed",
    hopKind: "socket",
    node: "node3",
    object: { kind: "Pod", namespace: "test" },
  },
});
