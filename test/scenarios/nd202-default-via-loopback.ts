import { defineScenario } from "./scenario.ts";

export const defaultViaLoopback = defineScenario({
  name: "nd202-default-via-loopback",
  says: "the source pod's routes were flushed and its default route leads to its loopback",
  break: [
    { do: "in-pod", pod: "test/reviews", script: "ip route flush table main; ip route add default dev lo" },
  ],
  heal: [
    {
      do: "in-pod",
      pod: "test/reviews",
      script:
        "ip route flush table main; ip route add 169.254.1.1 dev eth0 scope link; ip route add default via 169.254.1.1 dev eth0",
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND202",
    confidence: "likely",
    hopKind: "source",
    node: "node2",
    object: { kind: "Pod", namespace: "test" },
  },
});
