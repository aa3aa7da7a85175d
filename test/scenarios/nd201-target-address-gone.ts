import { defineScenario, type Act } from "./scenario.ts";

/** Its routes went with it. */
export const addressBack: Act = {
  do: "in-pod",
  pod: "test/ratings",
  script:
    "ip addr add $IP/32 dev eth0; ip route replace 169.254.1.1 dev eth0 scope link; ip route replace default via 169.254.1.1",
};

/** The packets still get to the pod, and its kernel does not take them for its own. */
export const targetAddressGone = defineScenario({
  name: "nd201-target-address-gone",
  says: "the target pod lost its address, and its node still remembers whose it was",
  break: [
    { do: "on-node-of", pod: "test/ratings", script: "ping -c 1 -W 2 $IP >/dev/null" },
    { do: "in-pod", pod: "test/ratings", script: "ip addr del $IP/32 dev eth0" },
  ],
  heal: [addressBack],
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
